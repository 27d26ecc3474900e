"""A number in a sentence, what it is of, and what it may be said of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Measure(StrEnum):
    """What a number is of."""

    YEAR = "year"
    DECADE = "decade"
    DAY = "day"
    LENGTH = "length"
    MONEY = "money"
    SHARE = "share"
    COUNT = "count"


class Bound(StrEnum):
    """How exactly it is meant."""

    EXACT = "exact"
    MORE = "more"
    LESS = "less"
    ABOUT = "about"


@dataclass(frozen=True)
class Quantity:
    """A number in a sentence, characters `start` to `end`; a day by its parts, 0 not said.

    `of` is the word for what is counted, where it stands in words.
    """

    measure: Measure
    value: float
    start: int
    end: int
    bound: Bound = Bound.EXACT
    day: tuple[int, int, int] = (0, 0, 0)
    of: str = ""

    def fits(self, value: float) -> bool:
        """Whether this may be said of a measured value."""
        if self.bound is Bound.MORE:
            return value > self.value >= value * 0.7
        if self.bound is Bound.LESS:
            return value < self.value <= value * 1.3
        if self.bound is Bound.ABOUT:
            return abs(value - self.value) <= 0.06 * max(value, 1)
        if self.measure is Measure.MONEY:
            return abs(value - self.value) <= _half_of_last_digit(self.value)
        return value == self.value

    def is_day(self, told: date) -> bool:
        """Whether its parts are those of a day."""
        parts = (told.year, told.month, told.day)
        return all(not said or said == part for said, part in zip(self.day, parts, strict=True))


def _half_of_last_digit(value: float) -> float:
    """How far off a rounded sum may be: 327 million stands for 326.5 to 327.5."""
    unit = 1
    while value >= 10 * unit and value % (10 * unit) == 0:
        unit *= 10
    return unit / 2
