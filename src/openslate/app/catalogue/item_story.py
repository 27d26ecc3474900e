"""Tells of an item who says what and why it counts, what joined its records, where it may go."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

import polars as pl

from openslate.app.catalogue.findings import FindingsOfItem
from openslate.app.catalogue.health_views import FoundView
from openslate.app.catalogue.item_story_views import (
    ItemLink,
    ItemStory,
    RecordPlace,
    SaidField,
    Saying,
)
from openslate.app.catalogue.rights_queries import AskRights
from openslate.app.catalogue.why_won import WhyWon
from openslate.app.identity.link_table import link_id
from openslate.app.identity.review_views import ContributionView
from openslate.app.views import RequestContext
from openslate.app.workspace import Workspace
from openslate.catalogue.checks.check_tables import CHECK, FINDING
from openslate.graph.delivery_frame import read_deliveries_frame
from openslate.graph.kept import frames_folder
from openslate.graph.links import PAIR
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, FIELDS, Columns

ORDER = {field.column: place for place, field in enumerate(FIELDS)}
CONFLICT = "conflict-"


@dataclass(frozen=True)
class StoryTeller:
    """The stories of one snapshot's items; what they share is worked out once."""

    workspace: Workspace
    snapshot: Snapshot

    def __call__(self, item: str, context: RequestContext) -> ItemStory:
        index = self.snapshot.index_of(item)
        name = self.snapshot.ids[index]
        found = self._found(name)
        places = self._rights.where(name, on=context.at.date())
        here = self._rights.where(name, on=context.at.date(), territory=context.territory)
        elsewhere = (p for p in places.places if p.territory != here.places[0].territory)
        return ItemStory(
            item=name,
            snapshot=self.snapshot.name,
            fields=tuple(self._fields(index, found)),
            records=tuple(self._records(index)),
            former_ids=self._former(name),
            links=tuple(self._links(index)),
            found=tuple(view for view in found if not _is_conflict(view)),
            day=places.day,
            territory=here.places[0].territory,
            places=(here.places[0], *elsewhere),
            windows=places.windows,
        )

    @cached_property
    def _rights(self) -> AskRights:
        return AskRights(self.workspace, taken=self.snapshot)

    @cached_property
    def _why(self) -> WhyWon:
        deliveries = read_deliveries_frame(frames_folder(self.workspace.folder / "graph"))
        works = deliveries.filter(pl.col(Columns.CURRENT) & (pl.col(Columns.KIND) == "works"))
        trust = dict(works.select(Columns.SOURCE, Columns.TRUST).iter_rows())
        return WhyWon(self.workspace.settings.catalogue.policy, trust)

    def _found(self, item: str) -> tuple[FoundView, ...]:
        """What checks found; nothing in a snapshot that was not checked."""
        if not {FINDING, CHECK} <= set(self.snapshot.extra):
            return ()
        return FindingsOfItem(self.workspace)(item, self.snapshot)

    def _fields(self, index: int, found: tuple[FoundView, ...]) -> Iterator[SaidField]:
        conflicts = {v.field: v.sentence for v in found if v.field and _is_conflict(v)}
        said: dict[str, dict[str, list[tuple[str, str]]]] = {}
        won: dict[tuple[str, str], bool] = {}
        for row in _of(self.snapshot.claim, index).iter_rows(named=True):
            field = row[Columns.FIELD]
            value = _plain(field, row[Columns.VALUE])
            by = (row[Columns.SOURCE], row[Columns.RECORD])
            said.setdefault(field, {}).setdefault(value, []).append(by)
            won[field, value] = won.get((field, value), False) or row[Columns.WON]
        for field in sorted(said, key=ORDER.__getitem__):
            values = [Saying(v, won[field, v], tuple(by)) for v, by in said[field].items()]
            values.sort(key=lambda value: not value.won)
            why = self._why(field, values)
            about = FIELD[field].about
            yield SaidField(field, about, tuple(values), why, conflicts.get(field, ""))

    def _records(self, index: int) -> Iterator[RecordPlace]:
        rows = _of(self.snapshot.record, index).select(Columns.SOURCE, Columns.RECORD, Columns.ROW)
        return (RecordPlace(*row) for row in rows.iter_rows())

    def _former(self, item: str) -> tuple[str, ...]:
        """Ids that lead here: of items that were joined, and of records that founded none."""
        redirects = self.snapshot.redirect.filter(pl.col(Columns.REPLACED_BY) == item)
        return tuple(redirects[Columns.ID].sort())

    def _links(self, index: int) -> Iterator[ItemLink]:
        left, right = pl.col(Columns.LEFT_ITEM) == index, pl.col(Columns.RIGHT_ITEM) == index
        links = self.snapshot.link.filter(left | right)
        for row in links.sort(Columns.STATUS, *PAIR).iter_rows(named=True):
            yield _link(row, index, self.snapshot.ids)


def _plain(field: str, value: str) -> str:
    """A value as people write it: whole numbers without decimals."""
    return value.removesuffix(".0") if FIELD[field].kind == "number" else value


def _link(row: Mapping[str, Any], index: int, ids: list[str]) -> ItemLink:
    left, right = (row[PAIR[0]], row[PAIR[1]]), (row[PAIR[2]], row[PAIR[3]])
    other = {row[Columns.LEFT_ITEM], row[Columns.RIGHT_ITEM]} - {index}
    return ItemLink(
        link=link_id(left, right),
        left=left,
        right=right,
        status=row[Columns.STATUS],
        confidence=row[Columns.CONFIDENCE],
        method=row[Columns.METHOD],
        evidence=row[Columns.EVIDENCE] or "",
        decided_by=row[Columns.DECIDED_BY],
        parts=_parts(row[Columns.CONTRIBUTIONS]),
        other_item=ids[other.pop()] if other else None,
    )


def _parts(told: str | None) -> tuple[ContributionView, ...]:
    """What each thing compared adds, from the JSON that the resolver wrote."""
    pairs = [(str(label), float(amount)) for label, amount in json.loads(told)] if told else []
    sums = [0.0, *accumulate(amount for _, amount in pairs)]
    return tuple(
        ContributionView(label, amount, sums[n], sums[n + 1])
        for n, (label, amount) in enumerate(pairs)
    )


def _is_conflict(view: FoundView) -> bool:
    return view.check.startswith(CONFLICT)


def _of(table: pl.DataFrame, index: int) -> pl.DataFrame:
    return table.filter(pl.col(Columns.ITEM) == index)
