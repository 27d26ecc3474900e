"""Answers that are facts: of an item, of two, of a person; each with who says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from openslate.app.assistant.arrange_items import ItemArranger
from openslate.app.assistant.assistant_views import Said
from openslate.app.assistant.item_facts import ItemFacts, Source
from openslate.app.assistant.names_for_people import spoken
from openslate.app.assistant.select_items import ItemSelector
from openslate.app.assistant.viewing import Viewing
from openslate.assistant.concierge import sentences
from openslate.assistant.concierge.query import (
    AGE,
    AVAILABLE,
    EVERYTHING,
    ITEM,
    PEOPLE,
    TITLE,
    Condition,
    Query,
)
from openslate.common.text import join_words
from openslate.graph.vocabulary import CREDIT_FIELDS, FIELD, Columns

MOST_ITEMS = 4
WHOLE = ("year", "directors", "cast", "genres", "runtime", "countries", "critics_score")
"""Fields that 'tell me about it' names, where they are known."""
SHARED = (*(f.column for f in CREDIT_FIELDS), "genres", "countries", "languages", "companies")
MINIMUM_AGE = FIELD["minimum_age"].column
DAY = timedelta(days=1)


@dataclass(frozen=True)
class FactAnswer:
    """Sentences, the items they speak of, and the people (column, name) they name."""

    sentences: tuple[Said, ...]
    items: tuple[int, ...] = ()
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FactAnswerer:
    """Says what the catalogue knows, and that it does not know where it doesn't."""

    selector: ItemSelector
    arranger: ItemArranger
    facts: ItemFacts

    def fact(self, query: Query, viewing: Viewing) -> FactAnswer:
        """One field, or all, of the items that a query names."""
        people = query.of(PEOPLE)
        if query.field == EVERYTHING and people and not query.of(TITLE, ITEM):
            return self._person(people[0].values)
        items = self._named(query)
        if not items:
            return self._no_item(query)
        told = tuple(said for at in items for said in self._of(query.field, at, viewing))
        named = tuple(
            (query.field, str(name))
            for at in items[:1]
            if query.field in SHARED and FIELD[query.field].role
            for name in reversed(self.facts.values(at, query.field))
        )
        return FactAnswer(told, items, named)

    def _named(self, query: Query) -> tuple[int, ...]:
        """The items a question is about, the most watched first; namesakes are all answered."""
        found = self.selector.select(query).nonzero()[0]
        ordered = sorted(map(int, found), key=lambda at: -self.facts.shown.viewings[at])
        return tuple(ordered[:MOST_ITEMS])

    def _no_item(self, query: Query) -> FactAnswer:
        names = join_words([value for one in query.of(TITLE) for value in one.values])
        what = (
            f"a title {names} that fits all of this" if names else "a title that fits all of this"
        )
        return FactAnswer((Said(f"I don't know {what}."),))

    def _of(self, field: str, item: int, viewing: Viewing) -> list[Said]:
        if field == AVAILABLE:
            return [self._available(item, viewing)]
        if field != EVERYTHING:
            return [self._field(field, item)]
        described = FIELD["description"].column
        fields = [name for name in (*WHOLE, described) if self.facts.values(item, name)]
        told = [self._field(name, item) for name in fields]
        return told or [Said(f"I know nothing of {self.facts.title(item)} but its name.")]

    def _field(self, field: str, item: int) -> Said:
        values = [spoken(field, value) for value in self.facts.values(item, field)]
        text = sentences.fact(field, self.facts.title(item), self.facts.name(item), values)
        rest = len(values) - sentences.MOST_NAMES + 1
        counted = (rest,) if rest > 1 else ()
        quoted = " ".join(values) if field == FIELD["description"].column else ""
        return Said(text, self.facts.sources(item, field), counted, quoted)

    def _available(self, item: int, viewing: Viewing) -> Said:
        """Whether an item may be watched now, and until when."""
        title, outcome = self.facts.title(item), viewing.outcome
        if outcome is None:
            return Said(f"I don't know whether you can watch {title}: {sentences.NO_RULES}")
        if outcome.allowed[item]:
            until, sources = self._until(item, viewing)
            return Said(f"You can watch {title} now{until}.", sources)
        reasons = [finding.because for finding in outcome.findings(item) if finding.because]
        return Said(f"You can't watch {title} now. {' '.join(reasons[:1])}".strip())

    def _until(self, item: int, viewing: Viewing) -> tuple[str, tuple[Source, ...]]:
        """The last day of the rights that hold, where they end, and the sheet that says so."""
        day, place = viewing.context.at.date(), viewing.context.territory
        rows = self.facts.shown.snapshot.availability
        held = [
            row
            for row in rows.filter(rows[Columns.ITEM] == item).iter_rows(named=True)
            if row[Columns.TERRITORY] in (place, "world")
            and (row[Columns.STARTS] is None or row[Columns.STARTS] <= day)
            and (row[Columns.ENDS] is None or row[Columns.ENDS] > day)
        ]
        item_id = self.facts.shown.snapshot.ids[item]
        sources = tuple(
            Source(item_id, AVAILABLE, _window(row), row[Columns.SOURCE], str(row[Columns.ROW]))
            for row in held
        )
        ends = [row[Columns.ENDS] for row in held]
        until = f", until {max(ends) - DAY}" if ends and None not in ends else ""
        return until, sources

    def _person(self, names: Sequence[str]) -> FactAnswer:
        told, items = [], []
        for name in names:
            roles = self.selector.roles_of(name)
            counts = tuple(roles.values())
            told.append(Said(sentences.person(name, list(roles.items())), counted=counts))
            works = self.selector.meets(Condition(PEOPLE, (name,))).nonzero()[0]
            items += sorted(map(int, works), key=lambda at: -self.facts.shown.viewings[at])[:2]
            told += [self._credit(name, at) for at in items[-2:]]
        return FactAnswer(tuple(told), tuple(items), tuple((PEOPLE, name) for name in names))

    def _credit(self, name: str, item: int) -> Said:
        """One of a person's works, with what they did in it."""
        fields = [f for f in CREDIT_FIELDS if name in self.facts.values(item, f.column)]
        words = join_words([sentences.ROLE_WORDS[f.role] for f in fields if f.role])
        sources = tuple(
            s for f in fields for s in self.facts.sources(item, f.column) if s.value == name
        )
        return Said(f"{self.facts.title(item)} names {name} {words}.", sources)

    # ---- yes or no -----------------------------------------------------------------------------

    def check(self, query: Query, viewing: Viewing) -> FactAnswer:
        """Whether the items a query names meet its other conditions."""
        named = Query(conditions=query.of(TITLE, ITEM))
        years = query.of("year") if len(query.conditions) > len(named.conditions) + 1 else ()
        items = self._named(named.also(*years))
        if not items:
            return self._no_item(query)
        asked = [c for c in query.conditions if c not in (*named.conditions, *years)]
        told = tuple(self._answer(one, at, viewing) for at in items for one in asked)
        people = tuple((c.field, v) for c in asked if c.field in SHARED for v in c.values
                       if FIELD[c.field].role)  # fmt: skip
        return FactAnswer(told, items, people)

    def _answer(self, one: Condition, item: int, viewing: Viewing) -> Said:
        if one.field == AVAILABLE:
            said = self._available(item, viewing)
            return Said(said.text, said.sources)
        if one.field == AGE:
            return self._suits(one, item)
        values = self.facts.values(item, one.field) if one.field in FIELD else ()
        if not values:
            told = sentences.fact(one.field, self.facts.title(item), "", ())
            return Said(told)
        yes = bool(self.selector.meets(one)[item])
        sources = self.facts.sources(item, one.field)
        if one.values:
            sources = tuple(s for s in sources if s.value in one.values) or sources
        said = self._field(one.field, item)
        if one.values and FIELD[one.field].role:
            said = Said(self._credited(one, item, yes=yes), counted=said.counted)
        return Said(f"{'Yes' if yes else 'No'}. {said.text}", sources, said.counted)

    def _credited(self, one: Condition, item: int, *, yes: bool) -> str:
        """Whether people are named in a role, and who is instead where it's few."""
        words = sentences.ROLE_WORDS[FIELD[one.field].role or ""]
        names = join_words(one.values, "or")
        if yes:
            return f"{self.facts.title(item)} names {names} {words}."
        there = [str(v) for v in self.facts.values(item, one.field)]
        return f"{self.facts.title(item)} names {sentences.listed(there)} {words}."

    def _suits(self, one: Condition, item: int) -> Said:
        ages = self.facts.values(item, MINIMUM_AGE)
        title = self.facts.title(item)
        if not ages:
            return Said(f"I don't know: {title} has no age rating here.")
        yes = int(ages[0]) <= (one.low or 0)
        told = sentences.fact(MINIMUM_AGE, title, title, [str(ages[0])])
        if yes and int(ages[0]) == 0:
            told = f"{title} is for all ages."
        sources = self._ratings(item)
        return Said(f"{'Yes' if yes else 'No'}. {told}", sources)

    def _ratings(self, item: int) -> tuple[Source, ...]:
        fields = (MINIMUM_AGE, FIELD["age_rating"].column)
        return tuple(one for field in fields for one in self.facts.sources(item, field))

    # ---- two items -----------------------------------------------------------------------------

    def _pair(self, query: Query) -> list[int]:
        """One item for each name, of namesakes the most watched."""
        each = [
            self._named(Query(conditions=(Condition(one.field, (value,)),)))[:1]
            for one in query.of(TITLE, ITEM)
            for value in one.values
        ]
        return [at for found in each for at in found]

    def compare(self, query: Query) -> FactAnswer:
        """Which of two or more items has more of a number."""
        items = self._pair(query)
        told = [self._field(query.field, at) for at in items]
        values = ((self.facts.values(at, query.field), at) for at in items)
        known = [(int(float(told[0])), at) for told, at in values if told]
        if len(known) == len(items) > 1:
            told.insert(0, self._verdict(query.field, known))
        return FactAnswer(tuple(told), tuple(items))

    def _verdict(self, field: str, known: list[tuple[int, int]]) -> Said:
        (most, first), (least, _) = max(known), min(known)
        if most == least:
            return Said("They are level.")
        words = sentences.COMPARED.get((field, True), "has more")
        return Said(f"{self.facts.title(first)} {words}.", self.facts.sources(first, field))

    def shared(self, query: Query) -> FactAnswer:
        """What items have in common: people in one role, or anything."""
        items = self._pair(query)
        if len(items) < 2:
            return self._no_item(query)
        fields = SHARED if query.field == EVERYTHING else (query.field,)
        told = [said for field in fields if (said := self._common(field, items))]
        titles = join_words([self.facts.title(at) for at in items])
        if not told:
            what = "in common" if query.field == EVERYTHING else f"{query.field} in common"
            told = [Said(f"I know of nothing that {titles} have {what}.")]
        return FactAnswer(tuple(told), tuple(items))

    def _common(self, field: str, items: list[int]) -> Said | None:
        each = [self.facts.values(at, field) for at in items]
        values = [v for v in each[0] if all(v in other for other in each[1:])]
        if not values:
            return None
        titles = join_words([self.facts.title(at) for at in items])
        words = join_words([spoken(field, value) for value in values])
        sources = tuple(
            s for at in items for s in self.facts.sources(at, field) if s.value in map(str, values)
        )
        name = sentences.ROLE_WORDS.get(FIELD[field].role or "", f"in {field.replace('_', ' ')}")
        return Said(f"Both {titles} have {words} {name}.", sources)


def _window(row: Mapping[str, Any]) -> str:
    """A window of rights in words: territory, first and last day."""
    last = row[Columns.ENDS] - DAY if row[Columns.ENDS] else "no end"
    return f"{row[Columns.TERRITORY]}, {row[Columns.STARTS] or 'always'} to {last}"
