"""What a message may refer to: what was asked before, and what the answer showed."""

from collections.abc import Iterable
from dataclasses import dataclass

from openslate.assistant.concierge.known_names import KnownItem
from openslate.assistant.concierge.query import Condition, Query


@dataclass(frozen=True)
class Context:
    """The turn before. `shown` are its items in order, `people` (column, name) those it named.

    `liked` are items that were named or that others are to be like; `this_year` is for 'the last
    ten years'.
    """

    this_year: int
    query: Query | None = None
    shown: tuple[KnownItem, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    liked: tuple[KnownItem, ...] = ()

    def named(self, conditions: Iterable[Condition]) -> list[KnownItem]:
        """The items shown that conditions name, by name or id."""
        values = {value for one in conditions for value in one.values}
        return [item for item in (*self.shown, *self.liked) if {item.item, item.name} & values]

    def numbers(self, field: str) -> list[int]:
        """What is known of a number of the items shown."""
        return [item.numbers[field] for item in self.shown if field in item.numbers]
