"""What editors ask of a row: quotas over its first slots and pinned items.

These are plain inputs with the rulebook's percentages and conditions already worked out: a
quota arrives as one boolean (or one group number) per catalogue item.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openslate.common.errors import SlateError

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float32]
IntArray = NDArray[np.signedinteger]


@dataclass(frozen=True, eq=False)
class QuotaBound:
    """How many of the first `among_first` slots may, or must, go to some of the items.

    Either `members` (bool by item) is counted between `at_least` and `at_most`, or every number
    in `group` (int by item, -1 for none) is counted on its own and capped by `at_most`.
    Raises SlateError when it is neither or both.
    """

    name: str
    title: str
    among_first: int
    at_least: int = 0
    at_most: int | None = None
    members: BoolArray | None = None
    group: IntArray | None = None

    def __post_init__(self) -> None:
        if (self.members is None) == (self.group is None):
            raise self._wrong("It needs either members or groups", "Give exactly one of them")
        if self.group is not None and self.at_least:
            raise self._wrong("A quota for each group has no least number", "Give only at_most")
        if self.among_first < 1 or self.at_least < 0 or (self.at_most or 0) < 0:
            raise self._wrong("Its numbers must not be negative", "Count slots from 1")

    def _wrong(self, what: str, advice: str) -> SlateError:
        return SlateError(what, where=f"quota {self.name!r}", do=advice)

    def reach(self, length: int) -> int:
        """How many slots of a row of `length` it speaks of."""
        return min(self.among_first, length)

    @property
    def caps_groups(self) -> bool:
        """Whether it counts every group on its own."""
        return self.group is not None

    def marks(self, items: Sequence[int] | IntArray) -> IntArray:
        """What it sees in each item: 1 or 0 for members, the group's number otherwise."""
        source = self.group if self.members is None else self.members
        assert source is not None  # noqa: S101  (checked when the quota was made)
        return source[np.asarray(items, dtype=np.intp)].astype(np.int64)


@dataclass(frozen=True)
class Pin:
    """An editor's wish for one item in one slot; slots count from 1."""

    slot: int
    item: int
    name: str
