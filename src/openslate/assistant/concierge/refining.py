"""A wish that is refined: 'older ones', 'with her', 'not animated', 'forget the year', 'more'."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from openslate.assistant.concierge.asking import act_of, beyond, first_of, titled
from openslate.assistant.concierge.changing import together, without_named, without_opposites
from openslate.assistant.concierge.collecting import COUNTRIES, GENRES, LANGUAGES
from openslate.assistant.concierge.credited_people import CAST, CREDITS, SAME
from openslate.assistant.concierge.later_message import LaterMessage, Made
from openslate.assistant.concierge.needing import MORE_SO, needs_before
from openslate.assistant.concierge.query import (
    ABOUT,
    AGE,
    LIKE,
    MOOD,
    PEOPLE,
    Act,
    Condition,
    Query,
)
from openslate.assistant.concierge.reading import Reading
from openslate.assistant.concierge.told import Found

SINGLE = ("year", "runtime", "age", "languages", "countries", "available", "critics_score")
"""Fields of which a later condition takes the place of an earlier one."""
SHOWING = frozenset({"show", "list", "see", "name", "zeig", "zeige", "montre", "which"})
LISTED = (*CREDITS, GENRES, COUNTRIES, LANGUAGES, ABOUT)
"""Fields to which 'or ...' adds another value."""


@dataclass(frozen=True)
class Refining:
    """A later message, read as one that changes the query before."""

    message: LaterMessage

    def query(self) -> Made | None:
        """The query before as the message changes it; None where it stands by itself."""
        reading, before = self.message.reading, self.message.before
        if before.act in (Act.FACT, Act.CHECK) and self._narrows():
            return self._narrowed(), reading.told.found
        if before.act not in (Act.FIND, Act.COUNT) or not needs_before(reading):
            return None
        if act_of(reading) in (Act.FACT, Act.CHECK, Act.COMPARE, Act.SHARED):
            return None
        dropping = reading.has("follow", "drop")
        told = [one for one in reading.told.found if not (dropping and self._drops(one.condition))]
        found = [*told, *self._comparatives(), *self._with_person(), *_titles_not(reading)]
        query = self._other_role(self._dropped())
        for one in found:
            query = self._taking(query, one.condition)
        first = first_of(reading) if reading.told.sort else None
        query = replace(query, sort=reading.told.sort or query.sort, first=first or query.first)
        if reading.has("counts"):
            query = replace(query, act=Act.COUNT)
        elif _to_be_shown(reading):
            query = replace(query, act=Act.FIND)
        return self._paged(query), found

    def _narrowed(self) -> Query:
        """A question about one item with another condition: 'is it on tonight?', 'and tomorrow?'"""
        before, said = self.message.before, self.message.said
        if before.act is not Act.CHECK:
            return before.also(*said)
        named = before.of(*CREDITS)
        for one in said:
            made = replace(one, field=named[0].field) if named and one.field == PEOPLE else one
            before = before.without(made.field).also(made)
        return before

    def _narrows(self) -> bool:
        reading = self.message.reading
        if reading.titles():
            return False
        wanted = reading.standing and not reading.has("follow", "ones")
        return bool(reading.told.found) and not wanted and not reading.has("genres")

    def _dropped(self) -> Query:
        """Without what the message says is not wanted any more."""
        reading, before = self.message.reading, self.message.before
        query = replace(before, page=1, first=reading.told.first or before.first)
        if reading.has("follow", "drop"):
            query = query.without(*(one.get("drops") for one in reading.segments))
            for one in self.message.said:
                query = without_named(query, one) if self._drops(one) else query
        if not self._replaces():
            return query
        fields = {one.condition.field for one in reading.told.found}
        if fields & set(CREDITS):
            fields = (fields - set(CREDITS)) | {c.field for c in query.of(*CREDITS)[:1]}
        kinds = {GENRES, MOOD}
        return query.without(*fields, *(kinds if fields & kinds else ()))

    def _other_role(self, query: Query) -> Query:
        """'And as an actress?': the same person in another part."""
        reading = self.message.reading
        role = reading.value("did")
        named = query.of(*CREDITS)
        if not role or reading.told.found or reading.person_meant or len(named) != 1:
            return query
        return (
            query.less(named[0]).also(replace(named[0], field=role)) if role in CREDITS else query
        )

    def _replaces(self) -> bool:
        """'Make it the sixties', 'no, sad', 'never mind, musicals'."""
        reading = self.message.reading
        if reading.has("follow", "replace"):
            return True
        corrected = len(reading.segments) > 1 and reading.segments[1].breaks
        if corrected and reading.segments[0].text in ("no", "nah", "nope", "nein", "non"):
            return True
        if self._same_count():
            return True
        if self.message.before.of(MOOD) and any(s.text in MORE_SO for s in reading.segments):
            return all(f.condition.field == MOOD for f in reading.told.found)
        dropping = reading.has("follow", "drop") and not reading.has("drops")
        kind = any(f.condition.field in (GENRES, MOOD) for f in reading.told.found)
        return dropping and kind and not any(map(self._drops, self.message.said))

    def _drops(self, told: Condition) -> bool:
        """Whether a condition is one of those before, named to be forgotten."""
        fields = CREDITS if told.field in CREDITS else (told.field,)
        if not told.wanted:
            return False
        before = self.message.before.of(*fields)
        return any(set(told.values) & set(one.values) or one == told for one in before)

    def _same_count(self) -> bool:
        """'And Sofia Coppola?' after 'how many films did Jane Campion direct?'"""
        found = self.message.reading.told.found
        people = bool(found) and all(one.condition.field == PEOPLE for one in found)
        return people and self.message.before.act is Act.COUNT

    def _taking(self, query: Query, made: Condition) -> Query:
        """A query with one more condition, in place of what it contradicts."""
        dropping = self.message.reading.has("follow", "drop")
        if made.field in CREDITS and (self._replaces() or self._adds() or dropping):
            named = self.message.before.of(*CREDITS)
            old = named[-1:] if self._adds() and not self._replaces() else named[:1]
            made = replace(made, field=old[0].field) if old and made.field == PEOPLE else made
        query = without_opposites(query, made)
        if made.field in CREDITS and made.wanted:
            query = query.less(replace(made, field=PEOPLE))
        either = self._or_else(query, made)
        if either is not None:
            return either
        if made.field not in SINGLE or not made.wanted:
            return query.also(made)
        same = tuple(one for one in query.of(made.field) if one.wanted)
        united = together(same[0], made) if same and self._adds() else None
        for one in same:
            query = query.less(one)
        return query.also(united or made)

    def _or_else(self, query: Query, made: Condition) -> Query | None:
        """'Or Al Pacino': one more name for the condition that was told last."""
        if self.message.reading.segments[0].get("joins") != "or" or not made.wanted:
            return None
        if made.field not in LISTED:
            return None
        fields = CREDITS if made.field == PEOPLE else (made.field,)
        old = [one for one in query.of(*fields) if one.wanted]
        if not old:
            return None
        values = tuple(sorted({*old[-1].values, *made.values}))
        return query.less(old[-1]).also(replace(old[-1], values=values))

    def _adds(self) -> bool:
        begins = self.message.reading.segments[0].get("joins") in ("and", "or")
        return begins or self.message.reading.has("follow", "also")

    def _comparatives(self) -> Iterable[Found]:
        """'Older ones': than the range asked for, than the item liked, than all shown."""
        reading, before, context = self.message.reading, self.message.before, self.message.context
        if reading.titles("like", "than"):
            return
        liked = {item.name: item for item in context.liked}
        said = {one.condition.field for one in reading.told.found}
        for one in reading.comparatives:
            told = one.get("comparative")
            field, _, way = told.partition(" ")
            if field in said:
                continue
            like = next((c for c in before.of(LIKE) if c.values[0] in liked), None)
            if like:
                yield Found(beyond(told, liked[like.values[0]]), one.place)
                continue
            bounds = [b for c in before.of(field) if (b := c.high if way == "high" else c.low)]
            numbers = bounds or context.numbers(field)
            if numbers:
                edge = max(numbers) + 1 if way == "high" else min(numbers) - 1
                low, high = (edge, None) if way == "high" else (None, edge)
                yield Found(Condition(field, (), low, high), one.place)

    def _with_person(self) -> Iterable[Found]:
        reading, person = self.message.reading, self.message.person
        aged = any(f.condition.field == AGE for f in reading.told.found)
        if person and reading.person_meant and not aged:
            told = next((role for role, _, _ in reading.told.pronoun_roles), "")
            role = told or self.message.said_role
            role = CAST if role in (PEOPLE, SAME) else role
            wanted = not reading.has("joins", "not")
            made = Condition(role, (person,), wanted=wanted)
            yield Found(made, self.message.place_of_person)

    def _paged(self, query: Query) -> Query:
        """The next page, where more of the same is wanted."""
        before = self.message.before
        same = replace(query, page=before.page) == before
        if self.message.reading.has("follow", "more") and same:
            return replace(query, page=before.page + 1)
        return query


def _to_be_shown(reading: Reading) -> bool:
    """'Show them', 'list those': what was counted is to be seen."""
    words = {word for one in reading.segments for word in one.text.split()}
    return bool(words & SHOWING)


def _titles_not(reading: Reading) -> Iterable[Found]:
    """'Not Rocky': items that are not wanted."""
    for one in reading.titles("not"):
        if one.title is not None:
            yield Found(titled(one.title, wanted=False), one.place)
