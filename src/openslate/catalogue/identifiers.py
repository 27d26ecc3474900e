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
    if known == "tmdb":
        text = text.removeprefix("movie/")
    return f"{known}:{text.removeprefix(f'{known}:')}"


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
