"""Spacing: items that have something in common stand apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from openslate.common.errors import SlateError
from openslate.common.groups import Groups


@dataclass(frozen=True, eq=False)
class SpacingBound:
    """No two items that share one of `groups` stand less than `apart` slots from each other.

    With `apart` 2 they are not side by side, with 3 there are two others between them; 1 asks for
    nothing. It speaks of the first `among_first` slots.
    """

    name: str
    title: str
    groups: Groups
    apart: int = 2
    among_first: int = 1000

    def __post_init__(self) -> None:
        if self.apart < 1 or self.among_first < 1:
            where = f"spacing {self.name!r}"
            raise SlateError("Its numbers are below 1", where=where, do="Count slots from 1")

    def reach(self, length: int) -> int:
        """How many slots of a row of `length` it speaks of."""
        return min(self.among_first, length)

    @property
    def size(self) -> int:
        """How many items the catalogue it speaks of has."""
        return len(self.groups)

    @property
    def speaks(self) -> bool:
        """Whether it asks for anything."""
        return self.apart > 1

    def holds(self, row: Sequence[int]) -> bool:
        """Whether a whole row meets it."""
        last: dict[int, int] = {}
        for slot, item in enumerate(row[: self.among_first]):
            for number in self.groups.of(item):
                if slot - last.get(number, -self.apart) < self.apart:
                    return False
                last[number] = slot
        return True
