"""Ids of works as `scheme:value`, whatever decoration they come in."""

import re

_EIDR = re.compile(
    r"(?:urn:eidr:|https?://(?:www\.)?doi\.org/|doi:|eidr:|eidr-s:|md:.*?eidr(?:-x|-s)?:)?"
    r"(?:10\.5240[/:])?((?:[0-9A-F]{4}-){5}[0-9A-Z])(?::.*)?",
    re.I,
)
_WIKIDATA = re.compile(
    r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/|wikidata:|wd:)?(Q[1-9]\d{0,11})", re.I
)
_IMDB = re.compile(
    r"(?:https?://(?:www\.|m\.)?imdb\.com/title/|imdb:)?(tt\d{7,10})/?(?:\?.*)?", re.I
)
_ISAN = re.compile(
    r"(?:urn:isan:|isan:?\s*)?((?:[0-9A-F]{4}-){4}[0-9A-Z](?:-(?:[0-9A-F]{4}-){2}[0-9A-Z])?)", re.I
)
_SCHEMED = re.compile(r"([a-z][a-z0-9_.-]{1,20}):(\S.{0,200})", re.I)
_SPACES = re.compile(r"\s")
_PATTERNS = {"eidr": _EIDR, "wikidata": _WIKIDATA, "isan": _ISAN}


def find_imdb(text: str) -> str | None:
    """An IMDb id of a title; bare digits are completed.

    >>> find_imdb("https://www.imdb.com/title/tt0114746/"), find_imdb("114746")
    ('tt0114746', 'tt0114746')
    """
    text = text.strip()
    if match := _IMDB.fullmatch(text):
        return match[1].lower()
    return f"tt{int(text):07d}" if text.isdecimal() and 0 < len(text) <= 10 else None


def find_identifier(text: str, scheme: str | None = None) -> str | None:
    """An id as `scheme:value`; None where it has no scheme or is none of that scheme.

    EIDR's short form (EIDR-S, without the prefix) and its URN become the full id.

    >>> find_identifier("urn:eidr:10.5240:7791-8534-2C23-9030-8610-5")
    'eidr:10.5240/7791-8534-2C23-9030-8610-5'
    >>> find_identifier("862", "tmdb"), find_identifier("862")
    ('tmdb:862', None)
    """
    text = text.strip()
    if scheme:
        return _of_scheme(text, scheme.lower())
    for known in _PATTERNS:
        if found := _of_scheme(text, known):
            return found
    match = _SCHEMED.fullmatch(text)
    if not match or match[2].startswith("//"):
        return None
    return f"{match[1].lower()}:{match[2].strip()}"


def _of_scheme(text: str, scheme: str) -> str | None:
    if pattern := _PATTERNS.get(scheme):
        match = pattern.fullmatch(text)
        if not match:
            return None
        value = match[1].upper()
        return f"eidr:10.5240/{value}" if scheme == "eidr" else f"{scheme}:{value}"
    value = text.removeprefix(f"{scheme}:")
    return f"{scheme}:{value}" if value and not _SPACES.search(value) else None
