"""What two items have in common, in words."""

from collections.abc import Callable, Iterable
from functools import cache

from babel import Locale, UnknownLocaleError

from openslate.graph.item_facts import DECADE
from openslate.graph.vocabulary import FIELD

ENGLISH = Locale("en")


@cache
def _country(code: str) -> str:
    return str(ENGLISH.territories.get(code.upper(), code))


@cache
def _language(code: str) -> str:
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (ValueError, UnknownLocaleError):
        return str(ENGLISH.languages.get(code.lower(), code))


PHRASES: dict[str, Callable[[str], str]] = {
    FIELD["directors"].column: "same director: {}".format,
    FIELD["writers"].column: "same writer: {}".format,
    FIELD["cast"].column: "both with {}".format,
    FIELD["tags"].column: "both tagged {}".format,
    FIELD["companies"].column: "same company: {}".format,
    FIELD["genres"].column: "both {}".format,
    FIELD["countries"].column: lambda code: f"both from {_country(code)}",
    FIELD["languages"].column: lambda code: f"both in {_language(code)}",
    DECADE: "both from the {}s".format,
}
"""Kinds of facts worth telling, the most telling first."""
RANK = {kind: place for place, kind in enumerate(PHRASES)}


def in_words(shared: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Phrases for shared (kind, value) facts, the most telling kind first, order kept within.

    >>> in_words([("genres", "Drama"), ("year", "1995"), ("directors", "Terry Gilliam")])
    ('same director: Terry Gilliam', 'both Drama')
    """
    told = sorted((fact for fact in shared if fact[0] in PHRASES), key=lambda f: RANK[f[0]])
    return tuple(PHRASES[kind](value) for kind, value in told)
