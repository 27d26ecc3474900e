"""Facts made ready to be looked up by the words of a text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from openslate.assistant.grounding.fact import NAMES, PEOPLE, FactKind, GroundFact
from openslate.assistant.grounding.sentences import Word, stem, words
from openslate.common.text import fold

Phrase = tuple[str, ...]
NEAR = 75
"""Likeness in per cent from which a name is taken for a slip of another."""
_ARTICLES = frozenset({"the", "a", "an"})
MOST_FACTS = 5_000
"""Facts that are held against a text; more would take too long."""


class FactBook:
    """Looks up names, numbers and prose of the facts handed in; the first subject is the topic."""

    def __init__(self, facts: Sequence[GroundFact]) -> None:
        self.facts = tuple(facts[:MOST_FACTS])
        self.subjects = tuple(dict.fromkeys(fact.subject for fact in self.facts))
        self._names: dict[str, dict[Phrase, list[GroundFact]]] = defaultdict(dict)
        for fact in self.facts:
            if fact.kind in NAMES:
                for phrase in _phrases(fact):
                    self._names[phrase[0]].setdefault(phrase, []).append(fact)

    def of(self, subject: str | None, *kinds: FactKind) -> list[GroundFact]:
        """Facts of these kinds about one subject."""
        return [fact for kind in kinds for fact in self._about.get((subject, kind), [])]

    def name_at(self, found: Sequence[Word], place: int) -> tuple[int, list[GroundFact]]:
        """How many words from `place` on are a known name, the longest, and its facts."""
        best: tuple[int, list[GroundFact]] = (0, [])
        for phrase, facts in self._names.get(found[place].folded, {}).items():
            if len(phrase) > best[0] and _stands(phrase, found, place):
                best = (len(phrase), facts)
        return best

    def prose(self, subject: str | None, phrase: str, *kinds: FactKind) -> GroundFact | None:
        """The text, tag or other value about a subject in which these words stand."""
        sought = f" {_spaced(phrase)} "
        told = self._told.get(subject or "", [])
        within = (one for one in told if not kinds or one[0].kind in kinds)
        return next((fact for fact, text in within if sought in text), None)

    def stems(self, subject: str | None) -> dict[str, GroundFact]:
        """Every word said of a subject, without its ending, with the first fact that says it."""
        return self._stems.get(subject or "", {})

    def title(self, subject: str | None) -> str:
        """What a subject is called."""
        return next((f.value for f in self.of(subject, FactKind.TITLE)), subject or "")

    def nearest_person(self, name: str) -> str | None:
        """The person whom a name that nobody has most likely means."""
        found = extractOne(fold(name), self._people, scorer=ratio, score_cutoff=NEAR)
        return self._people[found[2]] if found else None

    @cached_property
    def _people(self) -> dict[str, str]:
        return {fold(fact.value): fact.value for fact in self.facts if fact.kind in PEOPLE}

    @cached_property
    def _about(self) -> dict[tuple[str | None, FactKind], list[GroundFact]]:
        found: dict[tuple[str | None, FactKind], list[GroundFact]] = defaultdict(list)
        for fact in self.facts:
            found[fact.subject, fact.kind].append(fact)
        return found

    @cached_property
    def _told(self) -> dict[str, list[tuple[GroundFact, str]]]:
        told: dict[str, list[tuple[GroundFact, str]]] = defaultdict(list)
        for fact in self.facts:
            told[fact.subject].append((fact, f" {_spaced(fact.value)} "))
        return told

    @cached_property
    def _stems(self) -> dict[str, dict[str, GroundFact]]:
        found: dict[str, dict[str, GroundFact]] = defaultdict(dict)
        for fact in self.facts:
            for text in (fact.value, *fact.aliases):
                for word in words(text):
                    for part in (word.folded, *word.folded.split("-")):
                        found[fact.subject].setdefault(stem(part), fact)
        return found


def _phrases(fact: GroundFact) -> Iterator[Phrase]:
    """The value and its aliases as words; of people the last name by itself too."""
    if fact.kind is FactKind.AWARDS and fact.value == "0":
        return
    called = () if fact.kind is FactKind.AWARDS else (fact.value,)
    for text in (*called, *fact.aliases):
        phrase = tuple(word.folded for word in words(text))
        if phrase:
            yield phrase
        if fact.kind in PEOPLE and len(phrase) > 1:
            yield phrase[-1:]
        if fact.kind is FactKind.TITLE:
            yield from _shortened(text, phrase)


def _shortened(title: str, phrase: Phrase) -> Iterator[Phrase]:
    """A title as people say it: without its article, or without what follows a colon."""
    if phrase[0] in _ARTICLES and len(phrase) > 1:
        yield phrase[1:]
    before, colon, _ = title.partition(":")
    main = tuple(word.folded for word in words(before))
    if colon and len(main) > 1:
        yield main


def _stands(phrase: Phrase, found: Sequence[Word], place: int) -> bool:
    """Whether a name stands there; a name of one word has to look like one."""
    there = found[place : place + len(phrase)]
    if tuple(word.folded for word in there) != phrase:
        return False
    return len(phrase) > 1 or there[0].capital or there[0].text.isdigit()


def _spaced(text: str) -> str:
    return " ".join(word.folded for word in words(text))
