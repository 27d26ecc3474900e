"""Age ratings as ages, so that a rule can compare them with a viewer's age."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from openslate.catalogue.age_rating_systems import (
    MPA_SYSTEM,
    SAYS_NOTHING,
    SYSTEMS,
    AgeRating,
    AgeRatingSystem,
)
from openslate.catalogue.record import ProblemList

MPA = MPA_SYSTEM.name
PREFERRED = tuple(system.name for system in SYSTEMS)


@dataclass(frozen=True)
class GivenRating:
    """A rating as a source gives it; a system of None means that the source names none."""

    system: str | None
    value: str


def minimum_age(rating: str | None) -> int | None:
    """Youngest age for an MPA rating, None for no rating or one that says nothing of age.

    >>> minimum_age("PG-13"), minimum_age("Not Rated")
    (13, None)
    """
    return age_rating(MPA, rating) if rating else None


def age_rating(system: str | None, value: str) -> int | None:
    """Youngest age that may watch alone; None for a system or a value that Slate does not know.

    >>> age_rating("FSK", "FSK 12"), age_rating("BBFC", "12A"), age_rating(None, "12")
    (12, 12, None)
    """
    rating = find_rating(system, value)
    return rating.minimum_age if rating else None


def find_rating(system: str | None, value: str) -> AgeRating | None:
    """The rating of a system, however it is spelled there."""
    found = find_system(system)
    if found is None:
        return None
    ratings = _ratings(found)
    return ratings.get(_key(value)) or ratings.get(_without_system(found, value))


def find_system(name: str | None) -> AgeRatingSystem | None:
    """The rating system that a name means.

    >>> find_system("MPAA").name
    'MPA'
    """
    return _systems().get(_key(name)) if name else None


def says_nothing(value: str) -> bool:
    """Whether a value only says that there is no rating."""
    return _key(value) in {_key(word) for word in SAYS_NOTHING}


def split_rating(text: str) -> GivenRating:
    """A rating written with its system, taken apart.

    >>> split_rating("MPAA PG-13"), split_rating("PG-13")
    (GivenRating(system='MPA', value='PG-13'), GivenRating(system=None, value='PG-13'))
    """
    words = text.replace(":", " ").split()
    for count in range(len(words) - 1, 0, -1):
        system = find_system(" ".join(words[:count]))
        if system:
            return GivenRating(system.name, " ".join(words[count:]))
    return GivenRating(None, text.strip())


def rating_values(
    given: Iterable[GivenRating],
    row: int,
    column: str,
    problems: ProblemList,
    prefer: Sequence[str] = PREFERRED,
) -> dict[str, Any]:
    """The fields of the rating to keep: the first by preferred system that gives an age.

    A record has one age rating. Where none gives an age the first is kept as text, and what is
    wrong with each is told.
    """
    ratings = [rating for rating in given if rating.value.strip()]
    known = [r for r in ratings if find_rating(r.system, r.value)]
    order = {name: place for place, name in enumerate(prefer)}
    known.sort(key=lambda r: order.get(_name(r), len(order)))
    for rating in ratings:
        if rating not in known and not says_nothing(rating.value):
            problems.add(row, column, rating.value, _expected(rating))
    kept = known[0] if known else next(iter(ratings), None)
    if kept is None:
        return {}
    return {
        "age_rating": kept.value.strip(),
        "age_rating_system": _name(kept) or None,
        "minimum_age": age_rating(kept.system, kept.value),
    }


def _name(rating: GivenRating) -> str:
    system = find_system(rating.system)
    return system.name if system else (rating.system or "").strip()


def _expected(rating: GivenRating) -> str:
    system = find_system(rating.system)
    if system:
        return f"a rating of {system.name} that Slate knows"
    if rating.system:
        return f"of a rating system that Slate knows ({rating.system})"
    return "a rating with its system, e.g. MPA PG-13"


@cache
def _systems() -> dict[str, AgeRatingSystem]:
    return {_key(name): s for s in SYSTEMS for name in (*s.spellings, s.name)}


@cache
def _ratings(system: AgeRatingSystem) -> dict[str, AgeRating]:
    return {_key(text): r for r in system.ratings for text in (*r.spellings, r.value)}


def _without_system(system: AgeRatingSystem, value: str) -> str:
    """A value without the words around it, as in 'FSK 12', 'Rated R' or 'ab 12 Jahren'."""
    key = _key(value)
    for name in (system.name, *system.spellings):
        key = key.removeprefix(_key(name))
    for word in ("interditauxmoinsde", "norecomendadaparamenoresde", "freigegebenab", "rated"):
        key = key.removeprefix(word)
    for word in ("ab", "moinsde", "k"):
        key = key.removeprefix(word) if key.removeprefix(word)[:1].isdigit() else key
    for word in ("jahren", "jahre", "ans", "años", "anos"):
        key = key.removesuffix(word)
    return key


def _key(text: str) -> str:
    """Letters and digits alone: 'PG-13', 'pg 13' and 'PG13' are one, so are '12+' and '-12'."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
