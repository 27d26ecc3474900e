"""A message that comes after another, and what its 'it', 'those', 'she' and 'the second' mean."""

from dataclasses import dataclass

from openslate.assistant.concierge.context import Context
from openslate.assistant.concierge.credited_people import CAST, DIRECTORS
from openslate.assistant.concierge.known_names import KnownItem
from openslate.assistant.concierge.query import ITEM, PEOPLE, TITLE, Act, Condition, Query
from openslate.assistant.concierge.reading import ALL, Reading
from openslate.assistant.concierge.told import Found

THEY = frozenset({"they", "their", "them", "theirs"})
Made = tuple[Query, list[Found]]
"""A query and where the message says each of its conditions."""


@dataclass(frozen=True)
class LaterMessage:
    """A message, the turn before it and the query of that turn."""

    reading: Reading
    context: Context
    before: Query

    @property
    def said(self) -> tuple[Condition, ...]:
        """The conditions that the message itself tells."""
        return tuple(one.condition for one in self.reading.told.found)

    @property
    def person(self) -> str | None:
        """Who 'she' and 'him' are."""
        return self.context.people[-1][1] if self.context.people else None

    @property
    def persons(self) -> tuple[str, ...]:
        """Who 'they' are: all who were named last in one part, else the last."""
        people = self.context.people
        if not people:
            return ()
        several = any(one.text in THEY for one in self.reading.segments)
        role = people[-1][0]
        together = [name for part, name in people if part == role]
        several = several and role == DIRECTORS and self.before.act is Act.FACT
        return tuple(sorted(set(together))) if several else (people[-1][1],)

    @property
    def said_role(self) -> str:
        """The role that the words around a pronoun say: 'with her', 'by him', 'what is he in'."""
        if self.reading.segments[-1].text == "in":
            return CAST
        for before, one in zip(self.reading.segments, self.reading.segments[1:], strict=False):
            if one.get("pronouns") == "person" and before.get("roles"):
                return before.get("roles")
        return PEOPLE

    @property
    def place_of_person(self) -> tuple[int, int]:
        """The words that speak of a person named before."""
        segments = self.reading.segments
        return next(s.place for s in segments if s.get("pronouns") == "person")

    @property
    def meant(self) -> tuple[Condition, ...]:
        """The item of those shown that the message speaks of, or all of them."""
        ordinal, shown = self.reading.ordinal, self.context.shown
        if ordinal is None or not shown or self.reading.told.sort:
            return ()
        if isinstance(ordinal, str):
            return (items_condition(shown),) if ordinal == ALL else ()
        if ordinal == 1 and self.reading.of_item:
            pointed = self.reading.has("ordinals")
            return (items_condition(shown[:1]),) if pointed else self.focus
        at = ordinal - 1 if ordinal > 0 else len(shown) + ordinal
        return (items_condition((shown[at],)),) if 0 <= at < len(shown) else ()

    @property
    def focus(self) -> tuple[Condition, ...]:
        """What 'it' is: the one item shown, or those of the name that was asked about."""
        before, shown = self.before, self.context.shown
        named = before.of(TITLE, ITEM) if before.act is not Act.FIND else ()
        if len(shown) == 1 or (not named and shown):
            return (items_condition(shown[:1]),)
        return named or before.of(TITLE)


def items_condition(shown: tuple[KnownItem, ...]) -> Condition:
    """The condition of being one of these items."""
    return Condition(ITEM, tuple(item.item for item in shown))
