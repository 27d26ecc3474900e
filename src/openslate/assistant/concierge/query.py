"""What a viewer asks, as a value: what to do, under which conditions, in which order."""

from dataclasses import dataclass, replace
from enum import StrEnum

from openslate.graph.vocabulary import FIELDS


class Act(StrEnum):
    """What is to be done about the items that fit."""

    FIND = "find"
    COUNT = "count"
    FACT = "fact"
    CHECK = "check"
    COMPARE = "compare"
    SHARED = "shared"
    GREET = "greet"
    THANKS = "thanks"
    HELP = "help"
    RESET = "reset"
    UNKNOWN = "unknown"


ABOUT_ITEMS = frozenset({Act.FIND, Act.COUNT, Act.FACT, Act.CHECK, Act.COMPARE, Act.SHARED})
"""Acts that speak of items; the others are talk."""
WITH_FIELD = frozenset({Act.FACT, Act.COMPARE, Act.SHARED})
"""Acts that name the field they are about."""
EVERYTHING = "everything"
AVAILABLE = "available"
"""What a fact can be asked of besides columns: all that is known, and where it may be watched."""

ITEM, TITLE, LIKE, MOOD, ABOUT = "item", "title", "like", "mood", "about"
PEOPLE, AGE, SEEN, VIEWINGS = "people", "age", "seen", "viewings"
"""Conditions that are no column of an item, or are more than one: see docs/guide/assistant.md."""

_PLACES = (ITEM, TITLE, LIKE, *(f.column for f in FIELDS), MOOD, ABOUT, PEOPLE, AGE)
PLACE = {name: place for place, name in enumerate((*_PLACES, AVAILABLE, SEEN))}
"""The order in which conditions are written."""


@dataclass(frozen=True)
class Condition:
    """One thing an item must have, or must not have where `wanted` is false.

    Either any of `values` (`partly`: contained in it), or a whole number from `low` to `high`,
    both included, None for no bound.
    """

    field: str
    values: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    wanted: bool = True
    partly: bool = False

    @property
    def ranged(self) -> bool:
        """Whether it is about a number."""
        return not self.values

    @property
    def place(self) -> tuple[int, bool, tuple[str, ...], int, int]:
        """Where it stands among others."""
        bounds = (self.low or 0, self.high or 0)
        return (PLACE.get(self.field, len(PLACE)), not self.wanted, self.values, *bounds)


@dataclass(frozen=True)
class Sort:
    """The order items are wanted in: a field, the greatest first or the least."""

    field: str
    descending: bool = True


@dataclass(frozen=True)
class Query:
    """What was asked, in one form whatever the words were; equal queries are equal values.

    `first` is how many are wanted, None for as many as a page shows; `page` counts from 1.
    """

    act: Act = Act.FIND
    field: str = ""
    conditions: tuple[Condition, ...] = ()
    sort: Sort | None = None
    first: int | None = None
    page: int = 1

    def __post_init__(self) -> None:
        once = sorted(dict.fromkeys(self.conditions), key=lambda one: one.place)
        object.__setattr__(self, "conditions", tuple(once))

    def of(self, *fields: str) -> tuple[Condition, ...]:
        """Its conditions on any of these fields."""
        return tuple(one for one in self.conditions if one.field in fields)

    def without(self, *fields: str) -> "Query":
        """The same with no condition on these fields."""
        kept = tuple(one for one in self.conditions if one.field not in fields)
        return replace(self, conditions=kept)

    def also(self, *conditions: Condition) -> "Query":
        """The same with these conditions as well."""
        return replace(self, conditions=(*self.conditions, *conditions))

    def less(self, condition: Condition) -> "Query":
        """The same without that one condition."""
        kept = tuple(one for one in self.conditions if one != condition)
        return replace(self, conditions=kept)
