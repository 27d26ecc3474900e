"""A stretch of a day to be filled with programmes, in cells of a grid."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

PlacedBy = Literal["score", "pin", "repeat"]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Programme:
    """An item on air from cell `begins` until before cell `ends`, and what put it there."""

    item: int
    begins: int
    ends: int
    placed_by: PlacedBy
    daypart: str = ""


@dataclass(frozen=True, eq=False)
class Grid:
    """A day in cells of equal length, and what each item needs and may.

    `length` is how many cells an item takes, int64 [items], 0 where its running time is not
    known; `allowed` is bool [cells, items]: whether the rules let it be on air in that cell.
    """

    length: NDArray[np.int64]
    allowed: Flags

    @property
    def cells(self) -> int:
        """How many cells the day has."""
        return len(self.allowed)

    def starts(self, item: int, free: Flags) -> NDArray[np.intp]:
        """Cells in which an item may begin: allowed and free for as long as it lasts."""
        takes = int(self.length[item])
        if not 0 < takes <= self.cells:
            return np.empty(0, np.intp)
        good = np.concatenate([[0], np.cumsum(self.allowed[:, item] & free)])
        return np.flatnonzero(good[takes:] - good[:-takes] == takes)


@dataclass(frozen=True, eq=False)
class Daypart:
    """The cells from `begins` until before `ends`; programmes that begin there are its own.

    `open` says which items suit it. A programme may last up to `overrun` cells beyond the end.
    """

    name: str
    begins: int
    ends: int
    open: Flags
    overrun: int = 0

    def within(self, free: Flags) -> Flags:
        """The free cells that its programmes may take."""
        mine = free.copy()
        mine[: self.begins] = False
        mine[self.ends + self.overrun :] = False
        return mine


def free_cells(cells: int, placed: list[Programme]) -> Flags:
    """Cells in which nothing is on air yet."""
    free = np.ones(cells, dtype=np.bool_)
    for programme in placed:
        free[programme.begins : programme.ends] = False
    return free
