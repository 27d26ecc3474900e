"""Pages that were served, place by place, with what came of each within some hours."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import polars as pl

from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns
from openslate.store.event_kinds import EventKind
from openslate.store.events import EventStore
from openslate.store.journal import JournalEntry
from openslate.store.purposes import Purpose

LOW = 2.0
"""Stars, up to which a rating is a dislike."""
ENTRY, PLACE, SLOT, SHOWN_AT, CHANCE = "entry", "place", "slot", "shown_at", "chance"
WATCHED, DISLIKED = "watched", "disliked"
OUTCOMES = (WATCHED, DISLIKED)
WATCHING = (EventKind.VIEW, EventKind.PROGRESS, EventKind.FINISH, EventKind.WATCHED)
SHOWN: dict[str, pl.DataType] = {
    ENTRY: pl.Int64(),
    Columns.VIEWER: pl.String(),
    SHOWN_AT: pl.Datetime("us", "UTC"),
    PLACE: pl.String(),
    SLOT: pl.Int64(),
    Columns.ITEM: pl.Int64(),
    CHANCE: pl.Float64(),
}


def served_places(
    entries: Sequence[JournalEntry], snapshot: Snapshot, events: EventStore, hours: int
) -> pl.DataFrame:
    """One row a place: entry (its number), viewer, shown_at, place (row's key), slot from 1, item
    (dense), chance, and whether it was `watched` and `disliked` by its viewer within the hours.

    Only events that may be used for measurement count. Items the snapshot has not are left out.
    """
    shown = pl.DataFrame(list(_rows(entries, snapshot)), SHOWN, orient="row")
    outcomes = _outcomes(events.frame(Purpose.MEASUREMENT), snapshot)
    near = shown.join(outcomes, on=[Columns.VIEWER, Columns.ITEM]).filter(
        pl.col(Columns.AT).is_between(pl.col(SHOWN_AT), pl.col(SHOWN_AT) + timedelta(hours=hours))
    )
    keys = [ENTRY, Columns.ITEM]
    found = near.group_by(keys).agg(pl.col(*OUTCOMES).any())
    return shown.join(found, on=keys, how="left", maintain_order="left").with_columns(
        pl.col(*OUTCOMES).fill_null(value=False)
    )


def _rows(entries: Sequence[JournalEntry], snapshot: Snapshot) -> list[tuple[object, ...]]:
    index: Mapping[str, int] = {item: place for place, item in enumerate(snapshot.ids)}
    found: list[tuple[object, ...]] = []
    for number, entry in enumerate(entries):
        rows = entry.payload["rows"]
        certain = [[1.0] * len(row["items"]) for row in rows]
        for row, chances in zip(rows, entry.payload.get("chances", certain), strict=True):
            places = zip(row["items"], chances, strict=True)
            found += [
                (number, entry.viewer, entry.at, row["key"], slot, index[item], chance)
                for slot, (item, chance) in enumerate(places, 1)
                if item in index
            ]
    return found


def _outcomes(events: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """Viewer, item, at, watched, disliked."""
    keys = [Columns.SOURCE, Columns.RECORD]
    kind, rating = pl.col(Columns.EVENT), pl.col(Columns.RATING)
    low = (kind == EventKind.RATED.value) & (rating <= LOW)
    return events.join(snapshot.record.select(*keys, Columns.ITEM), on=keys).select(
        Columns.VIEWER,
        pl.col(Columns.ITEM).cast(pl.Int64),
        Columns.AT,
        kind.is_in([one.value for one in WATCHING]).alias(WATCHED),
        ((kind == EventKind.DISLIKE.value) | low.fill_null(value=False)).alias(DISLIKED),
    )
