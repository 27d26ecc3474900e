"""What a viewer has watched, as the recommender counts items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from openslate.graph.vocabulary import Columns

LIKED = 4.0  # of five stars


@dataclass(frozen=True)
class Viewing:
    """One item of a history: dense item index, last rating given (None = never), last seen."""

    item: int
    rating: float | None
    at: datetime

    @property
    def liked(self) -> bool:
        """Whether the viewer rated it well."""
        return self.rating is not None and self.rating >= LIKED


def viewing_history(
    events: pl.DataFrame, item_of_record: Mapping[tuple[str, str], int]
) -> list[Viewing]:
    """A viewer's history, most recent first, each item once.

    `events` are one viewer's, oldest first, as `EventStore.of_viewer` gives them;
    `item_of_record` is the snapshot's. Records that are no item of the snapshot are left out, and
    records of several sources that are the same item count as one.
    """
    columns = (Columns.SOURCE, Columns.RECORD, Columns.RATING, Columns.AT)
    last: dict[int, Viewing] = {}
    for source, record, rating, at in events.select(columns).iter_rows():
        item = item_of_record.get((source, record))
        if item is not None:
            before = last.pop(item, None)  # popped, so that the item moves to the end
            kept = before.rating if rating is None and before else rating
            last[item] = Viewing(item, kept, at)
    return list(reversed(last.values()))


def items_of(history: Sequence[Viewing]) -> list[int]:
    """The dense item indices of a history, in its order."""
    return [viewing.item for viewing in history]
