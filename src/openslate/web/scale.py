"""Where figures with ranges lie on a line, for the small pictures beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Range(Protocol):
    """A figure's range."""

    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


@dataclass(frozen=True)
class Scale:
    """Where figures lie between the least and the greatest of a table, in per cent."""

    low: float
    high: float

    @classmethod
    def of(cls, ranges: Sequence[Range], *marks: float) -> "Scale":
        """From the least to the greatest, with nought and the `marks` always on the line."""
        low = min([0.0, *marks, *(one.low for one in ranges)])
        return cls(low, max([low + 1e-12, 0.0, *marks, *(one.high for one in ranges)]))

    def at(self, value: float) -> float:
        """The place of a value, 0 to 100."""
        return round(100 * (value - self.low) / (self.high - self.low), 2)
