"""What a viewer has watched, as the recommender counts items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from openslate.audience.events.viewings import KEYS, VIEWING_AFTER, liked_events, seen_events
from openslate.graph.vocabulary import Columns
from openslate.store.consent import for_purpose
from openslate.store.purposes import Purpose

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

    `events` are that viewer's, the rest is as for `viewing_histories`.
    """
    return next(iter(viewing_histories(events, item_of_record, viewing_after).values()), [])


def viewing_histories(
    events: pl.DataFrame,
    item_of_record: Mapping[tuple[str, str], int],
    viewing_after: int = VIEWING_AFTER,
) -> dict[str, list[Viewing]]:
    """The histories of many viewers, by viewer, each most recent first and with each item once.

    `events` are a viewer's oldest first, as `EventStore.of_viewers` gives them;
    `item_of_record` is the snapshot's. Records that are no item of the snapshot are left out, and
    records of several sources that are the same item count as one. Items left before
    `viewing_after` seconds are not watched.
    """
    records = _records_of(events, item_of_record)
    seen = seen_events(events, records, viewing_after)
    agreed = for_purpose(liked_events(events, records), Purpose.PERSONALISATION)
    about = agreed.select(Columns.VIEWER, *KEYS).join(records, on=KEYS)
    counting = set(about.select(Columns.VIEWER, Columns.ITEM).iter_rows())
    watched = seen.join(records, on=KEYS, maintain_order="left")
    told = watched.select(Columns.VIEWER, Columns.ITEM, Columns.RATING, Columns.AT).iter_rows()
    last: dict[str, dict[int, Viewing]] = {}
    for viewer, item, rating, at in told:
        items = last.setdefault(viewer, {})
        before = items.pop(item, None)  # popped, so that the item moves to the end
        kept = before.rating if rating is None and before else rating
        items[item] = Viewing(item, kept, at, (viewer, item) in counting)
    return {viewer: list(reversed(items.values())) for viewer, items in last.items()}


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
