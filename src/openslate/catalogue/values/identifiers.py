"""Ids of other registries, one spelling for each: `scheme:value`, IMDb's in a field of its own."""

import re
from collections.abc import Iterable
from typing import Any

from openslate.common.text import fold

IMDB = "imdb"
SCHEMES = {
    "eidr": "eidr",
    "eidr-s": "eidr",
    "eidr-x": "eidr",
    "eidr-urn": "eidr",
    "titleeidr": "eidr",
    "imdb": IMDB,
    "imdb.com": IMDB,
    "isan": "isan",
    "tmdb": "tmdb",
    "themoviedb": "tmdb",
    "themoviedb.org": "tmdb",
    "wikidata": "wikidata",
    "thetvdb": "tvdb",
    "thetvdb.com": "tvdb",
    "tvdb": "tvdb",
    "alid": "alid",
    "crid": "crid",
    "dd_progid": "gracenote",
    "tms": "gracenote",
}
"""Names that registries go by, folded. Any other name is kept, folded, as its own scheme."""
URLS = (
    (re.compile(r"imdb\.com/title/(tt\d+)"), IMDB),
    (re.compile(r"wikidata\.org/(?:wiki|entity)/(Q\d+)"), "wikidata"),
    (re.compile(r"themoviedb\.org/((?:movie|tv)/\d+)"), "tmdb"),
    (re.compile(r"thetvdb\.com/(?:series|movies|episodes)/([\w-]+)"), "tvdb"),
    (re.compile(r"(?:eidr\.org/view/|doi\.org/)(10\.524\d/[0-9A-Fa-f-]+)"), "eidr"),
)
_EIDR = re.compile(r"(10\.524\d/)?([0-9A-F]{4}(?:-[0-9A-F]{4}){4}-[0-9A-Z])", re.I)
_IMDB = re.compile(r"(?:tt)?(\d{6,10})")
_ALONE = {
    "eidr": re.compile(
        r"(?:urn:eidr:|https?://(?:www\.)?doi\.org/|doi:|eidr:|eidr-s:|md:.*?eidr(?:-x|-s)?:)?"
        r"(?:10\.524\d[/:])?(?:[0-9A-F]{4}-){5}[0-9A-Z](?::.*)?",
        re.I,
    ),
    "wikidata": re.compile(
        r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/|wikidata:|wd:)?Q[1-9]\d{0,11}", re.I
    ),
    "isan": re.compile(
        r"(?:urn:isan:|isan:?\s*)?(?:[0-9A-F]{4}-){4}[0-9A-Z](?:-(?:[0-9A-F]{4}-){2}[0-9A-Z])?",
        re.I,
    ),
    IMDB: re.compile(
        r"(?:https?://(?:www\.|m\.)?imdb\.com/title/|imdb:)?tt\d{7,10}/?(?:\?.*)?", re.I
    ),
}
"""What a cell must be, as a whole, to be an id of the scheme without being called one."""
_PLAIN = {
    "wikidata": re.compile(r"Q[1-9]\d*", re.I),
    "isan": re.compile(r"(?:[0-9A-F]{4}-){4}.*", re.I),
}
_SCHEMED = re.compile(r"([a-z][a-z0-9_.-]{1,20}):(\S.{0,200})", re.I)
_SPACES = re.compile(r"\s")


def identifier(scheme: str, value: str) -> str | None:
    """One id as `scheme:value`, None for an empty one.

    >>> identifier("EIDR", "urn:eidr:10.5240:FBEB-FA47-487D-420A-8E31-I")
    'eidr:10.5240/FBEB-FA47-487D-420A-8E31-I'
    """
    named = "-".join(fold(scheme).split())
    known, text = SCHEMES.get(named, named), value.strip()
    if not known or not text:
        return None
    if known == "eidr" and (found := _EIDR.search(text)):
        return f"eidr:{found[1] or '10.5240/'}{found[2].upper()}"
    if known == IMDB and (found := _IMDB.search(text)):
        return f"{IMDB}:tt{found[1].zfill(7)}"
    if known in _PLAIN and (found := _PLAIN[known].search(text)):
        return f"{known}:{found[0].upper()}"
    if known == "tmdb":
        text = text.removeprefix("movie/")
    return f"{known}:{text.removeprefix(f'{known}:')}"


def find_imdb(text: str) -> str | None:
    """An IMDb id of a title; bare digits are completed.

    >>> find_imdb("https://www.imdb.com/title/tt0114746/"), find_imdb("114746")
    ('tt0114746', 'tt0114746')
    """
    text = text.strip()
    if _ALONE[IMDB].fullmatch(text) or (text.isdecimal() and 0 < len(text) <= 10):
        found = re.search(r"\d{1,10}", text)
        return f"tt{int(found[0]):07d}" if found else None
    return None


def find_identifier(text: str, scheme: str | None = None) -> str | None:
    """The id that a cell holds and nothing else; None where it has no scheme or is none of that.

    EIDR's short form (EIDR-S, without the prefix) and its URN become the full id.

    >>> find_identifier("urn:eidr:10.5240:7791-8534-2C23-9030-8610-5")
    'eidr:10.5240/7791-8534-2C23-9030-8610-5'
    >>> find_identifier("862", "tmdb"), find_identifier("862")
    ('tmdb:862', None)
    """
    text = text.strip()
    if scheme:
        known = SCHEMES.get(scheme.lower(), scheme.lower())
        alone = _ALONE.get(known)
        fits = alone.fullmatch(text) if alone else not _SPACES.search(text)
        return identifier(known, text) if fits else None
    for known, alone in _ALONE.items():
        if known != IMDB and alone.fullmatch(text):
            return identifier(known, text)
    match = _SCHEMED.fullmatch(text)
    if not match or match[2].startswith("//"):
        return None
    return f"{match[1].lower()}:{match[2].strip()}"


def identifier_of_url(url: str) -> str | None:
    """The id that the address of a registry's page holds; None for any other address.

    >>> identifier_of_url("https://www.wikidata.org/entity/Q171048")
    'wikidata:Q171048'
    """
    for pattern, scheme in URLS:
        if found := pattern.search(url):
            return identifier(scheme, found[1])
    return None


def identifier_fields(identifiers: Iterable[str | None]) -> dict[str, Any]:
    """The fields `imdb_id` and `identifiers` for ids written as `scheme:value`."""
    found = list(dict.fromkeys(filter(None, identifiers)))
    imdb = [one.partition(":")[2] for one in found if one.startswith(f"{IMDB}:")]
    others = [one for one in found if not one.startswith(f"{IMDB}:")]
    second = [f"{IMDB}:{one}" for one in imdb[1:]]  # never two in one field, never lost
    return {"imdb_id": imdb[0] if imdb else None, "identifiers": others + second}
