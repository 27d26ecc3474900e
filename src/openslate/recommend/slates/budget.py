"""A budget: what the first items of a row may, or must, add up to, such as minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from openslate.common.errors import SlateError

TOLERANCE = 1e-6  # sums of floats


@dataclass(frozen=True, eq=False)
class BudgetBound:
    """The sum of `amounts` (float by item, not negative) over the first `among_first` slots.

    An item whose amount is not known (NaN) is kept out of the slots that `at_most` speaks of, so
    that nothing slips past; `strangers` of them are let in where a row could not be filled
    otherwise. For `at_least` it adds nothing. `before` are items of rows above that count too.
    """

    name: str
    title: str
    among_first: int
    amounts: NDArray[np.floating]
    at_least: float = 0.0
    at_most: float | None = None
    strangers: int = 0
    before: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.among_first < 1 or self.at_least < 0 or (self.at_most or 0) < 0:
            raise self._wrong("Its numbers must not be negative", "Count slots from 1")
        if not (np.isnan(self.amounts) | (self.amounts >= 0)).all():
            raise self._wrong("An item has a negative amount", "Give amounts of 0 and more")

    def _wrong(self, what: str, advice: str) -> SlateError:
        return SlateError(what, where=f"budget {self.name!r}", do=advice)

    def reach(self, length: int) -> int:
        """How many slots of a row of `length` it speaks of."""
        return min(self.among_first, length)

    @property
    def size(self) -> int:
        """How many items the catalogue it speaks of has."""
        return len(self.amounts)

    @property
    def speaks(self) -> bool:
        """Whether it asks for anything."""
        return self.at_least > 0 or self.at_most is not None

    @cached_property
    def step(self) -> float:
        """What weighs as much as one item of a quota where rules have to give: the mean amount."""
        known = self.amounts[self.amounts > 0]
        return float(known.mean()) if len(known) else 1.0

    @cached_property
    def largest(self) -> float:
        """The largest amount that is known."""
        return float(np.nanmax(np.append(self.amounts, 0.0)))

    def holds(self, row: Sequence[int]) -> bool:
        """Whether a whole row meets it."""
        here = row[: self.among_first]
        total = self.total([*self.before, *here])
        if total < self.at_least - TOLERANCE:
            return False
        if self.at_most is None:
            return True
        return total <= self.at_most + TOLERANCE and self.unknown(here) <= self.strangers

    def total(self, items: Sequence[int]) -> float:
        """What the known amounts of some items add up to."""
        return float(np.nansum(self.amounts[list(items)], dtype=np.float64))

    def unknown(self, items: Sequence[int]) -> int:
        """How many of some items have no known amount."""
        return int(np.count_nonzero(np.isnan(self.amounts[list(items)])))
