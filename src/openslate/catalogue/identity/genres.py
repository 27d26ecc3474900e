"""Genres: two vocabularies brought close enough to be soft evidence."""

from collections.abc import Iterable
from functools import cache

from openslate.common.text import fold

_SAME = {
    "children's": "family",
    "children": "family",
    "kids": "family",
    "film-noir": "crime",
    "film noir": "crime",
    "noir": "crime",
    "science fiction": "sci-fi",
    "music": "musical",
    "sports": "sport",
    "biopic": "biography",
}
_NOTHING = frozenset(("", "unknown", "(no genres listed)", "imax", "n/a"))


def read_genres(genres: Iterable[str]) -> frozenset[str]:
    """Genres under one spelling, without those that say nothing.

    >>> sorted(read_genres(["Children's", "Comedy", "unknown"]))
    ['comedy', 'family']
    """
    return frozenset(genre for genre in map(_read, genres) if genre not in _NOTHING)


@cache
def _read(genre: str) -> str:
    folded = fold(genre)
    return _SAME.get(folded, folded)
