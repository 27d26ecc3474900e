"""What the cells of a column look like, whatever it is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from openslate.catalogue.mapping.cells import Row, is_nothing
from openslate.catalogue.mapping.conversions import (
    CONVERSIONS,
    CellOptions,
    as_text,
    usual_conversion,
)
from openslate.catalogue.values.durations import Unit
from openslate.catalogue.values.identifiers import find_identifier
from openslate.catalogue.values.lost_cells import is_blank
from openslate.catalogue.values.numbers import parse_number
from openslate.catalogue.values.places import find_country
from openslate.graph.vocabulary import Field

SEPARATORS = ("|", ";", " / ", ",", "/", "\n")
MOST_LOOKED_AT = 300
SECONDS_FROM, HOURS_TO = 700, 6
_IMDB = re.compile(r"tt\d{7,10}")
_RATINGS = re.compile(
    r"G|PG|PG-13|R|NC-17|TV-(?:Y|Y7|G|PG|14|MA)|(?:FSK|ab)[ -]?\d{1,2}|U|12A|R18|Not Rated|Unrated"
)
_TIME_UNIT = re.compile(r"\d{1,2}\s*h.*|\d{1,3}\s*min.*|PT\d+[HMS].*", re.I)


@dataclass(frozen=True)
class CellEvidence:
    """A field that the cells may mean, how sure that is, and why; ids with their scheme."""

    field: str
    confidence: float
    reason: str
    scheme: str | None = None


def share_that_fits(
    cells: Sequence[Any], field: Field, split: str | None, scheme: str | None = None
) -> float:
    """How many of the cells can be read as values of a field, 0 to 1; whatever the day order is.

    Cells that say that nothing is known ('n/a') do not count.
    """
    conversion = CONVERSIONS[usual_conversion(field)]
    found = (p for cell in cells[:MOST_LOOKED_AT] for p in split_cell(cell, split))
    pieces = [piece for piece in found if not is_nothing(piece, field)]
    options = [CellOptions(scheme=scheme), CellOptions("month first", ",", scheme=scheme)]
    fits = [any(conversion.run(piece, o) is not None for o in options) for piece in pieces]
    return sum(fits) / len(fits) if fits else 0.0


def count_repeats(cells: Sequence[Any]) -> int:
    """How many of the cells have a value that came before.

    >>> count_repeats(["1", 2, 1.0, "3", 1])
    2
    """
    texts = [as_text(cell) for cell in cells]
    return len(texts) - len(set(texts))


def says_the_same(rows: Sequence[Row], column: str, other: str) -> bool:
    """Whether a column holds what another one holds, in every row where it holds anything."""
    pairs = [(row[column], row.get(other)) for row in rows if not is_blank(row.get(column))]
    return bool(pairs) and all(as_text(said) == as_text(there) for said, there in pairs)


def split_cell(cell: Any, split: str | None) -> list[Any]:
    """The single values of a cell that are not blank."""
    if isinstance(cell, list):
        return [piece for entry in cell for piece in split_cell(entry, split)]
    if split and isinstance(cell, str):
        return [piece.strip() for piece in cell.split(split) if piece.strip()]
    return [] if cell is None or cell == "" else [cell]


def find_split(cells: Sequence[Any]) -> str | None:
    """The separator inside the cells of a column: the first that one in ten of them holds."""
    texts = [cell for cell in cells[:MOST_LOOKED_AT] if isinstance(cell, str)]
    for separator in SEPARATORS:
        holding = sum(separator.strip(" ") in text for text in texts)
        if texts and holding >= max(1, len(texts) / 10):
            return separator.strip(" ")
    return None


def find_unit(cells: Sequence[Any]) -> Unit:
    """What bare running times of a column count, by their size; hours only with fractions."""
    numbers = [n for cell in cells[:MOST_LOOKED_AT] if (n := parse_number(cell)) is not None]
    if not numbers:
        return "minutes"
    middle = median(numbers)
    if middle > SECONDS_FROM:
        return "seconds"
    whole = all(number.is_integer() for number in numbers)
    return "hours" if middle <= HOURS_TO and not whole else "minutes"


def last_name_first(cells: Sequence[Any], split: str | None) -> bool:
    """Whether a column writes people as 'Kubrick, Stanley': one comma, one word before it."""
    if split == ",":
        split = None
    pieces = [str(p) for cell in cells[:MOST_LOOKED_AT] for p in split_cell(cell, split)]
    turned = [p for p in pieces if re.fullmatch(r"[^\s,]+(?:[ -][^\s,]+)?, [^\s,]+(?: \S+)?", p)]
    return len(pieces) > 0 and len(turned) >= 0.8 * len(pieces)


def match_values(cells: Sequence[Any]) -> CellEvidence | None:
    """What the cells are by their looks alone; None when they could be anything."""
    texts = [as_text(cell) for cell in cells[:MOST_LOOKED_AT] if not isinstance(cell, list)]
    if len(texts) < 3:
        return None

    def share(test: Any) -> float:
        return sum(bool(test(text)) for text in texts) / len(texts)

    if share(_IMDB.fullmatch) > 0.9:
        return CellEvidence("imdb_id", 0.9, "its values are IMDb ids")
    for scheme in ("eidr", "wikidata", "isan"):
        if share(lambda text, s=scheme: find_identifier(text, s)) > 0.9:
            return CellEvidence("identifiers", 0.85, f"its values are ids of {scheme}", scheme)
    if share(_TIME_UNIT.fullmatch) > 0.9:
        return CellEvidence("runtime", 0.7, "its values are running times")
    if share(_RATINGS.fullmatch) > 0.9 and len(set(texts)) > 1:
        return CellEvidence("age_rating", 0.65, "its values are age ratings")
    if share(lambda text: len(text) > 3 and find_country(text)) > 0.9:
        return CellEvidence("countries", 0.65, "its values are names of countries")
    return None
