"""Episodes: which series a record belongs to, and which number it has there."""

import re
from dataclasses import dataclass

_NUMBERS = re.compile(
    r"\bs(?:eason)?\s*(?P<s>\d{1,3})\s*[,:x-]?\s*e(?:p(?:isode)?)?\.?\s*(?P<e>\d{1,4})\b"
    r"|\b(?P<s2>\d{1,2})x(?P<e2>\d{1,3})\b",
    re.I,
)
_DIGIT = re.compile(r"\d")
_MARKS = " -:,.\u2013\u2014()[]"
_GENERIC = re.compile(
    r"^(?:pilot|(?:episode|part|chapter|folge|week|day|show|programme)\s*#?\s*[\w.]{1,10}"
    r"|#?\d[\d.\-/ ]*|finale|(?:series|season) (?:finale|premiere)|untitled)$",
    re.I,
)


@dataclass(frozen=True)
class Place:
    """Season and episode, as far as they are known."""

    season: int | None = None
    episode: int | None = None

    def __bool__(self) -> bool:
        return self.episode is not None


def read_place(name: str, season: int | None, episode: int | None) -> tuple[str, Place]:
    """The name without its numbers, and the numbers: from their columns or from the name.

    >>> read_place("Fargo - S01E02 - The Rooster Prince", None, None)
    ('Fargo: The Rooster Prince', Place(season=1, episode=2))
    """
    found = _NUMBERS.search(name) if _DIGIT.search(name) else None
    if not found:
        return name, Place(season, episode)
    before, after = name[: found.start()].strip(_MARKS), name[found.end() :].strip(_MARKS)
    bare = ": ".join(part for part in (before, after) if part)
    told = Place(int(found["s"] or found["s2"]), int(found["e"] or found["e2"]))
    place = Place(told.season if season is None else season, told.episode)
    return bare, place if episode is None else Place(place.season, episode)


def is_generic(name: str) -> bool:
    """Names that hundreds of episodes share and that tell nothing by themselves.

    >>> is_generic("Pilot"), is_generic("Episode 12"), is_generic("The Rooster Prince")
    (True, True, False)
    """
    return bool(_GENERIC.match(name.strip()))
