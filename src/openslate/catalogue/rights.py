"""What may be shown where and when: rights windows as one column per territory and day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from openslate.catalogue.countries import WORLD
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns

WINDOW = [Columns.STARTS, Columns.ENDS]
RIGHTS_SCHEMA: dict[str, pl.DataType] = {
    Columns.ITEM: pl.UInt32(),
    Columns.AVAILABLE: pl.Boolean(),
    Columns.AVAILABLE_FROM: pl.Date(),
    Columns.AVAILABLE_UNTIL: pl.Date(),
}


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
        self._windows = snapshot.availability.filter(~_contradictory())
        self._items = _with_known(snapshot)
        self._of_territory = lru_cache(maxsize=256)(self._merged)
        self._answers = lru_cache(maxsize=64)(self._answer)

    def available(self, territory: str, day: date) -> pl.DataFrame:
        """One row per item in dense order, columns as in `RIGHTS_SCHEMA`.

        `available` is null for items without any window anywhere: nothing is known of their
        rights. An item that has windows, but none here today, is not available. The dates are
        those of the window that holds today, or else of the next one; `available_until` is the
        first day after it. Windows that touch or overlap count as one; 'world' counts everywhere.
        The last 64 answers are kept, so asking again for the same day costs nothing.
        """
        return self._answers(territory, day)

    def _answer(self, territory: str, day: date) -> pl.DataFrame:
        windows = self._of_territory(territory)
        open_or_next = windows.filter(pl.col(Columns.ENDS).is_null() | (pl.col(Columns.ENDS) > day))
        first = open_or_next.unique(Columns.ITEM, keep="first", maintain_order=True)
        begun = pl.col(Columns.STARTS).is_null() | (pl.col(Columns.STARTS) <= day)
        return self._items.join(
            first.with_columns(begun.alias("begun")),
            on=Columns.ITEM,
            how="left",
            maintain_order="left",
        ).select(
            Columns.ITEM,
            pl.when("known").then(pl.col("begun").fill_null(False)).alias(Columns.AVAILABLE),
            pl.col(Columns.STARTS).alias(Columns.AVAILABLE_FROM),
            pl.col(Columns.ENDS).alias(Columns.AVAILABLE_UNTIL),
        )

    def territories(self) -> list[str]:
        """Every territory that some window names."""
        return sorted(self._windows[Columns.TERRITORY].unique())

    def overlaps(self) -> list[Overlap]:
        """Windows of one item and territory that overlap although their licences differ."""
        key = [Columns.ITEM, Columns.TERRITORY]
        pairs = self._windows.join(self._windows, on=key, suffix="_2").filter(
            (pl.col(Columns.LICENCE_TYPE) < pl.col(f"{Columns.LICENCE_TYPE}_2"))
            & _before(Columns.STARTS, f"{Columns.ENDS}_2")
            & _before(f"{Columns.STARTS}_2", Columns.ENDS)
        )
        chosen = [*key, Columns.LICENCE_TYPE, f"{Columns.LICENCE_TYPE}_2"]
        return [Overlap(*row) for row in pairs.select(chosen).unique().sort(chosen).iter_rows()]

    def _merged(self, territory: str) -> pl.DataFrame:
        """Disjoint windows of a territory, ordered by item and start."""
        here = self._windows.filter(pl.col(Columns.TERRITORY).is_in([territory, WORLD]))
        windows = here.select(
            Columns.ITEM,
            pl.col(Columns.STARTS).fill_null(date.min),
            pl.col(Columns.ENDS).fill_null(date.max),
        ).sort(Columns.ITEM, *WINDOW)
        reached = pl.col(Columns.ENDS).cum_max().shift(1).over(Columns.ITEM)
        begins = (pl.col(Columns.STARTS) > reached).fill_null(True)
        return (
            windows.with_columns(begins.cum_sum().alias("group"))
            .group_by(Columns.ITEM, "group", maintain_order=True)
            .agg(pl.col(Columns.STARTS).min(), pl.col(Columns.ENDS).max())
            .select(Columns.ITEM, _open(Columns.STARTS, date.min), _open(Columns.ENDS, date.max))
        )


def available(snapshot: Snapshot, territory: str, day: date) -> pl.DataFrame:
    """`Rights.available` for one question; keep a `Rights` to ask more than once."""
    return Rights(snapshot).available(territory, day)


def _with_known(snapshot: Snapshot) -> pl.DataFrame:
    """Every item, and whether anything is known of its rights."""
    item = pl.int_range(snapshot.size, dtype=pl.UInt32, eager=True).alias(Columns.ITEM)
    known = snapshot.availability[Columns.ITEM].unique()
    return item.to_frame().with_columns(item.is_in(known.implode()).alias("known"))


def _open(column: str, edge: date) -> pl.Expr:
    return pl.when(pl.col(column) != edge).then(pl.col(column)).alias(column)


def _contradictory() -> pl.Expr:
    return (pl.col(Columns.ENDS) <= pl.col(Columns.STARTS)).fill_null(False)


def _before(start: str, end: str) -> pl.Expr:
    """Whether a window has begun before another ends; an open edge is no limit."""
    return (pl.col(start) < pl.col(end)).fill_null(True)
