"""Air time cut where what is allowed changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from openslate.recommend.schedule.daypart import Daypart, Flags, Grid


@dataclass(frozen=True, eq=False)
class Stretch:
    """Free cells in a row in which the same items are `allowed` (bool by candidate).

    `begins_here` is False beyond the daypart's end, where a programme may only come to its end.
    """

    begins: int
    ends: int
    allowed: Flags
    begins_here: bool

    @property
    def length(self) -> int:
        """How many cells it has."""
        return self.ends - self.begins


def cut(grid: Grid, daypart: Daypart, free: Flags, items: Sequence[int]) -> list[Stretch]:
    """The stretches of a daypart and what it may overrun, in order, for these candidates."""
    within = daypart.within(free)
    return [
        Stretch(begins, ends, grid.allowed[begins, list(items)], begins < daypart.ends)
        for begins, ends in _spans(grid.allowed[:, list(items)], within, daypart.ends)
    ]


def _spans(allowed: Flags, within: Flags, end: int) -> Iterator[tuple[int, int]]:
    begins = None
    for cell in range(len(within) + 1):
        going = cell < len(within) and bool(within[cell])
        changes = (
            begins is not None
            and going
            and (cell == end or not np.array_equal(allowed[cell], allowed[cell - 1]))
        )
        if begins is not None and (changes or not going):
            yield begins, cell
            begins = None
        if going and begins is None:
            begins = cell
