"""What a message means after another: refined, replaced, dropped, asked of what was shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from openslate.assistant.concierge.asking import act_of, alone, beyond, first_of
from openslate.assistant.concierge.conditions import CAST, CREDITS
from openslate.assistant.concierge.context import Context
from openslate.assistant.concierge.known_names import KnownItem
from openslate.assistant.concierge.query import (
    ABOUT_ITEMS,
    ITEM,
    LIKE,
    MOOD,
    PEOPLE,
    TITLE,
    Act,
    Condition,
    Query,
)
from openslate.assistant.concierge.reading import ALL, Reading
from openslate.assistant.concierge.told import Found
from openslate.graph.vocabulary import FIELD

GENRES = FIELD["genres"].column
SINGLE = ("year", "runtime", "age", "languages", "countries", "available", "critics_score")
"""Fields of which a later condition takes the place of an earlier one."""
Made = tuple[Query, list[Found]]


@dataclass(frozen=True)
class FollowUp:
    """A message and the turn before it."""

    reading: Reading
    context: Context

    def query(self) -> Made | None:
        """The query it makes of the turn before, None where it stands alone."""
        before, reading = self.context.query, self.reading
        if reading.has("follow", "reset"):
            return Query(Act.RESET), []
        if before is None or before.act not in ABOUT_ITEMS or reading.talk:
            return None
        return self._of_items() or self._of_person() or self._refined(before)

    # ---- about the items shown -----------------------------------------------------------------

    def _of_items(self) -> Made | None:
        """'The second one - who is in it?', 'is it available tonight?', 'and Aliens?'"""
        reading, before = self.reading, self.context.query
        assert before is not None  # noqa: S101  query() asked
        meant = self._meant()
        if reading.titles():
            return self._another(before)
        field = self._fact_field()
        if field and (meant or before.act in (Act.FACT, Act.CHECK) or reading.question):
            return self._fact(field, meant or self._focus(), before)
        person = self._person()
        if meant and self._begins_check() and person and reading.person_meant:
            roles = [role for role, _, _ in reading.told.pronoun_roles]
            asked = Condition(roles[0] if roles else CAST, (person,))
            return Query(Act.CHECK, "", (*meant, asked)), [Found(asked, _place(reading))]
        if meant and self._begins_check() and reading.told.found:
            return Query(Act.CHECK, "", (*meant, *self._said())), reading.told.found
        if meant and reading.has("like"):
            like = [Condition(LIKE, c.values) for c in meant]
            return Query(Act.FIND, "", (*like, *self._said())), reading.told.found
        return None

    def _fact_field(self) -> str:
        reading = self.reading
        if (reading.question is None and reading.standing) or reading.told.found:
            asked = reading.question is not None and not any(
                f.condition.field in CREDITS for f in reading.told.found
            )
            return reading.field if asked else ""
        if reading.has("follow", "drop", "replace") or reading.told.sort:
            return ""
        return reading.field

    def _fact(self, field: str, of: tuple[Condition, ...], before: Query) -> Made | None:
        if not of and before.act in (Act.FACT, Act.CHECK):
            of = before.conditions
        if not of:
            return None
        return Query(Act.FACT, field, (*of, *self._said())), self.reading.told.found

    def _another(self, before: Query) -> Made | None:
        """The same fact of another item; or what that item has in common with the last."""
        made = act_of(self.reading)
        if made is Act.FIND and before.act is Act.FACT:
            query, found = alone(self.reading, made)
            return replace(query, act=Act.FACT, field=before.field), found
        them = self.reading.has("follow", "ones") and before.act is Act.FACT
        if them and before.of(TITLE):
            query, found = alone(self.reading, Act.SHARED)
            both = Query(Act.SHARED, before.field, before.of(TITLE)).also(*query.of(TITLE))
            return both, found
        return None

    def _begins_check(self) -> bool:
        return any(one.get("check") for one in self.reading.segments[:2])

    def _meant(self) -> tuple[Condition, ...]:
        """The item of those shown that the message speaks of, or all of them."""
        ordinal, shown = self.reading.ordinal, self.context.shown
        if ordinal is None or not shown or self.reading.told.sort:
            return ()
        if isinstance(ordinal, str):
            return (self._items(shown),) if ordinal == ALL else ()
        if ordinal == 1 and self.reading.has("pronouns", "item"):
            return self._focus() if not self.reading.has("ordinals") else (self._items(shown[:1]),)
        at = ordinal - 1 if ordinal > 0 else len(shown) + ordinal
        return (self._items((shown[at],)),) if 0 <= at < len(shown) else ()

    def _focus(self) -> tuple[Condition, ...]:
        """What 'it' is: the one item shown, or those of the name that was asked about."""
        before, shown = self.context.query, self.context.shown
        named = before.of(TITLE, ITEM) if before and before.act is not Act.FIND else ()
        if len(shown) == 1 or (not named and shown):
            return (self._items(shown[:1]),)
        return named

    def _items(self, shown: tuple[KnownItem, ...]) -> Condition:
        return Condition(ITEM, tuple(item.item for item in shown))

    # ---- about a person named before -----------------------------------------------------------

    def _of_person(self) -> Made | None:
        """'What else did she make?', 'her films from the eighties'; a new question."""
        reading, before = self.reading, self.context.query
        assert before is not None  # noqa: S101  query() asked
        person = self._person()
        if person is None or not reading.person_meant:
            return None
        roles = [role for role, _, _ in reading.told.pronoun_roles]
        if before.act in (Act.FIND, Act.COUNT) and not roles and not reading.has("head"):
            return None
        if reading.told.found and all(f.condition.field == "age" for f in reading.told.found):
            return None
        field = roles[0] if roles else self._said_role()
        others = before.of(TITLE) if self._others_wanted() else ()
        others = tuple(replace(one, wanted=False) for one in others)
        found = [Found(Condition(field, (person,)), _place(reading)), *reading.told.found]
        act = Act.COUNT if reading.has("counts") else Act.FIND
        query = Query(act, "", (*(f.condition for f in found), *others), reading.told.sort)
        return query, found

    def _others_wanted(self) -> bool:
        other = any(one.text in ("other", "else", "others") for one in self.reading.segments)
        return other or self.reading.has("follow", "more")

    def _person(self) -> str | None:
        return self.context.people[-1][1] if self.context.people else None

    def _said_role(self) -> str:
        """The role that the word before the pronoun says: 'with her', 'by him'."""
        if self.reading.segments[-1].text == "in":
            return CAST
        for before, one in zip(self.reading.segments, self.reading.segments[1:], strict=False):
            if one.get("pronouns") == "person" and before.get("roles"):
                return before.get("roles")
        return PEOPLE

    # ---- refining ------------------------------------------------------------------------------

    def _refined(self, before: Query) -> Made | None:
        reading = self.reading
        if before.act in (Act.FACT, Act.CHECK) and self._narrows():
            query = before.also(*self._said())
            return query, reading.told.found
        if before.act not in (Act.FIND, Act.COUNT) or not self._follows():
            return None
        if act_of(reading) in (Act.FACT, Act.CHECK, Act.COMPARE, Act.SHARED):
            return None
        found = [*reading.told.found, *self._comparatives(before), *self._with_person()]
        query = self._dropped(before)
        for one in found:
            query = self._taking(query, one.condition)
        first = first_of(reading) if reading.told.sort else None
        query = replace(query, sort=reading.told.sort or query.sort, first=first or query.first)
        if reading.has("counts"):
            query = replace(query, act=Act.COUNT)
        return self._paged(before, query), found

    def _narrows(self) -> bool:
        reading = self.reading
        wanted = reading.standing and not reading.has("follow", "ones")
        return bool(reading.told.found) and not wanted and not reading.has("genres")

    def _follows(self) -> bool:
        """Whether the message needs the one before to make sense."""
        reading = self.reading
        if not reading.segments:
            return False
        if reading.has("follow") or (reading.person_meant and reading.told.found):
            return not (reading.has("head", "many") and reading.titles("like"))
        begins = reading.segments[0]
        joined = begins.get("joins") or begins.get("roles") or begins.get("compare")
        if joined and not reading.has("have"):
            return True
        if reading.comparatives and not reading.titles("like", "than"):
            return True
        if not reading.standing:
            return not self._a_wish()
        return self._anything() and not reading.titles("like", "than")

    def _anything(self) -> bool:
        """'Something with animals': narrows what was asked, unless it names a kind of film."""
        reading = self.reading
        heads = {one.text for one in reading.segments if one.get("head")}
        kinds = reading.has("genres") or reading.has("moods") or reading.has("pairs")
        return heads <= {"something", "anything", "etwas", "algo", "qualcosa"} and not kinds

    def _a_wish(self) -> bool:
        """A kind of film by itself is a new wish: 'comedies', but not 'under 90 minutes'."""
        first = next((s for s in self.reading.segments if not set(s.means) <= {"noise"}), None)
        return first is not None and bool(first.get("genres") or first.people)

    def _dropped(self, before: Query) -> Query:
        """Without what the message says is not wanted any more."""
        reading = self.reading
        query = replace(before, page=1, first=reading.told.first or before.first)
        if reading.has("follow", "drop"):
            query = query.without(*(one.get("drops") for one in reading.segments))
        if not reading.has("follow", "replace"):
            return query
        fields = {one.condition.field for one in reading.told.found}
        if fields & set(CREDITS):
            fields = (fields - set(CREDITS)) | {c.field for c in query.of(*CREDITS)[:1]}
        return query.without(*fields, *((MOOD,) if GENRES in fields else ()))

    def _taking(self, query: Query, made: Condition) -> Query:
        """A query with one more condition, in place of what it contradicts."""
        before = self.context.query
        if made.field in CREDITS and before and self.reading.has("follow", "replace"):
            old = before.of(*CREDITS)[:1]
            made = replace(made, field=old[0].field) if old and made.field == PEOPLE else made
        opposite = replace(made, wanted=not made.wanted)
        query = query.less(opposite)
        if made.field not in SINGLE or not made.wanted:
            return query.also(made)
        old = tuple(one for one in query.of(made.field) if one.wanted)
        united = _united(old[0], made) if old and self._adds() else None
        for one in old:
            query = query.less(one)
        return query.also(united or made)

    def _adds(self) -> bool:
        begins = self.reading.segments[0].get("joins") in ("and", "or")
        return begins or self.reading.has("follow", "also")

    def _comparatives(self, before: Query) -> Iterable[Found]:
        """'Older ones': than the range asked for, than the item liked, than all shown."""
        if self.reading.titles("like", "than"):
            return
        liked = {item.name: item for item in self._liked()}
        for one in self.reading.comparatives:
            told = one.get("comparative")
            field, _, way = told.partition(" ")
            like = next((c for c in before.of(LIKE) if c.values[0] in liked), None)
            if like:
                yield Found(beyond(told, liked[like.values[0]]), one.place)
                continue
            bounds = [b for c in before.of(field) if (b := c.high if way == "high" else c.low)]
            numbers = bounds or self.context.numbers(field)
            if numbers:
                edge = max(numbers) + 1 if way == "high" else min(numbers) - 1
                low, high = (edge, None) if way == "high" else (None, edge)
                yield Found(Condition(field, (), low, high), one.place)

    def _liked(self) -> tuple[KnownItem, ...]:
        return self.context.liked

    def _with_person(self) -> Iterable[Found]:
        person = self._person()
        aged = any(f.condition.field == "age" for f in self.reading.told.found)
        if person and self.reading.person_meant and not aged:
            said = self._said_role()
            role = CAST if said == PEOPLE else said
            wanted = not self.reading.has("joins", "not")
            yield Found(Condition(role, (person,), wanted=wanted), _place(self.reading))

    def _paged(self, before: Query, query: Query) -> Query:
        """The next page, where more of the same is wanted."""
        same = replace(query, page=before.page) == before
        if self.reading.has("follow", "more") and same:
            return replace(query, page=before.page + 1)
        return query

    def _said(self) -> tuple[Condition, ...]:
        return tuple(one.condition for one in self.reading.told.found)


def _place(reading: Reading) -> tuple[int, int]:
    """The words that speak of a person named before."""
    return next(s.place for s in reading.segments if s.get("pronouns") == "person")


def _united(old: Condition, made: Condition) -> Condition | None:
    """Two ranges that meet as one, None where they do not."""
    bounds = (old.low, old.high, made.low, made.high)
    if None in bounds or old.low is None or old.high is None:
        return None
    assert made.low is not None and made.high is not None  # noqa: S101, PT018
    if made.low > old.high + 1 or old.low > made.high + 1:
        return None
    return replace(made, low=min(old.low, made.low), high=max(old.high, made.high))
