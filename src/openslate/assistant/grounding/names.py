"""Names in a sentence: those that facts know, and those that only look like names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openslate.assistant.grounding.demonyms import COUNTRY_WORDS
from openslate.assistant.grounding.fact import PEOPLE, FactKind, GroundFact
from openslate.assistant.grounding.fact_book import FactBook
from openslate.assistant.grounding.lexicon import (
    AFTER,
    BEFORE,
    BY,
    COLOUR,
    DAYS,
    GENRES,
    LOADED,
    MONTHS,
    ROLE_WORDS,
    STOP,
)
from openslate.assistant.grounding.roles import PlacedRole, role_of
from openslate.assistant.grounding.sentences import Word

ORDINARY = STOP | COLOUR | ROLE_WORDS | GENRES | LOADED | DAYS | frozenset(MONTHS)
"""Words that are no names, though they may begin a sentence."""
_BETWEEN = re.compile(r"(?:[\s,&;:()\"“”'’]|\band\b|\bas well as\b|\bwith\b)*", re.I)  # noqa: RUF001
_LINKS = frozenset({"of", "the", "de", "van", "von", "der", "da", "di", "la", "le", "du", "del"})


@dataclass(frozen=True)
class Name:
    """Words that are a name, with all facts of that name; `role` is what the sentence makes of it.

    `ahead` says that the title it belongs to is the one behind it: 'Fincher directed Seven'.
    """

    text: str
    start: int
    end: int
    facts: tuple[GroundFact, ...] = ()
    role: FactKind | None = None
    ahead: bool = False

    @property
    def titles(self) -> tuple[str, ...]:
        """Subjects that are called so."""
        return tuple(fact.subject for fact in self.facts if fact.kind is FactKind.TITLE)


def names(sentence: str, found: Sequence[Word], book: FactBook) -> tuple[Name, ...]:
    """Names of a sentence in their order, each with its role."""
    plain = list(_plain_names(sentence, found, book))
    cast: list[Name] = []
    for place, name in enumerate(plain):
        last = cast[-1] if cast else None
        joined = last and _BETWEEN.fullmatch(sentence[last.end : name.start])
        placed = _placed(sentence, plain, place, last if joined else None)
        role, ahead = (placed.role, placed.ahead) if placed else (None, False)
        cast.append(Name(name.text, name.start, name.end, name.facts, role, ahead))
    return tuple(cast)


def _placed(
    sentence: str, plain: Sequence[Name], place: int, before: Name | None
) -> PlacedRole | None:
    """The role of a name: by the words before it, by the sentence's shape, as its neighbour's."""
    name = plain[place]
    if cue := _cue_before(sentence, name):
        return PlacedRole(cue, ahead=False)
    if not _is_person(name):
        return None
    titles = [(one.start, one.end) for one in plain if one.titles]
    if shaped := role_of(sentence, (name.start, _end_of_run(sentence, plain, place)), titles):
        return shaped
    if before and before.role:
        return PlacedRole(before.role, before.ahead)
    after = _cue_after(sentence, plain, place)
    return PlacedRole(after, ahead=True) if after else None


def cues_without_name(sentence: str, found: Sequence[Name]) -> Iterator[str]:
    """Cues such as 'directed by' behind which no name stands."""
    lower = sentence.lower()
    for cue in BY:
        for match in re.finditer(rf"\b{cue}\b", lower):
            rest = match.end()
            if not any(0 <= name.start - rest <= 12 for name in found):
                yield sentence[match.start() : match.end() + 24].strip()


def _plain_names(sentence: str, found: Sequence[Word], book: FactBook) -> Iterator[Name]:
    place = 0
    while place < len(found):
        length, facts = book.name_at(found, place)
        if not length or (length == 1 and _is_only_a_word(sentence, found[place], place, facts)):
            length, facts = _looks_like_a_name(found, place, book), []
        if length:
            start, end = found[place].start, found[place + length - 1].end
            yield Name(sentence[start:end], start, end, tuple(facts))
        place += max(length, 1)


def _is_only_a_word(sentence: str, word: Word, place: int, facts: Sequence[GroundFact]) -> bool:
    """Whether a name of one word ('It', 'Family') is more likely the word at the beginning."""
    quoted = word.start > 0 and sentence[word.start - 1] in "\"“'‘"  # noqa: RUF001
    title = any(fact.kind is FactKind.TITLE for fact in facts)
    return place == 0 and word.folded in STOP and title and not quoted


def _looks_like_a_name(found: Sequence[Word], place: int, book: FactBook) -> int:
    """How many words from `place` on are written like a name that nobody knows."""
    first = found[place]
    if not first.capital or first.folded in ("i", "i'm", "i've", "i'd", "i'll"):
        return 0
    follows = place + 1 < len(found) and found[place + 1].capital
    known = follows and book.name_at(found, place + 1)[0] > 1
    if first.folded in ORDINARY and (known or place == 0 or not follows) and len(first.text) > 1:
        return 0
    if known and place == 0 and first.folded.endswith("ing"):
        return 0  # 'Watching Brad Pitt ...'
    length = 1
    while place + length < len(found) and _goes_on(found, place + length):
        if book.name_at(found, place + length)[0] > 1:
            return length
        length += 1
    acts = place + length < len(found) and found[place + length].folded in AFTER
    plain = not (acts or _mixed(first.text) or first.folded in COUNTRY_WORDS)
    return 0 if place == 0 and length == 1 and plain else length


def _goes_on(found: Sequence[Word], place: int) -> bool:
    initial = len(found[place - 1].text) == 1
    if found[place].start - found[place - 1].end > 1 + initial:
        return False
    if found[place].capital:
        return True
    follows = place + 1 < len(found) and found[place + 1].capital
    return found[place].folded in _LINKS and follows


def _mixed(text: str) -> bool:
    """Whether capitals stand inside: 'McQueen', 'NASA'."""
    return any(c.isupper() for c in text[1:])


def _cue_before(sentence: str, name: Name) -> FactKind | None:
    before = sentence[: name.start].lower().rstrip(" \"“'‘:")  # noqa: RUF001
    for cues in (BY, BEFORE):
        for cue, role in cues.items():
            if before.endswith(cue) and not before[: -len(cue)][-1:].isalpha():
                return role
    return None


def _cue_after(sentence: str, plain: Sequence[Name], place: int) -> FactKind | None:
    """The role that a verb gives to the names right before it."""
    end = _end_of_run(sentence, plain, place)
    following = re.match(r"(?:['’]s)?[\s,]*(?:also |who |both )?([a-z]+)\b( by)?", sentence[end:])  # noqa: RUF001
    if not following or following[2] or not _is_person(plain[place]):
        return None
    return AFTER.get(following[1])


def _end_of_run(sentence: str, plain: Sequence[Name], place: int) -> int:
    """Where a list of names ends: 'Brad Pitt, Bruce Willis and ...'."""
    end = plain[place].end
    for other in plain[place + 1 :]:
        if not _BETWEEN.fullmatch(sentence[end : other.start]):
            break
        end = other.end
    return end


def _is_person(name: Name) -> bool:
    return not name.facts or any(fact.kind in PEOPLE for fact in name.facts)
