"""Deciding of each sentence whether facts stand behind all that it claims."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from openslate.assistant.grounding.fact import PEOPLE, FactKind, GroundFact
from openslate.assistant.grounding.fact_book import FactBook
from openslate.assistant.grounding.finding import CheckedClaim, CheckedSentence
from openslate.assistant.grounding.lexicon import (
    AVAILABLE,
    COLOUR,
    GENRES,
    LOADED,
    NEGATIONS,
    ROLE_WORDS,
    STOP,
)
from openslate.assistant.grounding.names import Name, cues_without_name, names
from openslate.assistant.grounding.quantities import quantities
from openslate.assistant.grounding.quantity import Bound, Measure, Quantity
from openslate.assistant.grounding.sentences import Word, cleaned, sentences, stem, words
from openslate.common.text import fold

MOST_SENTENCES = 400
"""Sentences that are held against facts; what follows is unsupported."""
MOST_WORDS = 300
"""Words of a sentence that is held against facts; a longer one is unsupported."""
FOREIGN = 2
"""Words that are nowhere in the facts, in a sentence that has more of them than of others."""
_TOLD = (FactKind.TEXT, FactKind.TAG, FactKind.TITLE)
"""Facts whose words are prose, in which names and numbers may stand."""
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b\w[\w-]*\.(?:com|org|net|info|io)\b", re.I
)
_SET_IN = re.compile(r"\b(?:set|takes place|plays) in (?:the )?$")
_MADE_IN = re.compile(r"\b(?:made|produced|filmed|shot) in (?:the )?$")
_IN = re.compile(r"(?:\b(?:in|across|throughout|for|and)|[,:]) (?:the )?$")
_SPOKEN_IN = re.compile(r"\b(?:spoken in|speaks?|speaking|dubbed in(?:to)?|subtitled in) $")
_IN_TONGUE = re.compile(r"\bin $")
_AT_THE_END = re.compile(r"\s*(?:[.,;:!?)]|and\b|$)")
_RELEASED = frozenset({"shown", "released", "seen", "screened", "opened", "aired"})
_PEOPLE_COUNTED = {
    "director": FactKind.DIRECTOR,
    "writer": FactKind.WRITER,
    "screenwriter": FactKind.WRITER,
    "producer": FactKind.PRODUCER,
    "composer": FactKind.COMPOSER,
}
_KINDS = {
    Measure.LENGTH: (FactKind.RUNTIME,),
    Measure.MONEY: (FactKind.MONEY,),
    Measure.SHARE: (FactKind.SCORE,),
    Measure.COUNT: (FactKind.AWARDS, FactKind.NUMBER),
}


class GroundingChecker:
    """Holds sentences against one book of facts, each with those before it: 'He also wrote it.'"""

    def __init__(self, facts: Sequence[GroundFact]) -> None:
        self.book = FactBook(facts)

    def check(self, text: str) -> tuple[CheckedSentence, ...]:
        """The sentences of the cleaned text, in order; joined they are the cleaned text."""
        topic = self.book.subjects[0] if self.book.subjects else None
        checked = []
        for number, sentence in enumerate(sentences(cleaned(text))):
            if number >= MOST_SENTENCES or len(words(sentence)) > MOST_WORDS:
                unread = CheckedClaim(sentence.strip(), why="It is too long to be checked")
                checked.append(CheckedSentence(sentence, (unread,)))
                continue
            one = _Sentence(sentence, self.book, topic)
            checked.append(CheckedSentence(sentence, tuple(one.claims())))
            topic = one.last_topic
        return tuple(checked)


class _Sentence:
    def __init__(self, sentence: str, book: FactBook, topic: str | None) -> None:
        self.text, self.book, self._topic = sentence, book, topic
        self.words = words(sentence)
        self.names = names(sentence, self.words, book)
        self.quantities = tuple(
            one
            for one in quantities(sentence, self.words)
            if not any(n.facts and n.start <= one.start < n.end for n in self.names)
        )
        read: tuple[Name | Quantity, ...] = (*self.names, *self.quantities)
        self._read = [(one.start, one.end) for one in read]
        self._titles = [(name.start, self._of_title(name)) for name in self.names if name.titles]

    @property
    def last_topic(self) -> str | None:
        """Which title the next sentence is about, unless it names one."""
        return self._titles[-1][1] if self._titles else self._topic

    def claims(self) -> Iterator[CheckedClaim]:
        """Everything in it that a fact has to back."""
        if self._negated():
            yield CheckedClaim(self.text.strip(), why="It denies something, which no fact can back")
            return
        for name in self.names:
            yield self._name(name)
        for cue in cues_without_name(self.text, self.names):
            yield CheckedClaim(cue, why="Nobody that facts know of is named there")
        for one in self.quantities:
            yield self._quantity(one)
        for address in _ADDRESS.finditer(self.text):
            if any(name.facts and name.start <= address.start() < name.end for name in self.names):
                continue
            yield CheckedClaim(address.group(), why="No fact gives this address")
        yield from self._loaded()
        if not self.text.rstrip().endswith("?"):
            yield from self._foreign()

    def _of_title(self, name: Name) -> str:
        """The subject of a name that several titles bear: the topic where it is one of them."""
        return self._topic if self._topic in name.titles else name.titles[0]

    def _about(self, place: int, *, ahead: bool = False) -> str | None:
        """The title that words at a place belong to: the nearest before, else the next."""
        before = [subject for start, subject in self._titles if start < place]
        after = [subject for start, subject in self._titles if start > place]
        order = (after[:1], before[-1:]) if ahead else (before[-1:], after[:1])
        return next((subjects[0] for subjects in order if subjects), self._topic)

    def _negated(self) -> bool:
        known = [(name.start, name.end) for name in self.names if name.facts]
        said = {
            word.folded
            for word in self.words
            if not any(start <= word.start < end for start, end in known)
        }
        claims = self.names or self.quantities or said & (LOADED | AVAILABLE | ROLE_WORDS)
        if not said & NEGATIONS or not claims:
            return False
        return self.book.prose(self._about(0), self.text, *_TOLD) is None

    def _name(self, name: Name) -> CheckedClaim:
        subject = self._about(name.start, ahead=name.ahead)
        if name.titles and name.role is None:
            return CheckedClaim(name.text, name.facts[0])
        here = [fact for fact in name.facts if fact.subject == subject]
        fits = [fact for fact in here if name.role in (None, fact.kind)]
        fits = [fact for fact in fits if fact.kind in self._place_kinds(name, fact.kind)]
        if fits:
            return CheckedClaim(name.text, fits[0])
        prose = None if name.role else self.book.prose(subject, name.text, *_TOLD)
        return CheckedClaim(name.text, prose, "" if prose else self._why_not(name, subject))

    def _place_kinds(self, name: Name, kind: FactKind) -> tuple[FactKind, ...]:
        """Which facts may back a country's name: where it was made is not where it can be seen.

        Nor does a film from there speak the language that is called so.
        """
        if kind not in (FactKind.COUNTRY, FactKind.AVAILABILITY):
            return (kind,)
        before = self.text[: name.start].lower()
        if _SPOKEN_IN.search(before) or self._is_tongue(name, before):
            return (FactKind.LANGUAGE,)
        if _SET_IN.search(before):
            return ()
        available = any(word.folded in AVAILABLE for word in self.words)
        if available and _IN.search(before) and not _MADE_IN.search(before):
            return (FactKind.AVAILABILITY,)
        return (FactKind.COUNTRY,)

    def _is_tongue(self, name: Name, before: str) -> bool:
        """Whether 'in French' stands there and nothing that is French follows."""
        value = any(fold(name.text) == fold(fact.value) for fact in name.facts)
        alone = _AT_THE_END.match(self.text[name.end :]) is not None
        return not value and alone and _IN_TONGUE.search(before) is not None

    def _why_not(self, name: Name, subject: str | None) -> str:
        title = self.book.title(subject)
        people = [fact for fact in name.facts if fact.kind in PEOPLE]
        here = [fact for fact in people if fact.subject == subject]
        if here and name.role:
            return f"{name.text} is {here[0].kind} of {title}, not {name.role}"
        if people:
            return f"{name.text} has to do with {self.book.title(people[0].subject)}, not {title}"
        if name.role:
            known = [fact.value for fact in self.book.of(subject, name.role)]
            return f"No fact names {name.text}; {name.role} of {title}: {', '.join(known) or '?'}"
        meant = self.book.nearest_person(name.text)
        hint = f"; did it mean {meant}?" if meant else ""
        return f"No fact names {name.text}{hint}"

    def _quantity(self, one: Quantity) -> CheckedClaim:
        said = self.text[one.start : one.end]
        subject = self._about(one.start)
        fact = self._dated(one, subject) or self._measured(one, subject)
        if fact is None and one.bound is Bound.EXACT:
            fact = self.book.prose(subject, self._with_next_word(one), *_TOLD)
        return CheckedClaim(said, fact, "" if fact else self._no_number(said, one, subject))

    def _with_next_word(self, one: Quantity) -> str:
        """A number with what it counts, so that 127 minutes back no 127 days."""
        after = next((word.end for word in self.words if word.start >= one.end), one.end)
        return self.text[one.start : after]

    def _dated(self, one: Quantity, subject: str | None) -> GroundFact | None:
        if one.measure not in (Measure.YEAR, Measure.DECADE, Measure.DAY):
            return None
        for fact in self.book.of(subject, FactKind.YEAR, FactKind.DATE, FactKind.AVAILABILITY):
            years = [int(fact.value)] if fact.kind is FactKind.YEAR else []
            days = _days(fact)
            if one.measure is Measure.DAY and any(one.is_day(day) for day in days):
                return fact
            years += [day.year for day in days]
            if one.measure is Measure.YEAR and one.value in years:
                return fact
            if one.measure is Measure.DECADE and one.value in [y // 10 * 10 for y in years]:
                return fact
        return None

    def _measured(self, one: Quantity, subject: str | None) -> GroundFact | None:
        kinds = _KINDS.get(one.measure, ())
        if one.measure is Measure.COUNT and (people := self._people_counted(one)):
            known = self.book.of(subject, people)
            return known[0] if len({fact.value for fact in known}) == one.value else None
        if one.measure is Measure.COUNT and not self._says_awards():
            kinds = (FactKind.NUMBER,)
        facts = self.book.of(subject, *kinds) if kinds else []
        return next((fact for fact in facts if one.fits(_number(fact.value))), None)

    def _people_counted(self, one: Quantity) -> FactKind | None:
        """Which people a number counts: 'three writers'."""
        after = (word.folded for word in self.words if word.start >= one.end)
        return _PEOPLE_COUNTED.get((one.of or next(after, "")).removesuffix("s"))

    def _says_awards(self) -> bool:
        return any(word.folded.startswith(("award", "oscar")) for word in self.words)

    def _no_number(self, said: str, one: Quantity, subject: str | None) -> str:
        kinds = _KINDS.get(one.measure, (FactKind.YEAR, FactKind.DATE))
        known = [fact.value for fact in self.book.of(subject, *kinds)]
        told = f"; facts say {', '.join(known[:3])}" if known else ""
        return f"No fact about {self.book.title(subject)} says {said}{told}"

    def _loaded(self) -> Iterator[CheckedClaim]:
        """Words of availability, awards, genres and the like, each with what backs it."""
        for place, word in enumerate(self.words):
            after = self.words[place + 1].folded if place + 1 < len(self.words) else ""
            if self._is_read(word) or (word.folded == "first" and after in _RELEASED):
                continue
            if word.folded in AVAILABLE:
                yield self._backed(word, FactKind.AVAILABILITY)
            elif word.folded in LOADED:
                yield self._backed(word, *_award_kinds(word.folded))
            elif word.folded in GENRES:
                yield self._backed(word)

    def _backed(self, word: Word, *kinds: FactKind) -> CheckedClaim:
        subject = self._about(word.start)
        facts = [f for f in self.book.of(subject, *kinds) if f.value != "0"] if kinds else []
        found = facts[0] if facts else self.book.stems(subject).get(stem(word.folded))
        why = f"No fact about {self.book.title(subject)} speaks of “{word.text}”"
        return CheckedClaim(word.text, found, "" if found else why)

    def _foreign(self) -> Iterator[CheckedClaim]:
        """A sentence most of whose words are nowhere in the facts."""
        subject = self._about(len(self.text))
        stems = self.book.stems(subject)
        plain = [word for word in self.words if self._tells(word)]
        known = [stems[stem(word.folded)] for word in plain if stem(word.folded) in stems]
        foreign = [word.text for word in plain if stem(word.folded) not in stems]
        if len(foreign) >= FOREIGN and len(foreign) > len(known):
            told = ", ".join(foreign[:5])
            yield CheckedClaim(self.text.strip(), why=f"Nothing in the facts speaks of {told}")
        elif known:
            yield CheckedClaim(self.text.strip(), known[0])

    def _is_read(self, word: Word) -> bool:
        """Whether a word is part of a name or a number."""
        return any(start <= word.start < end for start, end in self._read)

    def _tells(self, word: Word) -> bool:
        """Whether a word is about the story: no name, number, praise or word of the trade."""
        if self._is_read(word):
            return False
        skipped = STOP | COLOUR | ROLE_WORDS | AVAILABLE | LOADED | GENRES
        parts = word.folded.split("-")
        return not (word.folded in skipped or any(c.isdigit() for c in word.text)) and not (
            len(parts) > 1 and all(part in skipped for part in parts)
        )


def _award_kinds(word: str) -> tuple[FactKind, ...]:
    if re.match(r"award|oscar|win|won|prize", word):
        return (FactKind.AWARDS,)
    if re.match(r"gross|box|office|earned", word):
        return (FactKind.MONEY,)
    if word in ("rated", "certificate"):
        return (FactKind.AGE_RATING,)
    if word in ("premiere", "premiered", "premieres"):
        return (FactKind.YEAR, FactKind.DATE)
    return ()


def _days(fact: GroundFact) -> list[date]:
    if fact.kind is FactKind.DATE:
        return [date.fromisoformat(fact.value)]
    return [day for day in (fact.since, fact.until) if day]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return -1.0
