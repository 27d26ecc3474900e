"""Reads the Wikidata films of `bokeh_sampledata`: one SQLite file, tables `omdb` and `tomatoes`."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openslate.catalogue.age_ratings import MPA, minimum_age
from openslate.catalogue.countries import country_code
from openslate.catalogue.genres import genres
from openslate.catalogue.languages import language_tag
from openslate.catalogue.readers.sqlite_file import damage_told, open_sqlite, require_columns
from openslate.catalogue.record import ProblemList, SourceRecord, known
from openslate.graph.delivery import DeliveryKind

OMDB = (
    *("ID", "imdbID", "Title", "Year", "Rating", "Runtime", "Genre", "Released", "Director"),
    *("Writer", "Cast", "Metacritic", "Language", "Country", "Oscars"),
)
TOMATOES = ("ID", "Meter", "BoxOffice", "Production")
_QUERY = """
SELECT omdb.*, tomatoes.Meter, tomatoes.BoxOffice, tomatoes.Production
FROM omdb LEFT JOIN tomatoes ON omdb.ID = tomatoes.ID ORDER BY omdb.ID
"""
_COMMA = re.compile(r", (?!(?:Inc|Ltd|LLC|Jr|Sr)\b)")  # 'Samuel Goldwyn, Inc.' is one name


@dataclass(frozen=True)
class WikidataFilmsReader:
    """Films of Wikidata with credits, ratings and money; a record's id is its IMDb id.

    Where an IMDb id occurs twice the row with the lower `ID` keeps it. The other one is another
    film that was given the wrong id (a director's cut, a rewritten version): it stays as
    '<imdb id>-<ID>' and claims no IMDb id, and the row is reported.
    """

    source: str = "wikidata-films"
    name: str = "wikidata-films"
    licence: str = "CC0-1.0"
    trust: float = 0.9
    kinds: tuple[DeliveryKind, ...] = ("works",)

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read `movies.db`; raises SlateError for a file that is no such database."""
        with damage_told(path), closing(open_sqlite(path)) as db:
            require_columns(db, path, {"omdb": OMDB, "tomatoes": TOMATOES})
            yield from self._records(db, problems)

    def _records(self, db: sqlite3.Connection, problems: ProblemList) -> Iterator[SourceRecord]:
        seen: Counter[str] = Counter()
        for row, cells in enumerate(db.execute(_QUERY), start=1):
            values = _values(row, cells, problems)
            imdb_id = values.get("imdb_id")
            record = imdb_id or f"wd-{cells['ID']}"
            if imdb_id is None:
                problems.add(row, "imdbID", "", f"an IMDb id; kept as {record}")
            elif seen[imdb_id]:
                record = f"{imdb_id}-{cells['ID']}"
                del values["imdb_id"]
                problems.add(row, "imdbID", imdb_id, f"an id of its own; kept as {record}")
            seen[record] += 1
            yield SourceRecord(self.source, record, row, values)


def _values(row: int, cells: Mapping[str, Any], problems: ProblemList) -> dict[str, Any]:
    rating = cells["Rating"]
    return known(
        {
            "name": cells["Title"],
            "year": cells["Year"],
            "release_date": _day(row, cells["Released"], problems),
            "runtime": _minutes(row, cells["Runtime"], problems),
            "age_rating": rating,
            "age_rating_system": MPA if rating else None,
            "minimum_age": minimum_age(rating),
            "genres": genres(words(cells["Genre"])),
            "countries": _codes(row, "Country", cells, problems),
            "languages": _codes(row, "Language", cells, problems),
            "directors": words(cells["Director"]),
            "writers": words(cells["Writer"]),
            "cast": words(cells["Cast"]),
            "companies": words(cells["Production"]),
            "critics_score": cells["Meter"],
            "metacritic": cells["Metacritic"],
            "box_office": cells["BoxOffice"],
            "oscars": cells["Oscars"],
            "imdb_id": cells["imdbID"],
        }
    )


def words(text: str | None) -> list[str]:
    """The names in a list written with commas."""
    return [word for part in _COMMA.split(text or "") if (word := part.strip())]


def _codes(row: int, column: str, cells: Mapping[str, Any], problems: ProblemList) -> list[str]:
    """Codes of countries or languages; a name without a code is reported and left out."""
    find, kind = _CODES[column]
    codes = []
    for name in words(cells[column]):
        code = find(name)
        codes.append(code)
        if code is None:
            problems.add(row, column, name, kind)
    return [code for code in codes if code]


_CODES = {
    "Country": (country_code, "a country with an ISO 3166-1 code"),
    "Language": (language_tag, "a language with a BCP 47 tag"),
}


def _day(row: int, text: str | None, problems: ProblemList) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.add(row, "Released", text, "a day, e.g. 1995-10-30")
        return None


def _minutes(row: int, minutes: float | None, problems: ProblemList) -> int | None:
    if minutes is None or minutes > 0:
        return None if minutes is None else round(minutes)
    problems.add(row, "Runtime", minutes, "a running time in minutes")
    return None
