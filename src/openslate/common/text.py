"""Small things done to words."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


def fold(text: str) -> str:
    """Lower case without accents or repeated blanks, for comparing, never for showing.

    >>> fold("  Amélie  Poulain ")
    'amelie poulain'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` most likely meant, or None.

    >>> nearest("item.yeer", ["item.year", "item.name"])
    'item.year'
    """
    found = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def shorten(text: str, most: int = 80) -> str:
    """The beginning of a text, as messages quote it; what can't be printed becomes '?'.

    >>> shorten("a line that nobody reads to its end", 12)
    'a line that ...'
    """
    start = "".join(c if c.isprintable() else "?" for c in text[:most])
    return f"{start}..." if len(text) > most else start


def join_words(words: Iterable[str], last: str = "and") -> str:
    """A list as people write it.

    >>> join_words(["Drama", "War", "Western"])
    'Drama, War and Western'
    """
    *start, end = list(words) or [""]
    return f"{', '.join(start)} {last} {end}" if start else end
