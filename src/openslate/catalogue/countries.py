"""Names of countries, also of those that are no more, as ISO 3166-1 alpha-2 codes."""

from functools import cache

from babel import Locale
from babel.core import get_global

from openslate.common.text import fold

WORLD = "world"

SPELLINGS = {
    "people's republic of china": "CN",
    "republic of china": "TW",
    "taiwan island": "TW",
    "british hong kong": "HK",
    "hong kong": "HK",
    "macau": "MO",
    "czech republic": "CZ",
    "turkey": "TR",
    "palestine": "PS",
    "occupied palestinian territory": "PS",
    "state of palestine": "PS",
    "democratic republic of the congo": "CD",
    "republic of the congo": "CG",
    "ivory coast": "CI",
    "the bahamas": "BS",
    "the gambia": "GM",
    "kingdom of the netherlands": "NL",
    "kingdom of denmark": "DK",
    "kingdom of italy": "IT",
    "kingdom of great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "united states of america": "US",
    "usa": "US",
    "uk": "GB",
    "burma": "MM",
    "swaziland": "SZ",
    "east timor": "TL",
    # States that are no more keep the code they had, as ISO 3166-3 lists them.
    "soviet union": "SU",
    "west germany": "DE",  # code and territory passed to today's Germany
    "east germany": "DD",
    "german democratic republic": "DD",
    "czechoslovakia": "CS",
    "yugoslavia": "YU",
    "socialist federal republic of yugoslavia": "YU",
    "federal republic of yugoslavia": "YU",
    "serbia and montenegro": "CS",
    "georgian ssr": "SU",
    "nazi germany": "DE",
    "weimar republic": "DE",
}
"""What CLDR does not know, by folded name."""

HISTORIC = {"SU", "DD", "CS", "YU"}
"""Codes withdrawn from ISO 3166-1: a film may come from there, a right cannot hold there."""


@cache
def country_code(name: str) -> str | None:
    """Code of a country by its English name, None when there is none; never a guess.

    >>> country_code("People's Republic of China"), country_code("Soviet Union")
    ('CN', 'SU')
    """
    return SPELLINGS.get(_key(name)) or _cldr_names().get(_key(name))


def is_territory(text: str) -> bool:
    """Whether a right can hold there: a present country's code, or 'world'."""
    return text == WORLD or text in _present()


@cache
def all_territories() -> tuple[str, ...]:
    """Codes of every present country, in order; what 'world' stands for where some are left out."""
    return tuple(sorted(_present()))


@cache
def _present() -> frozenset[str]:
    """As `_cldr_names` has them; this table is read a hundred times faster than all names."""
    return frozenset(filter(_is_country, get_global("territory_languages")))


@cache
def _cldr_names() -> dict[str, str]:
    territories = Locale("en").territories
    return {_key(name): code for code, name in territories.items() if _is_country(code)}


def _is_country(code: str) -> bool:
    pseudo = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
    return len(code) == 2 and code.isalpha() and code not in pseudo | HISTORIC


def _key(name: str) -> str:
    return fold(name).replace("&", "and")
