"""Everything about one pair: both records, what speaks for it, and what a decision does."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import polars as pl

from openslate.app.identity.compare_records import compare_records
from openslate.app.identity.link_table import STATUS_OF, LinkTable, row_of
from openslate.app.identity.review_views import ContributionView, PairView, SaidView
from openslate.common.text import join_words
from openslate.graph.links import PAIR
from openslate.graph.vocabulary import Columns
from openslate.store.reviews import NOBODY, KeptReview


@dataclass(frozen=True)
class ShowPair:
    """Shows a link of the table as people left it; raises NotFoundError when there is none."""

    table: LinkTable
    standing: pl.DataFrame

    def __call__(self, link: str, told: Sequence[KeptReview]) -> PairView:
        row = row_of(self.standing, link)
        left, right, third, fourth = (row[column] for column in PAIR)
        same, different = self._effects(row)
        return PairView(
            link=self.table.view(row),
            fields=compare_records(self.table.snapshot, (left, right), (third, fourth)),
            contributions=tuple(read_contributions(row[Columns.CONTRIBUTIONS])),
            if_same=same,
            if_different=different,
            told=tuple(map(_said, told)),
            seen=told[0].id if told else NOBODY,
        )

    def _effects(self, row: Mapping[str, Any]) -> tuple[str, str]:
        """What saying 'same' does, and what saying 'different' does."""
        items = {row[Columns.LEFT_ITEM], row[Columns.RIGHT_ITEM]}
        records = self.table.snapshot.record.filter(pl.col(Columns.ITEM).is_in(items))
        what = f"{records.height} records, {_count(row[Columns.VIEWINGS], 'viewing')}"
        if len(items) == 1:
            return f"Keeps together {what}.", f"Splits an item of {what}."
        return f"Joins {what}.{_doubled(records)}", "Keeps 2 items apart."


def _doubled(records: pl.DataFrame) -> str:
    """A warning where both items have records of one source, which means them as two works."""
    both = records.group_by(Columns.SOURCE).agg(pl.col(Columns.ITEM).n_unique())
    sources = sorted(both.filter(pl.col(Columns.ITEM) > 1)[Columns.SOURCE])
    return f" Both have records of {join_words(sources)}." if sources else ""


def read_contributions(told: str | None) -> Iterator[ContributionView]:
    """The parts of a link's sum, in their order; none where its method tells no parts.

    >>> [part.after for part in read_contributions('[["Name", 2.5], ["Year", -1.0]]')]
    [2.5, 1.5]
    """
    parts = json.loads(told) if told else []
    sums = accumulate((amount for _, amount in parts), initial=0.0)
    for (label, amount), before in zip(parts, sums, strict=False):
        yield ContributionView(label, amount, before, before + amount)


def _said(kept: KeptReview) -> SaidView:
    review = kept.review
    status = STATUS_OF.get(review.verdict, "")
    return SaidView(review.reviewer, status, review.because, review.at)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
