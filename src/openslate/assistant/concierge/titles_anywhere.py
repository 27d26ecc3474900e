"""Names of items anywhere in a question about them: 'in which year did they make Jaws?'."""

from collections.abc import Iterator, Mapping, Sequence

from openslate.assistant.concierge.known_names import KnownItem
from openslate.assistant.concierge.lexicon import NOISE, Lexicon
from openslate.assistant.concierge.name_index import LONGEST_TITLE, Named, NameIndex
from openslate.assistant.concierge.query import EVERYTHING
from openslate.assistant.concierge.reading import DESCRIPTION
from openslate.assistant.concierge.segments import Segment, key_between, phrase_between
from openslate.assistant.concierge.spelling import REAL_WORD, WELL_KNOWN
from openslate.assistant.concierge.title_names import (
    NEVER,
    SURE,
    TitleNames,
    title_segment,
    written_as_name,
)
from openslate.assistant.concierge.title_openings import AND, OF, QUITE, Opening, TitleOpenings
from openslate.assistant.concierge.word_lists import word_list
from openslate.assistant.concierge.words import Word

ASKS = word_list("questions_begin")
"""Words that questions begin with."""
CUES = ("fields", "did", "comparative", "questions", "check")
LEAST_ALONE = 6  # letters of a misspelt name of one word


class TitlesAnywhere:
    """Looks for names where a message asks a fact, though no phrase announces one."""

    def __init__(
        self, lexicon: Lexicon, index: NameIndex, openings: TitleOpenings, names: TitleNames
    ) -> None:
        self._lexicon, self._index = lexicon, index
        self._openings, self._names = openings, names

    def find(self, words: Sequence[Word]) -> Iterator[Segment]:
        """Names in a question that is about items and not for items."""
        of = any(word.text in OF for word in words)
        begins = bool(words) and (words[0].plain in ASKS or (of and self._field(words)))
        begins = begins or self._asked_later(words) or self._compared_later(words)
        if not begins or not self._cued(words):
            return
        taken = self._in_phrases(words)
        at, every = 0, []
        while at < len(words):
            found = None if at in taken else self._here(words, at)
            if found and taken & set(range(*found.place)):
                found = None
            if found:
                every.append(found)
            at = found.place[1] if found else at + 1
        yield from every
        if not every:
            yield from self._nearly_here(words, taken)
        if len(every) == 1 and self._compares(words):
            yield from self._beside(words, every[0], taken)

    def _compares(self, words: Sequence[Word]) -> bool:
        return any("comparative" in self._means_at(words, at) for at in range(len(words)))

    def _beside(self, words: Sequence[Word], one: Segment, taken: set[int]) -> Iterator[Segment]:
        """A misspelt name that another is compared with: 'braveheart or gladiater'."""
        start, end = one.place
        if end < len(words) and words[end].text in AND:
            near = self._names.nearest(words, end + 1, Opening(end + 1, "asked", QUITE))
            if near:
                yield near
        elif start and words[start - 1].text in AND:
            yield from self._nearly_here(words[: start - 1], taken)

    def _field(self, words: Sequence[Word]) -> bool:
        return "fields" in self._openings.means(words, 0, 1)

    def _compared_later(self, words: Sequence[Word]) -> bool:
        """'Titanic vs Avatar: which made more money?'"""
        texts = {word.plain for word in words}
        return bool(texts & AND and texts & {"which", "what"}) and self._compares(words)

    def _asked_later(self, words: Sequence[Word]) -> bool:
        """'Fargo: until when does it run?': a question after the name."""
        ends = range(2, len(words) + 1)
        starts = ((start, end) for end in ends for start in range(max(1, end - 5), end - 1))
        asked = (self._openings.means(words, *pair).get("questions", "") for pair in starts)
        return any(field not in ("", EVERYTHING, DESCRIPTION) for field in asked)

    def _in_phrases(self, words: Sequence[Word]) -> set[int]:
        """Words that are part of a person's name or of a longer phrase: 'box office'."""
        found: set[int] = set()
        for start in range(len(words)):
            for end in range(start + 2, min(start + self._lexicon.longest, len(words)) + 1):
                person = self._index.people.exact(key_between(words, start, end))
                means = self._openings.means(words, start, end)
                if set(CUES) & set(means) or (person and person.sure > QUITE):
                    found.update(range(start, end))
        return found

    def _cued(self, words: Sequence[Word]) -> bool:
        """Whether a fact is asked, and no films are."""
        means = [self._means_at(words, at) for at in range(len(words))]
        films = any("head" in one for one in means)
        wished = any(
            one.get("head") == "many" or "suggest" in one or "have" in one for one in means
        )
        wished = wished or self._suggestion(words)
        wished = wished or (films and any("sorts" in one for one in means))
        asked = any(any(section in one for section in CUES) for one in means)
        return asked and not wished

    def _suggestion(self, words: Sequence[Word]) -> bool:
        """Whether it begins by asking what to watch: 'what s good for ...'."""
        ends = range(1, min(self._lexicon.longest, len(words)) + 1)
        return any("suggest" in self._openings.means(words, 0, end) for end in ends)

    def _means_at(self, words: Sequence[Word], at: int) -> Mapping[str, str]:
        pair = phrase_between(words, at, min(at + 2, len(words)))
        return {**self._lexicon.phrases.get(pair, {}), **self._openings.means(words, at, at + 1)}

    def _here(self, words: Sequence[Word], at: int) -> Segment | None:
        """The longest exact name that begins with a word, and is no word or person otherwise."""
        for end in range(min(at + LONGEST_TITLE, len(words)), at, -1):
            key = key_between(words, at, end)
            named = self._index.titles.exact(key)
            if named is None or named.sure < SURE or key.replace(" ", "").isdigit():
                continue
            if self._never(words, at, end) or (end - at == 1 and self._within(words, at)):
                continue
            if self._unlikely(words, at, end, named):
                continue
            person = self._index.people.exact(key)
            known = person and person.entry[0].weight >= WELL_KNOWN
            ordinary = self._openings.all_ordinary(words, at, end)
            if not known and (not ordinary or written_as_name(words, at, end)):
                found = title_segment(words, at, end, named, "asked")
                return self._names.further(words, at, found, Opening(at, "asked", QUITE)) or found
        return None

    def _unlikely(
        self, words: Sequence[Word], start: int, end: int, named: Named[KnownItem]
    ) -> bool:
        """Whether an ordinary word is only by chance the name of an item few know: 'class'."""
        if end - start > 1 or named.entry.weight >= WELL_KNOWN:
            return False
        beside = [word.text for word in (*words[max(start - 1, 0) : start], *words[end : end + 1])]
        if AND & set(beside):
            return False
        means = self._openings.means(words, start, end)
        often = bool(means) or self._index.topics_of(words[start].text) >= REAL_WORD
        return often and not written_as_name(words, start, end)

    def _never(self, words: Sequence[Word], start: int, end: int) -> bool:
        """Whether words are hardly ever a name, or are not written as one."""
        means = set(self._openings.means(words, start, end))
        if means & {"units", "fields", "levels", "talk"}:
            return True
        return bool(means & set(NEVER)) and not written_as_name(words, start, end)

    def _within(self, words: Sequence[Word], at: int) -> bool:
        """Whether a word is part of one that says nothing or when: 'Friday night'."""
        pairs = ((max(at - 1, 0), at + 1), (at, min(at + 2, len(words))))
        means = (self._openings.means(words, *pair) for pair in pairs if pair[1] - pair[0] > 1)
        return any({NOISE, "times"} & set(one) for one in means)

    def _nearly_here(self, words: Sequence[Word], taken: set[int]) -> Iterator[Segment]:
        """A misspelt name among the words that mean nothing."""
        for start in range(len(words)):
            if start in taken or self._means_at(words, start):
                continue
            if self._openings.ordinary(words[start]):
                continue
            near = self._names.nearest(words, start, Opening(start, "asked", QUITE))
            if near and len(near.text) >= LEAST_ALONE and not self._names.person_there(near):
                yield near
                return
