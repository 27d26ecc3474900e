"""What editors ask of a row: quotas over its first slots and pinned items.

These are plain inputs with the rulebook's percentages and conditions already worked out: a
quota arrives as one boolean (or its groups) per catalogue item.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openslate.common.errors import SlateError
from openslate.common.groups import Groups
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.spacing import SpacingBound

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float32]
IntArray = NDArray[np.signedinteger]


@dataclass(frozen=True, eq=False)
class QuotaBound:
    """How many of the first `among_first` slots may, or must, go to some of the items.

    Either `members` (bool by item) is counted between `at_least` and `at_most`, or every one of
    `groups` is counted on its own and capped by `at_most`; an item may be in several groups.
    `before` are items of rows above that count as well, where a quota speaks of a whole page.
    Raises SlateError when it is neither or both.
    """

    name: str
    title: str
    among_first: int
    at_least: int = 0
    at_most: int | None = None
    members: BoolArray | None = None
    groups: Groups | None = None
    before: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if (self.members is None) == (self.groups is None):
            raise self._wrong("It needs either members or groups", "Give exactly one of them")
        if self.groups is not None and self.at_least:
            raise self._wrong("A quota for each group has no least number", "Give only at_most")
        if self.among_first < 1 or self.at_least < 0 or (self.at_most or 0) < 0:
            raise self._wrong("Its numbers must not be negative", "Count slots from 1")

    def _wrong(self, what: str, advice: str) -> SlateError:
        return SlateError(what, where=f"quota {self.name!r}", do=advice)

    def reach(self, length: int) -> int:
        """How many slots of a row of `length` it speaks of."""
        return min(self.among_first, length)

    @property
    def size(self) -> int:
        """How many items the catalogue it speaks of has."""
        return len(self.members) if self.members is not None else len(self.groups or ())

    @property
    def speaks(self) -> bool:
        """Whether it asks for anything."""
        return self.at_least > 0 or self.at_most is not None

    def holds(self, row: Sequence[int]) -> bool:
        """Whether a whole row meets it."""
        counted = [*self.before, *row[: self.among_first]]
        most = len(counted) if self.at_most is None else self.at_most
        if self.groups is not None:
            return max(Counter(self.groups.of_all(counted)).values(), default=0) <= most
        return self.at_least <= int(np.count_nonzero(self.counted(counted))) <= most

    def counted(self, items: Sequence[int] | IntArray) -> BoolArray:
        """Which of some items are members; none where it counts groups."""
        if self.members is None:
            return np.zeros(len(items), dtype=np.bool_)
        return self.members[np.asarray(items, dtype=np.intp)]


@dataclass(frozen=True)
class Pin:
    """An editor's wish for one item in one slot; slots count from 1."""

    slot: int
    item: int
    name: str


Bound = QuotaBound | BudgetBound | SpacingBound
