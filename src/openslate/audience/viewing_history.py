"""What a viewer has watched, as the recommender counts items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from openslate.audience.events.viewings import (
    KEYS,
    ON_ITEM,
    VIEWING_AFTER,
    liked_events,
    seen_events,
)
from openslate.graph.vocabulary import Columns
from openslate.store.consent import for_purpose
from openslate.store.purposes import Purpose

COUNTING = "counting"
PLACE = "place"
LIKED = 4.0  # of five stars


@dataclass(frozen=True)
class Viewing:
    """One item of a history: dense item index, last rating given (None = never), last seen.

    One that is not `counting` was seen but says nothing of what the viewer wants: they disliked
    it, or did not agree that it is used for choosing.
    """

    item: int
    rating: float | None
    at: datetime
    counting: bool = True

    @property
    def liked(self) -> bool:
        """Whether the viewer rated it well."""
        return self.rating is not None and self.rating >= LIKED


def viewing_history(
    events: pl.DataFrame,
    item_of_record: Mapping[tuple[str, str], int],
    viewing_after: int = VIEWING_AFTER,
) -> list[Viewing]:
    """One viewer's history, most recent first, each item once; empty without any event.

    `events` are that viewer's, the rest is as for `watched_items`.
    """
    watched = watched_items(events, item_of_record, viewing_after)
    told = watched.select(Columns.ITEM, Columns.RATING, Columns.AT, COUNTING)
    return [Viewing(*row) for row in told.iter_rows()]


def watched_items(
    events: pl.DataFrame,
    item_of_record: Mapping[tuple[str, str], int],
    viewing_after: int = VIEWING_AFTER,
) -> pl.DataFrame:
    """The histories of many viewers: viewer, item, rating, at, counting (as for `Viewing`).

    A row for each viewer and item, by viewer, the most recent first. `events` are a viewer's
    oldest first, as `EventStore.of_viewers` gives them; `item_of_record` is the snapshot's.
    Records that are no item of the snapshot are left out, and records of several sources that are
    the same item count as one. Items left before `viewing_after` seconds are not watched.
    """
    records = _records_of(events, item_of_record)
    seen = seen_events(events, records, viewing_after)
    agreed = for_purpose(liked_events(events, records), Purpose.PERSONALISATION)
    counting = agreed.join(records, on=KEYS).select(ON_ITEM).unique()
    watched = seen.join(records, on=KEYS, maintain_order="left").with_row_index(PLACE)
    last = watched.group_by(ON_ITEM).agg(
        pl.col(Columns.RATING).drop_nulls().last(), pl.col(Columns.AT).last(), pl.col(PLACE).last()
    )
    marked = counting.with_columns(pl.lit(value=True).alias(COUNTING))
    told = last.join(marked, on=ON_ITEM, how="left").with_columns(pl.col(COUNTING).fill_null(False))
    return told.sort(Columns.VIEWER, PLACE, descending=[False, True]).drop(PLACE)


def _records_of(
    events: pl.DataFrame, item_of_record: Mapping[tuple[str, str], int]
) -> pl.DataFrame:
    """The part of the snapshot's record table that these events speak of."""
    keys = events.select(KEYS).unique(maintain_order=True)
    items = [item_of_record.get(key) for key in keys.iter_rows()]
    named = keys.with_columns(pl.Series(Columns.ITEM, items, pl.Int64))
    return named.drop_nulls(Columns.ITEM)


def items_of(history: Sequence[Viewing]) -> list[int]:
    """The dense item indices of a history, in its order."""
    return [viewing.item for viewing in history]
