"""Kinds, moods, countries, languages, companies, ages and times: what one segment says of items."""

from collections.abc import Iterator, Sequence

from openslate.assistant.concierge.collecting import (
    AND,
    COUNTRIES,
    GENRES,
    LANGUAGES,
    OR,
    PAUSE,
    Collector,
)
from openslate.assistant.concierge.credited_people import COMPANIES
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.query import ABOUT, AGE, AVAILABLE, MOOD, SEEN, Condition
from openslate.assistant.concierge.segments import Segment
from openslate.assistant.concierge.told import RUNTIME

SUBTITLES = frozenset({"subtitles", "subtitle", "subtitled", "untertitel"})
ENGLISH, ENGLISH_WORDS = "en", ("english", "englisch", "anglais")
"""'Non-English' is said of the language."""
FOREIGN = "language"
"""A word anywhere by which nations are languages: 'foreign language films, not English'."""
ONLY = frozenset({"only", "please"})
NOW = frozenset({"available", "streaming", "currently", "now", "still available"})
SHORT, SHORT_MINUTES = "Short", 89
ME = "me"


class KindReader:
    """Takes in segments that mean one thing alone; `aged` where an age is told elsewhere."""

    def __init__(
        self, segments: Sequence[Segment], index: NameIndex, collector: Collector, *, aged: bool
    ) -> None:
        self._all, self._index, self._collector = segments, index, collector
        self._aged = aged

    def take(self, at: int, one: Segment) -> bool:
        """Whether the segment said such a thing, which was collected."""
        if one.get("seen"):
            self._collector.negated = False
        said = False
        for made in self._conditions(at, one):
            said = True
            if made is not None:
                self._collector.take(made, one.place)
        return said

    def _conditions(self, at: int, one: Segment) -> Iterator[Condition | None]:
        """Its conditions; None where it says such a thing without asking for it."""
        if one.get("pairs"):
            for name in one.get("pairs").split("+"):
                yield Condition(GENRES, (self._genre(name) or name,))
        elif one.get("genres"):
            yield self._kind(one)
        elif one.get("moods"):
            yield Condition(MOOD, (one.get("moods"),))
        elif one.get("without"):
            yield self._without(*one.get("without").split("/"))
        elif one.get("nations"):
            yield self._nation(at, *one.get("nations").split("/"))
        else:
            yield from self._others(one)

    def _of_title(self, one: Segment) -> bool:
        """Whether it tells of one item: 'I've seen Heat, what next?'"""
        return any(other.title and other.place[0] == one.place[1] for other in self._all)

    def _without(self, field: str, value: str) -> Condition:
        """'Live action' is not animated, 'foreign' not English; 'nothing foreign' the opposite."""
        negated, self._collector.negated = self._collector.negated, False
        value = (self._genre(value) or value) if field == GENRES else value
        return Condition(field, (value,), wanted=negated)

    def _vague(self, one: Segment) -> bool:
        """'Available' where a day is named: 'available tomorrow'."""
        others = [s for s in self._all if s.get("times") not in ("", one.get("times"))]
        return one.text.rpartition(" ")[2] in NOW and bool(others)

    def _kind(self, one: Segment) -> Condition:
        """A kind of film, in the words of this catalogue where it has such a kind."""
        known = self._genre(one.get("genres"))
        if known:
            return Condition(GENRES, (known,))
        if one.get("genres") == SHORT:
            return Condition(RUNTIME, (), None, SHORT_MINUTES)
        return Condition(ABOUT, (one.text,))

    def _genre(self, told: str) -> str | None:
        """The catalogue's own name of a genre."""
        known = self._index.genres
        names = (name.lower().replace("-", " ") for name in told.split("|"))
        return next((known[name] for name in names if name in known), None)

    def _nation(self, at: int, country: str, tongue: str) -> Condition | None:
        after = self._all[at + 1] if at + 1 < len(self._all) else None
        earlier = [one.text for one in self._all[max(0, at - 2) : at]]
        of_subtitles = tongue == ENGLISH and earlier[1:] == ["in"] and earlier[0] in SUBTITLES
        if (after and after.text in SUBTITLES) or of_subtitles:
            return None
        before = self._all[at - 1] if at else None
        found = self._collector.told.found
        last = found[-1].condition.field if found else ""
        spoken = after is not None and after.get("tongues") == "after"
        spoken = spoken or (before is not None and _in_tongue(before))
        spoken = spoken or any(FOREIGN in s.text for s in self._all)
        spoken = spoken or (before is not None and before.text == "non" and tongue == ENGLISH
                            and self._all[at].text in ENGLISH_WORDS)  # fmt: skip
        only = after is not None and after.text in ONLY
        spoken = spoken or (only and any(s.text in SUBTITLES for s in self._all))
        listed = self._collector.join in (OR, PAUSE, AND) and last == LANGUAGES
        if spoken or listed:
            return Condition(LANGUAGES, (tongue,))
        return Condition(COUNTRIES, (country,))

    def _others(self, one: Segment) -> Iterator[Condition | None]:
        if one.get("places"):
            yield Condition(COUNTRIES, tuple(one.get("places").split("|")))
        elif one.get("tongue"):
            yield Condition(LANGUAGES, (one.get("tongue"),))
        elif one.get("topics"):
            yield Condition(ABOUT, (one.get("topics"),))
        elif one.company:
            yield Condition(COMPANIES, (one.company,))
        elif one.get("times"):
            yield None if self._vague(one) else Condition(AVAILABLE, (one.get("times"),))
        elif one.get("seen") and self._of_title(one):
            yield None
        elif one.get("seen"):
            yield Condition(SEEN, (ME,), wanted=one.get("seen") == "yes")
        elif one.get("ages"):
            age = int(one.get("ages"))
            told = self._aged or any(f.condition.field == AGE for f in self._collector.told.found)
            yield None if told else Condition(AGE, (), age, age)


def _in_tongue(before: Segment) -> bool:
    """Whether a language follows: 'in', 'are in'."""
    return before.get("tongues") == "before" or before.text.endswith(" in")
