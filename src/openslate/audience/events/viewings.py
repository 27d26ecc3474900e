"""Which events say that somebody watched an item, and which of those a model may learn from."""

import polars as pl

from openslate.graph.vocabulary import Columns
from openslate.store.event_kinds import EventKind

VIEWING_AFTER = 300
"""Seconds into an item from which it counts as watched."""
NO_VIEWING = (EventKind.SEARCH, EventKind.SHARE)
"""Kinds that say nothing of having watched."""
VERDICTS = (EventKind.LIKE, EventKind.DISLIKE)
STARTS = (EventKind.VIEW, EventKind.PROGRESS)
ON_ITEM = [Columns.VIEWER, Columns.ITEM]
KEYS = [Columns.SOURCE, Columns.RECORD]
ROW = "row_of_event"


def seen_events(
    events: pl.DataFrame, records: pl.DataFrame, viewing_after: int = VIEWING_AFTER
) -> pl.DataFrame:
    """The events that say their viewer has watched the item, also if they disliked it.

    `events` are in the columns of `EventStore.frame`, `records` is the snapshot's table: an item
    may have records of several sources. An item that was begun and left before `viewing_after`
    seconds is not watched; one without any heartbeat is, for then nothing else is known.
    """
    numbered = events.filter(~pl.col(Columns.EVENT).is_in(NO_VIEWING)).with_row_index(ROW)
    starts = numbered.filter(pl.col(Columns.EVENT).is_in(STARTS))
    if starts.is_empty():
        return numbered.drop(ROW)
    furthest = _of_items(starts, records).with_columns(
        pl.col(Columns.POSITION).max().over(ON_ITEM).alias(Columns.POSITION)
    )
    brief = furthest.filter(pl.col(Columns.POSITION) < viewing_after)
    return numbered.join(brief, on=ROW, how="anti", maintain_order="left").drop(ROW)


def liked_events(events: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Events without those of items that their viewer dislikes: the last verdict counts."""
    verdicts = events.filter(pl.col(Columns.EVENT).is_in(VERDICTS))
    if verdicts.is_empty():
        return events
    last = _of_items(verdicts, records).sort(Columns.AT, maintain_order=True)
    last = last.unique(ON_ITEM, keep="last").filter(pl.col(Columns.EVENT) == EventKind.DISLIKE)
    disliked = last.select(ON_ITEM).join(records.select(*KEYS, Columns.ITEM), on=Columns.ITEM)
    gone = [Columns.VIEWER, *KEYS]
    return events.join(disliked, on=gone, how="anti", maintain_order="left")


def positive_events(
    events: pl.DataFrame, records: pl.DataFrame, viewing_after: int = VIEWING_AFTER
) -> pl.DataFrame:
    """What a model learns from: items that were watched and not disliked."""
    return seen_events(liked_events(events, records), records, viewing_after)


def _of_items(events: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Events with the dense item they are about; those about none are left out."""
    return events.join(
        records.select(*KEYS, Columns.ITEM), on=KEYS, how="inner", maintain_order="left"
    )
