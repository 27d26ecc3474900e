"""Viewings as arrays, the form in which all detectors look at them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from openslate.graph.vocabulary import Columns

HOUR = 3600
IntArray = np.ndarray
FloatArray = np.ndarray
TITLE = [Columns.SOURCE, Columns.RECORD]
_ITEM, _VIEWER, _SECOND = "_title", "_who", "_second"


@dataclass(frozen=True, eq=False)
class Viewings:
    """Who watched what when, ordered by time; parallel int64 arrays of viewer, title and second.

    `viewers` and `titles` (source and record) name the numbers; seconds count from 1970, UTC.
    """

    viewers: tuple[str, ...]
    titles: tuple[tuple[str, str], ...]
    viewer: IntArray
    title: IntArray
    second: IntArray

    def __len__(self) -> int:
        return len(self.viewer)

    @cached_property
    def by_viewer(self) -> IntArray:
        """Places of the viewings ordered by viewer, then time."""
        return np.argsort(self.viewer, kind="stable")

    @cached_property
    def starts(self) -> IntArray:
        """Where each viewer's part of `by_viewer` begins, and where the last ends."""
        return np.searchsorted(self.viewer[self.by_viewer], np.arange(len(self.viewers) + 1))

    @cached_property
    def counts(self) -> IntArray:
        """Viewings by viewer."""
        return np.bincount(self.viewer, minlength=len(self.viewers))

    @cached_property
    def of_title(self) -> IntArray:
        """Viewings by title."""
        return np.bincount(self.title, minlength=len(self.titles))

    def of(self, viewer: int) -> IntArray:
        """Places of one viewer's viewings, oldest first."""
        return self.by_viewer[self.starts[viewer] : self.starts[viewer + 1]]


def read_viewings(events: pl.DataFrame, same_hours: int) -> Viewings:
    """Viewings from the event frame; a viewer's events on a title within `same_hours` are one.

    Where the frame has a column `item` (dense, null = no item of the snapshot), the records of
    one item are one title, named by the first of them.
    """
    titles = _titles(events)
    dense = (
        events.select(
            pl.col(Columns.VIEWER).rank("dense").cast(pl.Int64).sub(1).alias(_VIEWER),
            titles.alias(_ITEM),
            pl.col(Columns.AT).dt.epoch("s").alias(_SECOND),
            *TITLE,
        )
        .sort(_VIEWER, _ITEM, _SECOND)
        .filter(_begins(same_hours))
        .sort(_SECOND, _VIEWER, _ITEM)
    )
    names = dense.sort(_ITEM, *TITLE).unique(_ITEM, keep="first", maintain_order=True)
    return Viewings(
        viewers=tuple(events[Columns.VIEWER].unique().sort()),
        titles=tuple(names.select(TITLE).iter_rows()),
        viewer=dense[_VIEWER].to_numpy(),
        title=dense[_ITEM].to_numpy(),
        second=dense[_SECOND].to_numpy(),
    )


def _titles(events: pl.DataFrame) -> pl.Series:
    """A dense number for the title of every event."""
    key = pl.struct(TITLE)
    if Columns.ITEM in events.columns:
        own = pl.concat_str(TITLE, separator="\x1f")
        key = pl.coalesce(pl.format("\x1f{}", Columns.ITEM), own)
    return events.select(key.rank("dense").cast(pl.Int64) - 1).to_series()


def _begins(same_hours: int) -> pl.Expr:
    """Whether an event begins a viewing: another viewer or title than the row before, or later."""
    same = (pl.col(_VIEWER) == pl.col(_VIEWER).shift()) & (pl.col(_ITEM) == pl.col(_ITEM).shift())
    close = pl.col(_SECOND) - pl.col(_SECOND).shift() < same_hours * HOUR
    return ~(same & close).fill_null(value=False)
