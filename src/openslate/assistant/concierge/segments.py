"""A message in segments: what each few words of it may mean, by the lexicon and by names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openslate.assistant.concierge.known_names import KnownItem, KnownPerson
from openslate.assistant.concierge.lexicon import NOISE, Lexicon
from openslate.assistant.concierge.name_index import NEAR, Named, NameIndex
from openslate.assistant.concierge.near_names import likeness
from openslate.assistant.concierge.spelling import SUBJECTS, Spelling
from openslate.assistant.concierge.word_lists import misspellings
from openslate.assistant.concierge.words import Word, key_of
from openslate.catalogue.countries import country_code
from openslate.catalogue.languages import language_tag

LONGEST_NAME = 4  # words of a person's or company's name
US = "us"
LEAST_SURE = 0.51  # how sure a misspelt name must be: a surname needs fewer mistakes
SURE_ENOUGH = 0.85  # the same of a name with a word in it that means something else
QUITE_SURE = 0.9  # how sure a whole name is at least
PART_OF_NAME = 0.62  # how sure a surname is at most
MISTAKE = 0.15  # what a misspelt word of a phrase is worth less
PARTICLES = frozenset({"de", "di", "del", "da", "von", "van"})
"""Words before a surname that are part of it rather than of what is said of it."""
LEAST_NAME = 4  # letters of a name that is looked for with mistakes
TOGETHER = "together"
"""Why a surname is one: it stands beside that of somebody they often worked with."""
Place = tuple[int, int]
"""First word and the one after the last."""


@dataclass(frozen=True)
class Segment:
    """Words `place` of a message. `means` are its meanings by section of the lexicon.

    At most one of the names is set; `sure` tells how surely it is meant, `why` what announced it.
    """

    place: Place
    text: str
    breaks: bool = False
    means: Mapping[str, str] = field(default_factory=dict)
    people: tuple[KnownPerson, ...] = ()
    company: str = ""
    title: KnownItem | None = None
    sure: float = 1.0
    why: str = ""
    worth: float = 0.0

    def get(self, section: str) -> str:
        """Its meaning in a section, empty for none."""
        return self.means.get(section, "")

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of it."""
        return not (self.means or self.people or self.company or self.title)


class Segmenter:
    """Cuts messages into segments so that most of it is understood, in the longest pieces."""

    def __init__(self, lexicon: Lexicon, index: NameIndex, spelling: Spelling) -> None:
        self._lexicon, self._index, self._spelling = lexicon, index, spelling

    def cut(self, words: Sequence[Word], titles: Sequence[Segment] = ()) -> list[Segment]:
        """Segments that cover all words; `titles` were found before and win over others."""
        found = [*titles, *self._phrases(words), *self._names(words)]
        return best_cover(words, found)

    def _phrases(self, words: Sequence[Word]) -> Iterator[Segment]:
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._lexicon.longest, len(words)) + 1):
                if end - 1 > start and words[end - 1].breaks:
                    break
                means = self.means(phrase_between(words, start, end))
                if end - start == 1 and words[start].text == US and not self._nation(words, start):
                    means = {NOISE: NOISE}
                if means:
                    wrong = sum(bool(word.meant) for word in words[start:end])
                    worth = _phrase_worth(end - start, means) - MISTAKE * wrong
                    found = segment(words, start, end, means=means, worth=worth)
                    yield replace(found, text=phrase_between(words, start, end))

    def _nation(self, words: Sequence[Word], at: int) -> bool:
        """Whether 'us' is the country: in capitals, or before a kind of film."""
        after = words[at + 1].plain if at + 1 < len(words) else ""
        kind = {"head", "genres"} & set(self._lexicon.phrases.get(after, {}))
        return words[at].capital or bool(kind)

    def means(self, key: str) -> Mapping[str, str]:
        """What a phrase means, by the lexicon, the catalogue's genres, countries and languages."""
        means = self._lexicon.phrases.get(key)
        genre = self._index.genres.get(key) or self._index.genres.get(key.removesuffix("s"))
        if genre and not (means and ("genres" in means or "head" in means)):
            return {**(means or {}), "genres": genre}
        if means or len(key) < LEAST_NAME:
            return means or {}
        country, tongue = country_code(key), language_tag(key)
        found = {"places": country, "tongue": None if country else tongue}
        told = {section: value for section, value in found.items() if value}
        return told or ({NOISE: NOISE} if self._lexicon.filler(key) else {})

    def _names(self, words: Sequence[Word]) -> Iterator[Segment]:
        places = [
            (start, end)
            for start in range(len(words))
            for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1)
            if not any(word.breaks for word in words[start + 1 : end])
        ]
        whole = {place for place in places if self._is_whole_name(words, *place)}
        for place in places:
            if place in whole or not any(_cuts(place, name) for name in whole):
                yield from self._name(words, *place)

    def _is_whole_name(self, words: Sequence[Word], start: int, end: int) -> bool:
        """Whether words are somebody's whole name, spelt right."""
        named = self._index.people.exact(key_between(words, start, end))
        return end - start > 1 and named is not None and named.sure > QUITE_SURE

    def _name(self, words: Sequence[Word], start: int, end: int) -> Iterator[Segment]:
        key = key_between(words, start, end)
        known = [self._known(word.text) for word in words[start:end]]
        if (end - start == 1 and known[0]) or key[0].isdigit():
            return
        person = self._index.people.exact(key)
        subject = end - start == 1 and words[start].meant in SUBJECTS
        if person is None and not subject and not self._after_cue(words, start, end):
            person = self._near(key, known)
        company = self._index.companies.exact(key)
        if person and self._rather_other(key, person, company):
            person = None
        if person:
            cued = start > 0 and self._cues(words[start - 1])
            worth = _name_worth(end - start, person, known) + 0.2 * cued
            yield segment(words, start, end, people=person.entry, sure=person.sure, worth=worth)
        if company and not all(known) and self._clearly_company(key, company):
            worth = _name_worth(end - start, company, known) - 0.05
            yield segment(words, start, end, company=company.entry, sure=company.sure, worth=worth)

    def _cues(self, before: Word) -> bool:
        """Whether a word says that a person's name follows: 'with', 'by'."""
        told = self._lexicon.phrases.get(before.plain, {})
        return "roles" in told and before.text not in PARTICLES

    def _rather_other(
        self, key: str, person: Named[tuple[KnownPerson, ...]], company: Named[str] | None
    ) -> bool:
        """Whether words are a company's name ('Disney') or a topic ('James Bond') rather."""
        first = person.entry[0]
        if person.sure < 1 and "topics" in self._lexicon.phrases.get(key, {}):
            return True
        if company is None or person.sure > company.sure:
            return False
        return self._index.known.companies[company.entry] > sum(first.roles.values())

    def _clearly_company(self, key: str, company: Named[str]) -> bool:
        """Whether a word is a company's name more than a word of names of items: 'still'."""
        if {"places", "nations"} & set(self.means(key)):
            return False
        works = self._index.known.companies[company.entry]
        return " " in key or works >= self._index.topics_of(key)

    def _near(self, key: str, known: Sequence[bool]) -> Named[tuple[KnownPerson, ...]] | None:
        """A misspelt name: at least one of its words must be one that nothing is known of."""
        ends = [key.partition(" ")[0], key.rpartition(" ")[2]]
        if any(self._says_more(word) for word in ends) or len(key) <= LEAST_NAME:
            return None
        if len(known) == 1 and known[0]:
            return None
        if all(word in self._lexicon.words for word in key.split()):
            return None
        if len(known) == 1 and (key in misspellings() or self._spelling.real(key)):
            return None
        near = self._index.people.near(key)
        right = all(map(self._spelling.word, key.split()))
        least = SURE_ENOUGH if known[0] or known[-1] or right else LEAST_SURE
        return near if near and near.sure >= least and not _other_group(key, near) else None

    def _says_more(self, word: str) -> bool:
        """Whether a word is no beginning or end of a name: 'with', 'funny', 'films'."""
        means = self._lexicon.phrases.get(word, {})
        return word in self._index.genres or bool(means and set(means) - {"times", "numbers"})

    def _after_cue(self, words: Sequence[Word], start: int, end: int) -> bool:
        """Whether a misspelt word that announces names begins it: 'wih sandra bulock'."""
        meant = self._lexicon.phrases.get(words[start].meant, {})
        return "roles" in meant or "joins" in meant or self._whole_within(words, start, end)

    def _whole_within(self, words: Sequence[Word], start: int, end: int) -> bool:
        """Whether a name stands there beside a misspelt word: 'wiht bill murray'."""
        inner = [(start + 1, end)] * bool(words[start].meant)
        inner += [(start, end - 1)] * bool(words[end - 1].meant)
        found = (self._index.people.exact(key_between(words, *place)) for place in inner)
        return any(named is not None and named.sure > PART_OF_NAME for named in found)

    def _known(self, word: str) -> bool:
        return word in self._lexicon.phrases or word in self._index.genres


def _cuts(place: Place, name: Place) -> bool:
    """Whether a place has one end within a name and the other outside, or goes on after both."""
    start, end = place
    around = start <= name[0] and name[1] <= end and place != name
    return around or name[0] < start < name[1] < end or start < name[0] < end < name[1]


def _other_group(key: str, near: Named[tuple[KnownPerson, ...]]) -> bool:
    """Whether a group is only as like as all groups are: 'marx brothers', 'marshall brothers'."""
    if len(near.entry) == 1:
        return False
    asked, name = key.rpartition(" ")[0], key_of(near.entry[0].name).rpartition(" ")[2]
    return likeness(asked, name) < NEAR


def _name_worth(size: int, name: Named[Any], known: Sequence[bool]) -> float:
    """Longer and surer names are worth more; words that mean something else make it less so."""
    ordinary = sum(known) / size
    return size * (0.45 + 0.75 * name.sure) + 0.5 * (size - 1) - 0.5 * ordinary


def _phrase_worth(size: int, means: Mapping[str, str]) -> float:
    return size if set(means) <= {NOISE} else size * 1.1 + 0.15 * (size - 1)


def key_between(words: Sequence[Word], start: int, end: int) -> str:
    """Words as names and phrases are compared."""
    return " ".join(word.text for word in words[start:end])


def phrase_between(words: Sequence[Word], start: int, end: int) -> str:
    """The same with misspelt words put right."""
    return " ".join(word.plain for word in words[start:end])


def segment(words: Sequence[Word], start: int, end: int, **values: object) -> Segment:
    """A segment of these words."""
    key = key_between(words, start, end)
    return Segment((start, end), key, words[start].breaks, **values)  # type: ignore[arg-type]


def best_cover(words: Sequence[Word], found: Sequence[Segment]) -> list[Segment]:
    """Segments without overlap that are worth most together; what is left over stands alone."""
    ending: dict[int, list[Segment]] = {}
    for one in found:
        ending.setdefault(one.place[1], []).append(one)
    best: list[tuple[float, Segment | None]] = [(0.0, None)]
    for end in range(1, len(words) + 1):
        alone = segment(words, end - 1, end)
        if words[end - 1].meant in SUBJECTS:
            alone = replace(alone, text=words[end - 1].meant)
        options = [(best[end - 1][0], alone)]
        options += [(best[one.place[0]][0] + one.worth, one) for one in ending.get(end, [])]
        best.append(max(options, key=lambda option: option[0]))
    return list(reversed(list(_walk(best))))


def _walk(best: Sequence[tuple[float, Segment | None]]) -> Iterator[Segment]:
    at = len(best) - 1
    while at > 0:
        one = best[at][1]
        assert one is not None  # every place but the first has one  # noqa: S101
        yield one
        at = one.place[0]
