"""People decide about pairs of records that a method was not sure of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from openslate.app.views import LinkView
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError
from openslate.common.ids import short_id
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.graph.links import ACCEPTED, PAIR, REJECTED, WAITING
from openslate.graph.vocabulary import FIELD, Columns
from openslate.store.reviews import ReviewStore

KIND = "identity-link"


@dataclass(frozen=True)
class LinksWaiting:
    """The pairs that wait for a person, the least sure first."""

    workspace: Workspace

    def __call__(self, limit: int | None = None) -> tuple[LinkView, ...]:
        views = [v for v in link_views(self.workspace) if v.status == WAITING]
        views.sort(key=lambda view: (abs(view.confidence - 0.5), view.link))
        return tuple(views[:limit])


@dataclass(frozen=True)
class ReviewLink:
    """One person's decision about one pair: kept in the graph, its reason in the record."""

    workspace: Workspace

    def __call__(self, link: str, *, same: bool, by: str, because: str) -> LinkView:
        found = next((v for v in link_views(self.workspace) if v.link == link), None)
        if found is None:
            raise NotFoundError(f"There is no link {link!r}", do="See 'slate review'")
        status = ACCEPTED if same else REJECTED
        verdict = Verdict.ALLOW if same else Verdict.BLOCK
        review = Review(by, verdict, because, self.workspace.clock.now())
        ReviewStore(self.workspace.database).record(KIND, link, review)
        left, right = found.left.split(" ", 1), found.right.split(" ", 1)
        self.workspace.quads.links.decide((left[0], left[1], right[0], right[1]), status, by)
        return next(v for v in link_views(self.workspace) if v.link == link)


def link_views(workspace: Workspace) -> Iterator[LinkView]:
    """Every link with the names of its records."""
    store = workspace.quads
    records = store.records_frame()
    titles = records.select(
        Columns.SOURCE,
        Columns.RECORD,
        pl.concat_str(
            FIELD["name"].column,
            pl.format(" ({})", FIELD["year"].column),
            ignore_nulls=True,
        ).alias("title"),
    )
    named = {(source, record): name for source, record, name in titles.iter_rows()}
    for row in store.links.frame().iter_rows(named=True):
        yield _view(row, named)


def _view(row: dict[str, Any], named: dict[tuple[str, str], str]) -> LinkView:
    left, right = (row[PAIR[0]], row[PAIR[1]]), (row[PAIR[2]], row[PAIR[3]])
    return LinkView(
        link=short_id("l", *left, *right),
        left=" ".join(left),
        left_name=named.get(left, "no longer delivered"),
        right=" ".join(right),
        right_name=named.get(right, "no longer delivered"),
        confidence=row[Columns.CONFIDENCE],
        method=row[Columns.METHOD],
        evidence=row[Columns.EVIDENCE],
        status=row[Columns.STATUS],
    )
