"""Finds which words of a message are an item's name.

Titles are made of ordinary words (It, Her, Home), so a name is only looked for where a message
says that one follows: 'who directed ...', 'something like ...', 'longer than ...', 'cast of ...'.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from openslate.assistant.concierge.known_names import ARTICLES, KnownItem
from openslate.assistant.concierge.lexicon import NOISE, Lexicon
from openslate.assistant.concierge.name_index import LONGEST_TITLE, Named, NameIndex
from openslate.assistant.concierge.segments import Segment, key_between, segment
from openslate.assistant.concierge.word_lists import word_list
from openslate.assistant.concierge.words import Word

SURE, NEARLY, QUITE, HARDLY = 0.6, 0.77, 0.82, 0.95  # how sure a name must be, by where it stands
NEAR_WORDS = 6  # of a misspelt name
LEAST = {"questions": NEARLY, "check": NEARLY, "like": NEARLY, "have": HARDLY, "not": HARDLY}
TITLE_WORTH = 4.0  # a word: names found here win over whatever else the words may mean
ASKS = word_list("questions_begin")
"""Words that questions begin with."""
CUES = ("fields", "did", "comparative", "questions", "check")
WELL_KNOWN = 30.0  # weight from which a surname is rather a person than a name of an item
LEAST_ALONE = 6  # letters of a misspelt name of one word
NOT_LIKED = word_list("before_like")
"""Words before 'like' that make it a verb."""
SKIPPED = frozenset(
    {"both", "either", "film", "movie", "films", "movies", "called", "named", "ones"}
)
NEVER = ("pronouns", "ordinals", "head", "numbers", "times", "roles", "joins", "ages", "seen")
"""Meanings of words that are never taken for a whole name unless they are in quotes."""
AND = frozenset({"and", "or", "und", "et", "y", "e", "oder"})


@dataclass(frozen=True)
class Opening:
    """A place from which a name is expected, why, and how sure it must be."""

    at: int
    why: str
    least: float


class TitleFinder:
    """Finds names of items in messages."""

    def __init__(self, lexicon: Lexicon, index: NameIndex) -> None:
        self._lexicon, self._index = lexicon, index

    def find(self, words: Sequence[Word], message: str) -> list[Segment]:
        """Segments that are names of items, in order."""
        quoted = list(self._quoted(words, message))
        found = quoted or list(self._opened(words)) or list(self._with_field(words))
        if not found or self._more_wanted(words, found):
            found = list(self._asked(words)) or found
        return found or list(self._whole(words))

    def _quoted(self, words: Sequence[Word], message: str) -> Iterator[Segment]:
        opened: int | None = None
        for at, word in enumerate(words):
            before = message[words[at - 1].end if at else 0 : word.start]
            if any(mark in before for mark in '"\u201c\u201e\u00ab') and opened is None:
                opened = at
            after = message[word.end : words[at + 1].start if at + 1 < len(words) else None]
            if opened is not None and any(mark in after for mark in '"\u201c\u201d\u00bb'):
                named = self._exact_or_near(key_between(words, opened, at + 1))
                if named:
                    yield _title(words, opened, at + 1, named, "whole")
                opened = None

    def _opened(self, words: Sequence[Word]) -> Iterator[Segment]:
        at, last = 0, -1
        asking = self._asking(words)
        while at < len(words):
            opening = self._opening(words, at, asking, follows=last == at)
            named = self._starting(words, opening) if opening else None
            if named is None:
                at += 1
                continue
            yield named
            at = last = named.place[1]
            if asking == "check" and named.why == "check" and not self._listed(words, at):
                return

    def _listed(self, words: Sequence[Word], at: int) -> bool:
        return at < len(words) and words[at].text in AND

    def _asking(self, words: Sequence[Word]) -> str:
        """Whether the message begins as a question about an item, and of which kind."""
        for section in ("questions", "check"):
            for end in range(min(self._lexicon.longest, len(words)), 0, -1):
                means = self._lexicon.phrases.get(key_between(words, 0, end), {})
                if section in means:
                    return section
        return ""

    def _more_wanted(self, words: Sequence[Word], found: Sequence[Segment]) -> bool:
        """Whether two names are to be compared and only one was found."""
        texts = {word.text for word in words}
        both = "both" in texts or "common" in texts or "share" in texts or self._compare(words)
        return both and len(found) == 1 and found[0].why != "like"

    def _compare(self, words: Sequence[Word]) -> bool:
        return "or" in {w.text for w in words} and any(
            "comparative" in self._lexicon.phrases.get(word.text, {}) for word in words
        )

    def _asked(self, words: Sequence[Word]) -> Iterator[Segment]:
        """Names anywhere in a question that is about items and not for items."""
        of = any(word.text in ("of", "for", "von", "de") for word in words)
        asks = bool(words) and (words[0].text in ASKS or (of and self._field(words[0].text)))
        if not asks or not self._cued(words):
            return
        taken = self._in_phrases(words)
        at, any_found = 0, False
        while at < len(words):
            found = None if at in taken else self._here(words, at)
            if found and taken & set(range(*found.place)):
                found = None
            any_found = any_found or found is not None
            if found:
                yield found
            at = found.place[1] if found else at + 1
        if not any_found:
            yield from self._nearly_here(words)

    def _in_phrases(self, words: Sequence[Word]) -> set[int]:
        """Words that are part of a person's name or of a longer phrase: 'box office'."""
        found: set[int] = set()
        for start in range(len(words)):
            for end in range(start + 2, min(start + self._lexicon.longest, len(words)) + 1):
                key = key_between(words, start, end)
                person = self._index.people.exact(key)
                means = self._lexicon.phrases.get(key, {})
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
        wished = wished or (films and any("sorts" in one for one in means))
        asked = any(any(section in one for section in CUES) for one in means)
        return asked and not wished

    def _means_at(self, words: Sequence[Word], at: int) -> Mapping[str, str]:
        word = words[at].text
        pair = key_between(words, at, min(at + 2, len(words)))
        found = {**self._lexicon.phrases.get(pair, {}), **self._lexicon.phrases.get(word, {})}
        if found or word in self._lexicon.words:
            return found
        return self._lexicon.phrases.get(self._lexicon.meant(word) or "", {})

    def _here(self, words: Sequence[Word], at: int) -> Segment | None:
        """The longest exact name that begins with a word, and is no word or person otherwise."""
        for end in range(min(at + LONGEST_TITLE, len(words)), at, -1):
            key = key_between(words, at, end)
            named = self._index.titles.exact(key)
            if named is None or named.sure < SURE or key.replace(" ", "").isdigit():
                continue
            person = self._index.people.exact(key)
            known = person and person.entry[0].weight >= WELL_KNOWN
            ordinary = self._all_ordinary(words, at, end)
            if not known and (not ordinary or _written_as_name(words, at, end)):
                return _title(words, at, end, named, "asked")
        return None

    def _nearly_here(self, words: Sequence[Word]) -> Iterator[Segment]:
        """A misspelt name among the words that mean nothing."""
        for start in range(len(words)):
            if self._means_at(words, start) or self._ordinary(words[start].text):
                continue
            near = self._nearest(words, start, Opening(start, "asked", QUITE))
            if near and len(near.text) >= LEAST_ALONE and not self._person_there(near):
                yield near
                return

    def _person_there(self, near: Segment) -> bool:
        person = self._index.people.exact(near.text) or self._index.people.near(near.text)
        return person is not None and person.sure >= near.sure

    def _opening(
        self, words: Sequence[Word], at: int, asking: str, *, follows: bool
    ) -> Opening | None:
        """Why a name may begin at a word: what ends just before it."""
        if follows and words[at].text in AND:
            return Opening(at + 1, "asked", QUITE)
        for start in range(max(0, at - self._lexicon.longest), at):
            why = self._opener(words, start, at, asking)
            if why and not self._goes_on(words, start, at):
                return Opening(at, why, LEAST.get(why, QUITE))
        return None

    def _goes_on(self, words: Sequence[Word], start: int, at: int) -> bool:
        """Whether the phrase before a word is part of a longer one: 'who is' of 'who is in'."""
        ends = range(at + 1, min(start + self._lexicon.longest, len(words)) + 1)
        phrases = (key_between(words, start, end) for end in ends)
        means = (self._lexicon.phrases.get(phrase, {}) for phrase in phrases)
        return any("questions" in one or "have" in one for one in means)

    def _opener(self, words: Sequence[Word], start: int, end: int, asking: str) -> str:
        """Which kind of phrase that announces a name these words are, empty for none."""
        key = key_between(words, start, end)
        means = self._lexicon.phrases.get(key, {})
        if "like" in means:
            verb = start and words[start - 1].text in NOT_LIKED
            return "" if verb else "like"
        if "questions" in means or ("check" in means and start == 0):
            return "questions" if "questions" in means else "check"
        if key.endswith((" than", " then")) and ("compare" in means or self._compares(key)):
            return "than"
        if asking == "check" and ("did" in means or key == "in"):
            return "" if self._ordinary(words[end].text) and not words[end].capital else "check"
        of = key.rpartition(" ")
        field = self._lexicon.phrases.get(of[0], {}).get("fields")
        if field and (of[2] in ("of", "for", "von", "de") or (of[2] == "in" and field == "cast")):
            return "questions"
        if means.get("joins") == "not" and words[end].text in ARTICLES:
            return "not"
        return next((kind for kind in ("called",) if means.get(kind) == "whole"), "") or (
            "have" if "have" in means else ""
        )

    def _compares(self, key: str) -> bool:
        return "comparative" in self._lexicon.phrases.get(key.rpartition(" ")[0], {})

    def _field(self, key: str) -> bool:
        return "fields" in self._lexicon.phrases.get(key, {})

    def _starting(self, words: Sequence[Word], opening: Opening) -> Segment | None:
        """The best name that begins where one is expected, skipping what may stand before it."""
        start = opening.at
        while start < len(words) - 1 and _skipped(words[start].text):
            start += 1
        if start >= len(words) or self._a_person(words, start, opening):
            return None
        if opening.why == "than" and self._a_number(words[start].text):
            return None
        with_article = start - 1 if start and words[start - 1].text in ARTICLES else start
        for first in dict.fromkeys((with_article, start)):
            if first >= opening.at:
                found = self._longest(words, first, opening)
                if found:
                    return self._further(words, start, found, opening) or found
        near = self._nearest(words, start, opening)
        first = max(opening.at, with_article)
        return replace(near, place=(first, near.place[1])) if near else None

    def _further(
        self, words: Sequence[Word], start: int, found: Segment, opening: Opening
    ) -> Segment | None:
        """A longer, misspelt name where the word after the one found means nothing."""
        end = found.place[1]
        if end >= len(words) or words[end].breaks or self._ordinary(words[end].text):
            return None
        return self._nearest(words, start, Opening(opening.at, opening.why, QUITE), end)

    def _a_number(self, word: str) -> bool:
        return word.isdigit() or "numbers" in self._lexicon.phrases.get(word, {})

    def _a_person(self, words: Sequence[Word], start: int, opening: Opening) -> bool:
        """Whether a person's whole name stands there: 'is Tom Hanks in ...'."""
        for end in range(min(start + 4, len(words)), start + 1, -1):
            person = self._index.people.exact(key_between(words, start, end))
            title = self._index.titles.exact(key_between(words, start, end))
            if person and person.sure > QUITE and not (title and opening.why == "like"):
                return True
        return False

    def _longest(self, words: Sequence[Word], start: int, opening: Opening) -> Segment | None:
        for end in range(min(start + LONGEST_TITLE, len(words)), start, -1):
            key = key_between(words, start, end)
            named = None if key.isdigit() else self._index.titles.exact(key)
            if named and named.sure >= SURE and self._plausible(words, start, end, opening):
                return _title(words, start, end, named, opening.why)
        return None

    def _plausible(self, words: Sequence[Word], start: int, end: int, opening: Opening) -> bool:
        key = key_between(words, start, end)
        as_name = _written_as_name(words, start, end)
        rest = self._all_ordinary(words, end, len(words))
        if self._all_ordinary(words, start, end) and not rest and not as_name:
            return False
        means: Mapping[str, str] = self._lexicon.phrases.get(key, {})
        named = as_name and opening.why in ("questions", "check")
        if any(section in means for section in NEVER) and not named:
            return False
        weak = opening.why in ("have", "called", "not")
        strong = opening.why in ("questions", "check", "than")
        if weak:
            return end == len(words) or words[end].breaks or words[end].text in AND
        return strong or not means or (set(means) <= {NOISE} and words[start].capital)

    def _nearest(
        self, words: Sequence[Word], start: int, opening: Opening, beyond: int = 0
    ) -> Segment | None:
        """A misspelt name: the words from here, to after `beyond`, that are most like one."""
        best: tuple[float, Segment] | None = None
        for end in range(max(start, beyond) + 1, min(start + NEAR_WORDS, len(words)) + 1):
            if end - 1 > start and words[end - 1].breaks:
                break
            key = key_between(words, start, end)
            if self._all_ordinary(words, start, end) or key in self._lexicon.phrases:
                continue
            if key.replace(" ", "").isdigit():
                continue
            named = self._index.titles.near(key)
            if named is None or named.sure < opening.least:
                continue
            worth = named.sure + 0.02 * (end - start)
            if best is None or worth > best[0]:
                best = (worth, _title(words, start, end, named, opening.why))
        return best[1] if best else None

    def _ordinary(self, word: str) -> bool:
        return word in self._lexicon.phrases or word in ARTICLES

    def _with_field(self, words: Sequence[Word]) -> Iterator[Segment]:
        """'jurassic park director': a name, then what is asked of it."""
        first = 0
        while first < len(words) and NOISE in self._lexicon.phrases.get(words[first].text, {}):
            first += 1
        for start in (0, first):
            for end in range(len(words) - 1, start, -1):
                if not self._asks_field(words, end):
                    continue
                named = self._exact_or_near(key_between(words, start, end))
                if named and not self._all_ordinary(words, start, end):
                    yield _title(words, start, end, named, "field")
                    return

    def _asks_field(self, words: Sequence[Word], start: int) -> bool:
        """Whether a field begins there and nothing but ordinary words follow."""
        ends = range(start + 1, len(words) + 1)
        named = any(self._field(key_between(words, start, end)) for end in ends)
        return named and self._all_ordinary(words, start, len(words))

    def _whole(self, words: Sequence[Word]) -> Iterator[Segment]:
        """A message that is nothing but a name."""
        first = 0
        while first < len(words) and self._introduces(words[first].text):
            first += 1
        if self._all_ordinary(words, first, len(words)):
            return
        key = key_between(words, first, len(words))
        known = "topics" in self._lexicon.phrases.get(key.partition(" ")[2], {})
        named = None if known else self._exact_or_near(key)
        person = self._index.people.exact(key)
        if named and not (person and person.sure >= named.sure):
            yield _title(words, first, len(words), named, "whole")

    def _introduces(self, word: str) -> bool:
        means = self._lexicon.phrases.get(word, {})
        return word not in ARTICLES and means.get("joins") in ("and", "or", "but")

    def _all_ordinary(self, words: Sequence[Word], start: int, end: int) -> bool:
        return all(self._ordinary(word.text) for word in words[start:end])

    def _exact_or_near(self, key: str) -> Named[KnownItem] | None:
        exact = self._index.titles.exact(key)
        if exact:
            return exact
        near = self._index.titles.near(key)
        return near if near and near.sure >= QUITE else None


def _skipped(word: str) -> bool:
    return word in SKIPPED or word in ARTICLES or (word.isdigit() and len(word) == 4)


def _written_as_name(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether words begin with capitals in a message whose other words do not: 'is Seven ...'."""
    capitals = all(word.capital or word.text in ARTICLES for word in words[start:end])
    others = [*words[1:start], *words[end:]]
    return start > 0 and capitals and any(not word.capital for word in others)


def _title(
    words: Sequence[Word], start: int, end: int, named: Named[KnownItem], why: str
) -> Segment:
    worth = TITLE_WORTH * (end - start)
    return segment(words, start, end, title=named.entry, sure=named.sure, why=why, worth=worth)
