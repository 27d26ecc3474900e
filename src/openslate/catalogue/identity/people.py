"""People: one spelling of a person's name, and which of two lists are the same people."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from openslate.catalogue.identity.spelling import plain_letters

NEAR_PERSON = 88  # per cent of equal letters at which two names are one person's
_NOTE = re.compile(r"[(\[].*?[)\]]")
_TITLES = frozenset(("jr", "sr", "ii", "iii", "iv", "dr", "sir", "dame", "ph", "phd", "md"))
_APOSTROPHE = re.compile(r"['`\u2019]")
_WITH = re.compile(r",\s+(?:with|starring|featuring)\s+(?=\S)", re.I)
_NEXT = re.compile(r",\s+(?:and\s+)?|\s+and\s+|\s+&\s+")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1 << 18)
def read_person(name: str) -> str:
    """The words of a person's name in alphabetical order, so that its order does not matter.

    >>> read_person("Hanks, Tom (uncredited)") == read_person("Tom Hanks")
    True
    """
    plain = plain_letters(_APOSTROPHE.sub("", _NOTE.sub(" ", name)))
    words = [word for word in _WORD.findall(plain) if word not in _TITLES]
    return " ".join(sorted(words or _WORD.findall(plain)))


def read_people(names: Iterable[str]) -> frozenset[str]:
    """People in one spelling; what has no letter is nobody."""
    return frozenset(filter(None, map(read_person, names)))


def shared_people(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """Who of `left` is in `right` too: the same, nearly the same, or with initials only."""
    shared = left & right
    others = sorted(right - shared)
    if not others or len(shared) == len(left):
        return shared
    return shared | {person for person in left - shared if _among(person, others)}


def _among(person: str, others: Sequence[str]) -> bool:
    if extractOne(person, others, scorer=ratio, score_cutoff=NEAR_PERSON):
        return True
    if not _has_initial(person):
        others = [other for other in others if _has_initial(other)]
    return any(same_with_initials(person, other) for other in others)


@lru_cache(maxsize=1 << 18)
def _has_initial(person: str) -> bool:
    return any(len(word) == 1 for word in person.split())


def same_with_initials(left: str, right: str) -> bool:
    """One is the other with first names cut to initials.

    >>> same_with_initials(read_person("T. Hanks"), read_person("Hanks, Tom"))
    True
    """
    if len(left) > len(right):
        left, right = right, left
    short, full = left.split(), right.split()
    initials = [word for word in short if len(word) == 1]
    whole = [word for word in short if len(word) > 1]
    if not initials or not whole or len(short) > len(full):
        return False
    rest = [word for word in full if word not in whole]
    starts = {word[0] for word in rest}
    return len(rest) == len(full) - len(whole) and starts.issuperset(initials)


def turned_round(name: str) -> str | None:
    """A name written 'Last, First' in the usual order; None if it is not written so.

    >>> turned_round("Hanks, Tom")
    'Tom Hanks'
    """
    last, comma, first = name.partition(", ")
    plain = comma and "," not in first and len(last.split()) <= 3 and 0 < len(first.split()) <= 3
    return f"{first} {last}" if plain else None


def split_cast(name: str) -> tuple[str, list[str]]:
    """A name without the people written behind it, and those people: each has two words or more.

    >>> split_cast("Sleepless in Seattle, with Tom Hanks and Meg Ryan")
    ('Sleepless in Seattle', ['Tom Hanks', 'Meg Ryan'])
    """
    bare, *told = _WITH.split(name, maxsplit=1)
    people = [person for part in told for person in _NEXT.split(part)]
    sure = bare and people and all(len(person.split()) > 1 for person in people)
    return (bare, people) if sure else (name, [])
