"""How a cell becomes a value of a field: one small function for each way."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from openslate.catalogue.genres import genre
from openslate.catalogue.values.dates import Order, parse_day
from openslate.catalogue.values.durations import Unit, parse_duration
from openslate.catalogue.values.identifiers import find_identifier, find_imdb
from openslate.catalogue.values.numbers import Decimal, parse_integer, parse_number
from openslate.catalogue.values.places import find_country, find_language, find_territory
from openslate.catalogue.values.words import find_boolean, find_work_type
from openslate.graph.vocabulary import Field

MOST_INTEGER = 2**31
_YEAR = re.compile(r"\(?((?:1[89]|20|21)\d\d)\)?(?:\s*[-\u2013/].*)?")  # 1999, (1999), 1999-2003
_LAST_FIRST = re.compile(r"([^,]+),\s*([^,]+)")


@dataclass(frozen=True)
class CellOptions:
    """What a conversion has to know besides the cell."""

    order: Order = "day first"
    decimal: Decimal = "."
    unit: Unit = "minutes"
    scheme: str | None = None


@dataclass(frozen=True)
class Conversion:
    """A way to read a cell. `run` gives None for a cell that is not what was `expected`."""

    expected: str
    run: Callable[[Any, CellOptions], Any]


def as_text(cell: object) -> str:
    """A cell as text: whole numbers without decimals, days as ISO, blanks at the ends removed."""
    if isinstance(cell, str):
        text = cell
    elif isinstance(cell, float) and cell.is_integer():
        text = str(int(cell)) if abs(cell) < 1e15 else str(cell)
    elif isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        text = cell.date().isoformat()
    elif isinstance(cell, bool):
        text = "true" if cell else "false"
    else:
        text = str(cell)
    return text.encode("utf-8", "replace").decode().strip()


def _integer(cell: object, options: CellOptions) -> int | None:
    number = parse_integer(cell, options.decimal)
    return number if number is not None and abs(number) < MOST_INTEGER else None


def _year(cell: object, options: CellOptions) -> int | None:
    if match := _YEAR.fullmatch(as_text(cell)):
        return int(match[1])
    day = parse_day(cell, options.order)
    return day.year if day else None


def _day(cell: object, options: CellOptions) -> date | None:
    return parse_day(cell, options.order)


def _after_last_day(cell: object, options: CellOptions) -> date | None:
    day = parse_day(cell, options.order)
    return day + timedelta(days=1) if day and day < date.max else None


def _last_first(cell: object, _options: CellOptions) -> str:
    text = as_text(cell)
    match = _LAST_FIRST.fullmatch(text)
    return f"{match[2].strip()} {match[1].strip()}" if match else text


def _of_text(find: Callable[[str], Any]) -> Callable[[Any, CellOptions], Any]:
    return lambda cell, _options: find(as_text(cell))


CONVERSIONS: dict[str, Conversion] = {
    "text": Conversion("a text", _of_text(str)),
    "integer": Conversion("a whole number", _integer),
    "number": Conversion("a number", lambda cell, o: parse_number(cell, o.decimal)),
    "date": Conversion("a day, e.g. 2026-03-31", _day),
    "last day": Conversion("a day, e.g. 2026-03-31", _after_last_day),
    "year": Conversion("a year", _year),
    "duration": Conversion(
        "a running time, e.g. 102 or 1h 42m", lambda cell, o: parse_duration(cell, o.unit)
    ),
    "country": Conversion("a country with an ISO 3166-1 code", _of_text(find_country)),
    "territory": Conversion("a country code such as GB, or world", _of_text(find_territory)),
    "language": Conversion("a language with a BCP 47 tag", _of_text(find_language)),
    "genre": Conversion("a genre", _of_text(genre)),
    "boolean": Conversion("yes or no", _of_text(find_boolean)),
    "person": Conversion("a name", _of_text(str)),
    "last, first": Conversion("a name", _last_first),
    "imdb id": Conversion("an IMDb id, e.g. tt0114746", _of_text(find_imdb)),
    "identifier": Conversion(
        "an id as scheme:value", lambda cell, o: find_identifier(as_text(cell), o.scheme)
    ),
    "work type": Conversion("a kind of work, e.g. movie", _of_text(find_work_type)),
}
"""Every way to read a cell, by the name that a mapping's `as` gives it."""

_BY_FIELD = {
    "year": "year",
    "runtime": "duration",
    "genres": "genre",
    "countries": "country",
    "languages": "language",
    "imdb_id": "imdb id",
    "identifiers": "identifier",
    "of_identifier": "identifier",
    "work_type": "work type",
    "territory": "territory",
}


def usual_conversion(field: Field) -> str:
    """How a field is read when its mapping does not say."""
    if field.role:
        return "person"
    return _BY_FIELD.get(field.column, field.kind)
