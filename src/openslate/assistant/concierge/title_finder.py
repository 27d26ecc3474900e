"""Finds which words of a message are an item's name.

Titles are made of ordinary words (It, Her, Home), so a name is only looked for where a message
says that one follows: 'who directed ...', 'something like ...', 'longer than ...', 'cast of ...'.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from openslate.assistant.concierge.known_names import ARTICLES, KnownItem, KnownPerson
from openslate.assistant.concierge.lexicon import NOISE, Lexicon
from openslate.assistant.concierge.name_index import Named, NameIndex
from openslate.assistant.concierge.segments import Segment, key_between
from openslate.assistant.concierge.spelling import WELL_KNOWN, Spelling
from openslate.assistant.concierge.title_names import TitleNames, title_segment
from openslate.assistant.concierge.title_openings import AND, TitleOpenings
from openslate.assistant.concierge.titles_anywhere import TitlesAnywhere
from openslate.assistant.concierge.words import Word, key_of

FAR_BETTER = 20  # times as well known a person is whose surname is rather meant than an item
MOST_HEAD = 6  # words of a name that a question follows
OPENS, CLOSES = '"\u201c\u201e\u00ab', '"\u201c\u201d\u00bb'


class TitleFinder:
    """Finds names of items in messages."""

    def __init__(self, lexicon: Lexicon, index: NameIndex, spelling: Spelling) -> None:
        self._lexicon, self._index = lexicon, index
        self._openings = TitleOpenings(lexicon)
        self._names = TitleNames(self._openings, index, spelling)
        self._asked = TitlesAnywhere(lexicon, index, self._openings, self._names)

    def find(self, words: Sequence[Word], message: str) -> list[Segment]:
        """Segments that are names of items, in order."""
        quoted = list(self._quoted(words, message)) or list(self._headed(words))
        quoted = quoted or list(self._but(words))
        found = quoted or list(self._opened(words)) or list(self._with_field(words))
        if not found or self._more_wanted(words, found):
            found = list(self._asked.find(words)) or found
        return found or list(self._whole(words))

    def _quoted(self, words: Sequence[Word], message: str) -> Iterator[Segment]:
        opened: int | None = None
        for at, word in enumerate(words):
            before = message[words[at - 1].end if at else 0 : word.start]
            if any(mark in before for mark in OPENS) and opened is None:
                opened = at
            after = message[word.end : words[at + 1].start if at + 1 < len(words) else None]
            if opened is not None and any(mark in after for mark in CLOSES):
                named = self._names.exact_or_near(words, opened, at + 1)
                if named:
                    yield title_segment(words, opened, at + 1, named, "whole")
                opened = None

    def _headed(self, words: Sequence[Word]) -> Iterator[Segment]:
        """'Up: how long is it?': a name, then a question about it."""
        end = next((at for at, word in enumerate(words) if at and word.breaks), 0)
        rest = words[end:]
        if 0 < end <= MOST_HEAD and self._asks(rest):
            named = self._index.titles.exact(key_between(words, 0, end))
            if named and "ordinals" not in self._openings.means(words, 0, end):
                yield title_segment(words, 0, end, named, "whole")

    def _but(self, words: Sequence[Word]) -> Iterator[Segment]:
        """'Gattaca but newer': a name, and how what is like it is to be different."""
        end = next((at for at, word in enumerate(words) if word.text == "but"), 0)
        if not 0 < end <= MOST_HEAD or end + 1 == len(words):
            return
        means = self._openings.means(words, 0, end)
        named = None if means else self._names.exact_or_near(words, 0, end)
        person = self._index.people.exact(key_between(words, 0, end))
        if named and not self._openings.all_ordinary(words, 0, end) and person is None:
            yield title_segment(words, 0, end, named, "like")

    def _asks(self, words: Sequence[Word]) -> bool:
        """Whether words are a question about 'it', or only the field that is asked for."""
        if self._openings.asking(words) and "it" in {word.plain for word in words}:
            return True
        ordinary = all(word.plain in self._lexicon.words for word in words)
        ends = range(1, len(words) + 1)
        starts = ((start, end) for end in ends for start in range(end))
        return ordinary and any("fields" in self._openings.means(words, *pair) for pair in starts)

    def _opened(self, words: Sequence[Word]) -> Iterator[Segment]:
        at, last, liked = 0, -1, False
        asking = self._openings.asking(words)
        while at < len(words):
            opening = self._openings.before(words, at, asking, follows=last == at)
            if opening and opening.why == "asked" and liked:
                opening = replace(opening, why="like")
            named = self._names.starting(words, opening) if opening else None
            if named is None:
                at += 1
                continue
            yield named
            at = last = named.place[1]
            liked = named.why == "like"
            if asking == "check" and named.why == "check" and not self._another(words, at):
                return

    def _another(self, words: Sequence[Word], at: int) -> bool:
        """Whether another name may follow: 'Alien and ...', 'Alien older than ...'."""
        listed = at < len(words) and words[at].text in AND
        return listed or any(word.plain in ("than", "then", "als") for word in words[at:])

    def _more_wanted(self, words: Sequence[Word], found: Sequence[Segment]) -> bool:
        """Whether two names are to be compared and only one was found."""
        texts = {word.text for word in words}
        both = "both" in texts or "common" in texts or "share" in texts or self._compare(words)
        return both and len(found) == 1 and found[0].why != "like"

    def _compare(self, words: Sequence[Word]) -> bool:
        ats = range(len(words))
        compared = any("comparative" in self._openings.means(words, at, at + 1) for at in ats)
        return compared and "or" in {word.text for word in words}

    def _with_field(self, words: Sequence[Word]) -> Iterator[Segment]:
        """'jurassic park director': a name, then what is asked of it."""
        first = 0
        while first < len(words) and NOISE in self._openings.means(words, first, first + 1):
            first += 1
        for start in (0, first):
            for end in range(len(words) - 1, start, -1):
                if not self._asks_field(words, end):
                    continue
                named = self._names.exact_or_near(words, start, end)
                if named and not self._openings.all_ordinary(words, start, end):
                    yield title_segment(words, start, end, named, "field")
                    return

    def _asks_field(self, words: Sequence[Word], start: int) -> bool:
        """Whether a field begins there and nothing but ordinary words follow."""
        ends = range(start + 1, len(words) + 1)
        named = any("fields" in self._openings.means(words, start, end) for end in ends)
        return named and self._openings.all_ordinary(words, start, len(words))

    def _whole(self, words: Sequence[Word]) -> Iterator[Segment]:
        """A message that is nothing but a name."""
        first = self._introduced(words)
        if self._openings.all_ordinary(words, first, len(words)):
            return
        known = "topics" in self._openings.means(words, first + 1, len(words))
        named = None if known else self._names.exact_or_near(words, first, len(words))
        person = self._index.people.exact(key_between(words, first, len(words)))
        known = person is not None and person.entry[0].weight >= WELL_KNOWN
        if named and self._begins_elsewhere(words[first], named):
            return
        if named and not (person and known and _rather(person, named)):
            yield title_segment(words, first, len(words), named, "whole")

    def _begins_elsewhere(self, word: Word, named: Named[KnownItem]) -> bool:
        """Whether a misspelt name is only so with an ordinary word before it: 'by Hitchcock'."""
        return (
            named.sure < 1
            and self._openings.ordinary(word)
            and word.text not in ARTICLES
            and word.text not in key_of(named.entry.name).split()
        )

    def _introduced(self, words: Sequence[Word]) -> int:
        """Where a name begins after words like 'and' and 'what about'."""
        at = 0
        while at < len(words):
            ends = range(min(at + 3, len(words)), at, -1)
            end = next((end for end in ends if self._introduces(words, at, end)), at)
            if end == at:
                break
            at = end
        return at

    def _introduces(self, words: Sequence[Word], start: int, end: int) -> bool:
        means = self._openings.means(words, start, end)
        joined = words[start].text not in ARTICLES and means.get("joins") in ("and", "or", "but")
        return joined or means.get("follow") == "replace"


def _rather(person: Named[tuple[KnownPerson, ...]], item: Named[KnownItem]) -> bool:
    """Whether a name is a person's rather than an item's: 'Hitchcock'."""
    better = person.entry[0].weight > FAR_BETTER * item.entry.weight
    return person.sure >= item.sure or better
