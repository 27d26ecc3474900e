"""Reads films as lists of Wikipedia have them: JSON arrays of title, year, cast, genres, href, ...

The format is that of prust/wikipedia-movie-data, one file a decade, as it is or packed by gzip.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from openslate.catalogue.genres import genres
from openslate.catalogue.intake import first_bytes, open_text
from openslate.catalogue.readers.json_stream import JsonStream
from openslate.catalogue.record import ProblemList, SourceRecord, known
from openslate.common.errors import SlateError
from openslate.graph.delivery import DeliveryKind

TITLE, YEAR, CAST, GENRES = "title", "year", "cast", "genres"
ARTICLE, EXTRACT = "href", "extract"
NAME = "name"
SHORT = "Short"
NEAR, FAR = 1, 5  # years; lists often have the year of the American release
_QUALIFIER = re.compile(r" \([^()]*\)$")
_YEAR_TOLD = re.compile(r".{1,120}?\bis an? (?:[a-z]+ )?((?:18|19|20)\d\d) ")
YEARS = range(1870, 2101)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class WikiFilmsReader:
    """Films of Wikipedia's lists with cast, genres and the first words of their article.

    A record's id is its article and year ('The_Grifters_(film), 1990'), without an article its
    name and year: one article often stands beside films of one name and different years. Where
    the article's first sentence is about something of another time, the film is told without it.
    The article is an identifier where it has the film's very name and year: others are about a
    whole series, or about another film.
    """

    source: str = "wiki-films"
    name: str = "wiki-films"
    licence: str = "CC-BY-SA-4.0"
    trust: float = 0.7
    kinds: tuple[DeliveryKind, ...] = ("works",)

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read one file; raises SlateError for one that is no such array, or is cut off."""
        seen: set[str] = set()
        for row, film in _films(path, problems):
            values = _values(row, film, problems)
            short, full = _ids(film, values)
            record = full if short in seen else short
            if not record:
                problems.add(row, TITLE, film.get(TITLE), "a name or article; the row was left out")
            elif full in seen:
                problems.add(row, TITLE, full, "a film of its own; the first row was kept")
            else:
                seen |= {short, full}
                yield SourceRecord(self.source, record, row, values)


def _ids(film: Row, values: Row) -> tuple[str, str]:
    """Article and year, and the same with the name; empty for what has neither."""
    article = film.get(ARTICLE) if isinstance(film.get(ARTICLE), str) else None
    name, year = values.get(NAME), str(values.get("year", ""))
    if not (article or name):
        return "", ""
    return _joined(article or name, year), _joined(article, name, year)


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _values(row: int, film: Row, problems: ProblemList) -> dict[str, Any]:
    kinds = _texts(row, GENRES, film, problems)
    year = _year(row, film, problems)
    return known(
        {
            NAME: _text(row, TITLE, film, problems),
            "work_type": "short" if SHORT in kinds else None,
            "year": year,
            "cast": _people(row, film, problems),
            "genres": genres([kind for kind in kinds if kind != SHORT]),
            **_article(row, film, year, problems),
        }
    )


def _article(row: int, film: Row, year: int | None, problems: ProblemList) -> dict[str, Any]:
    """What the film's article says, unless it is about something else of the same name."""
    article, text = (_text(row, column, film, problems) for column in (ARTICLE, EXTRACT))
    told = _YEAR_TOLD.match(text or "")
    apart = abs(int(told[1]) - year) if year and told else None
    if apart is not None and apart > FAR:
        problems.add(row, EXTRACT, text, f"about a film of {year}; it was left out")
        return {}
    sure = article and apart is not None and apart <= NEAR and _title(article) == film.get(TITLE)
    return {
        "description": text,
        "identifiers": [f"wikipedia:{unquote(article)}"] if article and sure else [],
    }


def _title(article: str) -> str:
    """The name of an article without what tells it from others of the name.

    >>> _title("The_Bear%27s_Trap_(film)")
    "The Bear's Trap"
    """
    return _QUALIFIER.sub("", unquote(article).replace("_", " "))


def _year(row: int, film: Row, problems: ProblemList) -> int | None:
    year = film.get(YEAR)
    if isinstance(year, int) and not isinstance(year, bool) and year in YEARS:
        return year
    problems.add(row, YEAR, year, f"a year from {YEARS[0]} to {YEARS[-1]}")
    return None


def _text(row: int, column: str, film: Row, problems: ProblemList) -> str | None:
    value = film.get(column)
    if value is None or isinstance(value, str):
        return " ".join(value.split()) if value else None
    problems.add(row, column, value, "a text")
    return None


def _texts(row: int, column: str, film: Row, problems: ProblemList) -> list[str]:
    value = film.get(column)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return [text for one in value if (text := " ".join(one.split()))]
    if value is not None:
        problems.add(row, column, value, "a list of texts")
    return []


def _people(row: int, film: Row, problems: ProblemList) -> list[str]:
    """The cast, without the words between names that the lists have here and there."""
    people = []
    for text in _texts(row, CAST, film, problems):
        if _is_name(text):
            people.append(text)
        else:
            problems.add(row, CAST, text, "a name")
    return people


def _is_name(text: str) -> bool:
    """Names have letters, and in scripts that know capitals one of them ('will.i.am' has none)."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and (not all(map(str.islower, letters)) or "." in text)


def _films(path: Path, problems: ProblemList) -> Iterator[tuple[int, Row]]:
    """Row number and object of every film; raises SlateError where the file ends being JSON."""
    start = first_bytes(path).removeprefix(codecs.BOM_UTF8).lstrip()
    if not start.startswith(b"["):
        raise SlateError(
            "The file is not a JSON array of films" if start else "The file is empty",
            where=str(path),
            do="Check that this is the right file",
        )
    try:
        with closing(open_text(path, encoding="utf-8")) as stream:
            for row, film in enumerate(JsonStream(stream).records_at(""), start=1):
                if isinstance(film, dict):
                    yield row, film
                else:
                    problems.add(row, TITLE, film, "an object with title and year")
    except ValueError as error:  # broken JSON, or no UTF-8
        raise SlateError(
            "The file is damaged, cut off or not JSON", where=str(path), do="Fetch it again"
        ) from error
