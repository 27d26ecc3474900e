"""What may be shown where and when: rights windows as one column per territory and day."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import polars as pl

from openslate.catalogue.rights_overlaps import overlapping
from openslate.catalogue.rights_windows import (
    FROM,
    PLACE,
    PUBLIC,
    UNTIL,
    Offer,
    clipped,
    contradictory,
    merged,
    of_territory,
    spread,
)
from openslate.common.errors import SlateError
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns

RIGHTS_SCHEMA: dict[str, pl.DataType] = {
    Columns.ITEM: pl.UInt32(),
    Columns.AVAILABLE: pl.Boolean(),
    Columns.AVAILABLE_FROM: pl.Date(),
    Columns.AVAILABLE_UNTIL: pl.Date(),
}
RANGE_SCHEMA: dict[str, pl.DataType] = {
    Columns.ITEM: pl.UInt32(),
    Columns.SOMETIME: pl.Boolean(),
    Columns.THROUGHOUT: pl.Boolean(),
    Columns.DAYS: pl.Int64(),  # days of the range on which it is available
}
GAP_SCHEMA: dict[str, pl.DataType] = {
    Columns.ITEM: pl.UInt32(),
    Columns.STARTS: pl.Date(),  # first day without rights
    Columns.ENDS: pl.Date(),  # first day with rights again, or the day after the range
}
EXPIRING_SCHEMA: dict[str, pl.DataType] = {
    Columns.ITEM: pl.UInt32(),
    Columns.TERRITORY: pl.String(),
    Columns.ENDS: pl.Date(),  # first day without rights
    Columns.LICENCE_TYPE: pl.String(),
    Columns.AUDIENCE: pl.String(),
    Columns.SOURCE: pl.String(),
    Columns.ROW: pl.Int64(),
}
KNOWN = Columns.KNOWN


@dataclass(frozen=True)
class Overlap:
    """Two windows of an item that cover the same days in one territory under other terms."""

    item: int
    territory: str
    first: str
    second: str


class Rights:
    """Rights of a snapshot; what was worked out for a territory and a day is kept."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._all = snapshot.availability
        self._windows = self._all.filter(~contradictory())
        self._items = _with_known(snapshot)
        self._of_territory = lru_cache(maxsize=256)(self._merged)
        self._answers = lru_cache(maxsize=64)(self._answer)

    def available(self, territory: str, day: date, offer: Offer = PUBLIC) -> pl.DataFrame:
        """One row per item in dense order, columns as in `RIGHTS_SCHEMA`.

        `available` is null for items without any window anywhere: nothing is known of their
        rights. An item that has windows, but none here today for this offer, is not available. The
        dates are those of the window that holds today, or else of the next one; `available_until`
        is the first day after it. Windows that touch or overlap count as one; 'world' counts
        everywhere. The last 64 answers are kept, so asking again for the same day costs nothing.
        """
        return self._answers(territory, day, offer)

    def between(
        self, territory: str, first: date, last: date, offer: Offer = PUBLIC
    ) -> pl.DataFrame:
        """One row per item in dense order, columns as in `RANGE_SCHEMA`: how much of a range.

        Both days belong to the range. All are null for items without any window anywhere.
        """
        end = _day_after(first, last)
        covered = clipped(self._of_territory(territory, offer), first, end)
        days = (pl.col(UNTIL) - pl.col(FROM)).dt.total_days().sum().alias(Columns.DAYS)
        found = covered.group_by(Columns.ITEM).agg(days)
        counted = self._items.join(found, on=Columns.ITEM, how="left", maintain_order="left")
        days = pl.when(KNOWN).then(pl.col(Columns.DAYS).fill_null(0))
        return counted.select(
            Columns.ITEM,
            (days > 0).alias(Columns.SOMETIME),
            (days == (end - first).days).alias(Columns.THROUGHOUT),
            days.alias(Columns.DAYS),
        )

    def gaps(self, territory: str, first: date, last: date, offer: Offer = PUBLIC) -> pl.DataFrame:
        """The stretches of a range without rights, in `GAP_SCHEMA`, ordered by item and day.

        Items without any window anywhere are left out: nothing is known of them.
        """
        end = _day_after(first, last)
        covered = clipped(self._of_territory(territory, offer), first, end)
        known = self._items.filter(KNOWN).select(Columns.ITEM)
        edge = known.with_columns(pl.lit(end).alias(FROM), pl.lit(end).alias(UNTIL))
        steps = pl.concat([covered.select(list(GAP_SCHEMA)), edge]).sort(Columns.ITEM, FROM)
        reached = pl.col(UNTIL).shift(1).over(Columns.ITEM).fill_null(first)
        return (
            steps.select(Columns.ITEM, reached.alias(FROM), pl.col(FROM).alias(UNTIL))
            .filter(pl.col(FROM) < pl.col(UNTIL))
            .cast(GAP_SCHEMA)  # type: ignore[arg-type]
        )

    def expiring(
        self, day: date, days: int, territory: str | None = None, offer: Offer = PUBLIC
    ) -> pl.DataFrame:
        """Rights of which the last day is one of the next `days`, in `EXPIRING_SCHEMA`.

        From `day` on, `day` included; without a territory in each that a window names, 'world' for
        all others. A window that another one continues does not expire. The window that ends last
        is named; soonest first.
        """
        windows = self._windows.filter(offer.covered())
        here = spread(windows) if territory is None else of_territory(windows, territory)
        soon = (pl.col(UNTIL) > day) & (pl.col(UNTIL) <= day + timedelta(days=days))
        ends = merged(here).filter(soon).select(*PLACE, UNTIL)
        named = ends.join(here, on=[*PLACE, UNTIL]).select(list(EXPIRING_SCHEMA))
        first = named.sort(list(EXPIRING_SCHEMA)).unique([*PLACE, UNTIL], keep="first")
        return first.sort(UNTIL, *PLACE)

    def windows_of(self, item: int) -> pl.DataFrame:
        """Every window of an item, also those that never hold, by territory and first day."""
        mine = self._all.filter(pl.col(Columns.ITEM) == item)
        return mine.sort(Columns.TERRITORY, FROM, UNTIL, Columns.SOURCE, Columns.ROW)

    def territories(self) -> list[str]:
        """Every territory that some window names."""
        return sorted(self._windows[Columns.TERRITORY].unique())

    def overlaps(self) -> list[Overlap]:
        """Windows of one item and territory that overlap although their terms differ."""
        return [Overlap(*row) for row in overlapping(self._windows).iter_rows()]

    def _answer(self, territory: str, day: date, offer: Offer) -> pl.DataFrame:
        windows = self._of_territory(territory, offer)
        open_or_next = windows.filter(pl.col(UNTIL).is_null() | (pl.col(UNTIL) > day))
        first = open_or_next.unique(Columns.ITEM, keep="first", maintain_order=True)
        begun = pl.col(FROM).is_null() | (pl.col(FROM) <= day)
        return self._items.join(
            first.with_columns(begun.alias("begun")),
            on=Columns.ITEM,
            how="left",
            maintain_order="left",
        ).select(
            Columns.ITEM,
            pl.when(KNOWN).then(pl.col("begun").fill_null(False)).alias(Columns.AVAILABLE),
            pl.col(FROM).alias(Columns.AVAILABLE_FROM),
            pl.col(UNTIL).alias(Columns.AVAILABLE_UNTIL),
        )

    def _merged(self, territory: str, offer: Offer) -> pl.DataFrame:
        return merged(of_territory(self._windows.filter(offer.covered()), territory))


def available(snapshot: Snapshot, territory: str, day: date) -> pl.DataFrame:
    """`Rights.available` for one question; keep a `Rights` to ask more than once."""
    return Rights(snapshot).available(territory, day)


def _with_known(snapshot: Snapshot) -> pl.DataFrame:
    """Every item, and whether anything is known of its rights."""
    item = pl.int_range(snapshot.size, dtype=pl.UInt32, eager=True).alias(Columns.ITEM)
    known = snapshot.availability[Columns.ITEM].unique()
    return item.to_frame().with_columns(item.is_in(known.implode()).alias(KNOWN))


def _day_after(first: date, last: date) -> date:
    if last < first:
        raise SlateError(f"The range ends on {last}, before it begins on {first}", do="Swap them")
    return last + timedelta(days=1)
