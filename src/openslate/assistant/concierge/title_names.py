"""Which words, from a place where an item's name is expected, are that name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from openslate.assistant.concierge.known_names import ARTICLES, KnownItem
from openslate.assistant.concierge.lexicon import NOISE
from openslate.assistant.concierge.name_index import LONGEST_TITLE, Named, NameIndex
from openslate.assistant.concierge.segments import Segment, key_between, segment
from openslate.assistant.concierge.spelling import SUBJECTS, WELL_KNOWN, Spelling
from openslate.assistant.concierge.title_openings import AND, QUITE, Opening, TitleOpenings
from openslate.assistant.concierge.words import Word, key_of

SURE = 0.6  # how sure a name must be that is spelt right
ALMOST = 0.93  # the same where the words that make it longer are ordinary ones
BEYOND = 0.88  # the same for a misspelt one that is longer than another spelt right
LEAST_JOINED = 8  # letters of a name that may be written as two words
NEAR_WORDS = 6  # of a misspelt name
TITLE_WORTH = 4.0  # a word: names found here win over whatever else the words may mean
SKIPPED = frozenset(
    {"both", "either", "film", "movie", "films", "movies", "called", "named", "ones", "original"}
)
NEVER = ("pronouns", "ordinals", "head", "numbers", "times", "roles", "joins", "ages", "seen",
         "units", "fields", "levels", "follow", "talk")  # fmt: skip
"""Meanings of words that are never taken for a whole name unless they are written as one."""
KINDS = ("topics", "genres", "moods", "nations", "pairs", "periods", "lengths", "sorts")
"""Meanings of words that say what is wanted, more often than that they are a name."""
Words = Sequence[Word]


class TitleNames:
    """Finds names of items, spelt right or nearly so."""

    def __init__(self, openings: TitleOpenings, index: NameIndex, spelling: Spelling) -> None:
        self._openings, self._index, self._spelling = openings, index, spelling

    def starting(self, words: Words, opening: Opening) -> Segment | None:
        """The best name that begins where one is expected, skipping what may stand before it."""
        start = opening.at
        while start < len(words) - 1 and _skipped(words[start].text):
            start += 1
        if start >= len(words) or self._a_person(words, start, opening):
            return None
        if opening.why == "than" and self._a_number(words, start):
            return None
        with_article = start - 1 if start and words[start - 1].text in ARTICLES else start
        for first in dict.fromkeys((with_article, start)):
            if first >= opening.at:
                found = self._longest(words, first, opening)
                if found:
                    return self.further(words, first, found, opening) or found
        first = max(opening.at, with_article)
        near = self.nearest(words, start, opening) or self.nearest(words, first, opening)
        return replace(near, place=(first, near.place[1])) if near else None

    def further(self, words: Words, start: int, found: Segment, opening: Opening) -> Segment | None:
        """A longer, misspelt name: 'the silence of the lams' is not 'The Silence'."""
        end = found.place[1]
        if end >= len(words) or words[end].breaks:
            return None
        rest = words[end : start + NEAR_WORDS]
        least = BEYOND if self._openings.ordinary(words[end]) else QUITE
        if all(self._openings.ordinary(word) for word in rest):
            least = ALMOST
        return self.nearest(words, start, Opening(opening.at, opening.why, least), end)

    def _a_number(self, words: Words, at: int) -> bool:
        return words[at].text.isdigit() or "numbers" in self._openings.means(words, at, at + 1)

    def _a_person(self, words: Words, start: int, opening: Opening) -> bool:
        """Whether a person's whole name stands there: 'is Tom Hanks in ...'."""
        for end in range(min(start + 4, len(words)), start + 1, -1):
            person = self._index.people.exact(key_between(words, start, end))
            title = self._index.titles.exact(key_between(words, start, end))
            if person and person.sure > QUITE and not (title and opening.why == "like"):
                return True
        return False

    def _longest(self, words: Words, start: int, opening: Opening) -> Segment | None:
        for end in range(min(start + LONGEST_TITLE, len(words)), start, -1):
            key = key_between(words, start, end)
            named = None if key.isdigit() else self._index.titles.exact(key) or self._joined(key)
            if named and named.sure >= SURE and self._plausible(words, start, end, opening):
                return title_segment(words, start, end, named, opening.why)
        return None

    def _joined(self, key: str) -> Named[KnownItem] | None:
        """A name of one word that was written as two: 'the god father'."""
        first, _, rest = key.partition(" ")
        joined = (rest if first in ARTICLES else key).replace(" ", "")
        return self._index.titles.exact(joined) if len(joined) >= LEAST_JOINED else None

    def _plausible(self, words: Words, start: int, end: int, opening: Opening) -> bool:
        means: Mapping[str, str] = self._openings.means(words, start, end)
        as_name = written_as_name(words, start, end)
        if self._openings.all_ordinary(words, start, end) and not as_name:
            rest = self._openings.all_ordinary(words, end, len(words))
            if not rest or self._describes(words, end):
                return False
        named = as_name and opening.why in ("questions", "check")
        if any(section in means for section in NEVER) and not named:
            return False
        if opening.why in ("have", "called", "not"):
            if opening.why != "called" and self._a_kind(words, start, end):
                return False
            if opening.why == "not" and self._rather_a_person(key_between(words, start, end)):
                return False
            return end == len(words) or words[end].breaks or words[end].text in AND
        if opening.why == "like" and as_name:
            return True
        if opening.why == "like" and end - start == 1 and self._ordinary_subject(words, start):
            return False
        strong = opening.why in ("questions", "check", "than")
        return strong or not means or (set(means) <= {NOISE} and words[start].capital)

    def _ordinary_subject(self, words: Words, at: int) -> bool:
        """Whether 'they like pirates' speaks of what films are about: no capital, no name known."""
        named = self._index.titles.exact(words[at].text)
        known = named is not None and named.entry.weight >= WELL_KNOWN
        return words[at].text in SUBJECTS and not words[at].capital and not known

    def _rather_a_person(self, key: str) -> bool:
        """Whether a name is somebody's, who is well known, more than an item's: 'not Hitchcock'."""
        person = self._index.people.exact(key)
        return person is not None and person.entry[0].weight >= WELL_KNOWN

    def _a_kind(self, words: Words, start: int, end: int) -> bool:
        """Whether words, perhaps with those after them, say a kind: 'black and white'."""
        if words[start].text in ARTICLES and start + 1 < end:
            return self._a_kind(words, start + 1, end)
        ends = range(end, min(end + 3, len(words)) + 1)
        means = (self._openings.means(words, start, last) for last in ends)
        return any(kind in one for one in means for kind in KINDS)

    def _describes(self, words: Words, at: int) -> bool:
        """Whether what is described follows: 'a good movie', 'the best'."""
        return at < len(words) and "head" in self._openings.means(words, at, at + 1)

    def nearest(
        self, words: Words, start: int, opening: Opening, beyond: int = 0
    ) -> Segment | None:
        """A misspelt name: the words from here, to after `beyond`, that are most like one."""
        best: tuple[float, Segment] | None = None
        for end in range(max(start, beyond) + 1, min(start + NEAR_WORDS, len(words)) + 1):
            if end - 1 > start and words[end - 1].breaks:
                break
            if not self._may_be_misspelt(words, start, end):
                continue
            named = self._index.titles.near(key_between(words, start, end))
            if named is None or named.sure < opening.least:
                continue
            if end - start > 1 and self._runs_over(words[end - 1], named.entry):
                continue
            if numbers_of(key_between(words, start, end)) - numbers_of(key_of(named.entry.name)):
                continue  # '80 minutes' is no '88 Minutes'
            worth = named.sure + 0.02 * (end - start)
            if best is None or worth > best[0]:
                best = (worth, title_segment(words, start, end, named, opening.why))
        return best[1] if best else None

    def _runs_over(self, last: Word, item: KnownItem) -> bool:
        """Whether a last word is an ordinary one that the name has not: 'the shinning to'."""
        return self._openings.ordinary(last) and last.text not in key_of(item.name).split()

    def _may_be_misspelt(self, words: Words, start: int, end: int) -> bool:
        """Whether words are no phrase, no number, and not one word that is spelt right."""
        if self._openings.all_ordinary(words, start, end):
            return False
        if self._openings.means(words, start, end):
            return False
        if end - start == 1 and self._spelling.real(words[start].text):
            return False
        return not key_between(words, start, end).replace(" ", "").isdigit()

    def exact_or_near(self, words: Words, start: int, end: int) -> Named[KnownItem] | None:
        """The item that all of these words name."""
        key = key_between(words, start, end)
        exact = self._index.titles.exact(key)
        if exact:
            return exact
        if end - start == 1 and self._spelling.real(words[start].text):
            return None
        near = self._index.titles.near(key)
        return near if near and near.sure >= QUITE else None

    def person_there(self, near: Segment) -> bool:
        """Whether the words of a misspelt name are a person's at least as much."""
        person = self._index.people.exact(near.text) or self._index.people.near(near.text)
        return person is not None and person.sure >= near.sure


def _skipped(word: str) -> bool:
    return word in SKIPPED or word in ARTICLES or (word.isdigit() and len(word) == 4)


def numbers_of(key: str) -> set[str]:
    """The numbers of a name."""
    return {word for word in key.split() if word.isdigit()}


def written_as_name(words: Words, start: int, end: int) -> bool:
    """Whether words begin with capitals in a message whose other words do not: 'is Seven ...'."""
    capitals = all(word.capital or word.text in ARTICLES for word in words[start:end])
    others = [*words[1:start], *words[end:]]
    return start > 0 and capitals and any(not word.capital for word in others)


def title_segment(words: Words, start: int, end: int, named: Named[KnownItem], why: str) -> Segment:
    """The segment of words that name an item."""
    worth = TITLE_WORTH * (end - start)
    return segment(words, start, end, title=named.entry, sure=named.sure, why=why, worth=worth)
