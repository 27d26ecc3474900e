"""What the understander is handed of a catalogue: names of items, people, companies, genres."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from openslate.assistant.concierge.word_lists import word_list
from openslate.assistant.concierge.words import key_of


@dataclass(frozen=True)
class KnownItem:
    """An item that may be asked about. `weight` says how well known it is.

    `numbers` are its values by column (year, runtime, critics_score), for comparing with it.
    """

    item: str
    name: str
    year: int | None = None
    others: tuple[str, ...] = ()
    weight: float = 0.0
    numbers: Mapping[str, int] = field(default_factory=dict)
    directors: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownPerson:
    """A person with the columns that name them and in how many items each does.

    `works` are the places of those items in their catalogue.
    """

    name: str
    roles: Mapping[str, int]
    weight: float = 0.0
    works: frozenset[int] = frozenset()


@dataclass(frozen=True)
class KnownNames:
    """Everything a catalogue has names for.

    `groups` are people that belong together under one name ('Coen brothers'); `genres` and `kinds`
    are the catalogue's own spellings; `topics` counts items by the folded words that tell what
    they are about.
    """

    items: Sequence[KnownItem] = ()
    people: Sequence[KnownPerson] = ()
    companies: Mapping[str, float] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    genres: Sequence[str] = ()
    kinds: Sequence[str] = ()
    topics: Mapping[str, int] = field(default_factory=dict)


ARTICLES = frozenset(
    ("the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "l", "un", "une")
) | {"el", "los", "las", "il", "lo", "gli", "i"}
COMPANY_WORDS = word_list("company_kinds")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
_LETTERS = re.compile(r"(?:[a-z] )+[a-z](?= |$)")
LEAST_PART = 4  # letters of a surname that may stand alone
LEAST_REST = 3  # letters of a name without its article: 'I Do' is no 'Do'
LEAST_WORKS = 10  # of a company that may be called by one word of its name


def title_keys(item: KnownItem) -> Iterable[tuple[str, float]]:
    """Ways to say an item's name, each with how sure it is that this is meant."""
    for name in (item.name, *item.others):
        key = key_of(name)
        yield key, 1.0
        yield without_article(key), 0.95
        yield from _initials(key)
        parts = _parts(name)
        if len(parts) > 2:  # 'Star Wars: Episode V - The Empire Strikes Back'
            yield f"{key_of(parts[0])} {without_article(key_of(parts[-1]))}", 0.8
        for part in parts:
            yield key_of(part), 0.7
            yield without_article(key_of(part)), 0.68


def _initials(key: str) -> Iterable[tuple[str, float]]:
    """'E.T.' and 'et' for 'E.T. the Extra-Terrestrial', 'mash' for 'M*A*S*H'."""
    match = _LETTERS.match(key)
    if match:
        letters, rest = match[0].strip(), key[match.end() :]
        joined = letters.replace(" ", "")
        yield f"{joined} {rest}".strip(), 0.97
        yield letters, 0.8
        yield joined, 0.7


def _parts(name: str) -> list[str]:
    """A long name's pieces: what stands before and after a colon, a dash or ' or '."""
    name = name.replace(" (", ": ").replace(")", "")
    plain = name.replace(" \u2013 ", ": ").replace(" - ", ": ").replace(" or: ", ": ")
    parts = [part for part in plain.replace(", or ", ": ").split(": ") if part.strip()]
    return parts if len(parts) > 1 else []


def without_article(key: str) -> str:
    """A key without the article it begins with."""
    first, _, rest = key.partition(" ")
    return rest if first in ARTICLES and len(rest) >= LEAST_REST else key


def person_keys(name: str) -> Iterable[tuple[str, float]]:
    """Ways to name a person: in full, without middle initials, by surname."""
    words = key_of(name).split()
    yield " ".join(words), 1.0
    plain = [word for word in words if word not in _SUFFIXES]
    short = [plain[0], *(w for w in plain[1:] if len(w) > 1)] if plain else []
    if len(short) > 1:
        yield " ".join(short), 0.97
        for size in range(1, len(short)):
            surname = " ".join(short[-size:])
            if size > 1 or len(surname) >= LEAST_PART:
                yield surname, 0.6


def company_keys(name: str, works: float) -> Iterable[tuple[str, float]]:
    """Ways to name a company: in full, without its kind, a large one by the last word left."""
    words = key_of(name).split()
    yield " ".join(words), 1.0
    short = [word for word in words if word not in COMPANY_WORDS]
    if short:
        yield " ".join(short), 0.9
        if works >= LEAST_WORKS and len(short) > 1 and len(short[-1]) > LEAST_PART:
            yield short[-1], 0.6
