"""The demo's films and viewings as a snapshot, joined crudely by name and year.

Only for benchmarks: the product resolves identities properly (`slate resolve`).
"""

import os
import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from openslate.common.text import fold
from openslate.graph.snapshot import CREDIT_SCHEMA, ITEM_SCHEMA, TABLES, TAG_SCHEMA, Snapshot
from openslate.graph.vocabulary import CREDIT_FIELDS, Columns

QUERY = """SELECT Title, Year, Genre, Director, Writer, "Cast", Language, Country, Production,
           Runtime, omdb.Rating, Metacritic, Meter, Oscars, BoxOffice
           FROM omdb LEFT JOIN tomatoes USING (ID) ORDER BY ID"""
LISTS = ("genres", "directors", "writers", "cast", "languages", "countries", "companies")
FACTS = ("runtime", "age_rating", "metacritic", "critics_score", "oscars", "box_office")
SOURCE = "movielens-100k"
ARTICLE = re.compile(r"^(.*), (the|a|an|il|la|le|les|das|der|die|el)$")


def demo_folder() -> Path:
    """Where `slate data get demo` left the files: argument 1 or SLATE_DEMO_DATA."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SLATE_DEMO_DATA")
    if not given:
        raise SystemExit("Say where the demo's files are: argument 1 or SLATE_DEMO_DATA")
    return Path(given)


def find(folder: Path, name: str) -> Path:
    """The one file called `name` below `folder`."""
    found = sorted(folder.rglob(name))
    if not found:
        raise SystemExit(f"There is no {name} below {folder}")
    return found[0]


def read_demo(folder: Path) -> tuple[Snapshot, pl.DataFrame]:
    """Snapshot of both catalogues and the event frame."""
    films, watched = _wikidata(folder), _movielens(folder)
    index = {_key(film): at for at, film in reversed(list(enumerate(films)))}
    records = []
    for film in watched:
        item = next((index[k] for k in _keys(film) if k in index), None)
        if item is None:
            item = len(films)
            films.append(film)
        else:
            films[item]["genres"] = sorted({*films[item]["genres"], *film["genres"]})
        records.append((item, SOURCE, film["record"]))
    return _snapshot(films, records), _events(folder)


def _wikidata(folder: Path) -> list[dict]:
    rows = sqlite3.connect(find(folder, "movies.db")).execute(QUERY)
    return [_film(*row) for row in rows]


def _film(name: str, year: int | None, *values: object) -> dict:
    lists, facts = values[: len(LISTS)], values[len(LISTS) :]
    film = {column: _split(value) for column, value in zip(LISTS, lists, strict=True)}
    return {"name": name, "year": year, **film, **dict(zip(FACTS, facts, strict=True))}


def _movielens(folder: Path) -> list[dict]:
    lines = find(folder, "ml-100k.item").read_text("utf-8").splitlines()[1:]
    empty = dict.fromkeys(LISTS, ())
    films = []
    for record, name, year, genres in (line.split("\t") for line in lines):
        year = int(year) if year.isdigit() else None
        films.append({**empty, "record": record, "name": name, "year": year})
        films[-1]["genres"] = genres.split()
    return films


def _events(folder: Path) -> pl.DataFrame:
    lines = find(folder, "ml-100k.inter").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return pl.DataFrame(
        {
            Columns.VIEWER: [row[0] for row in rows],
            Columns.SOURCE: [SOURCE] * len(rows),
            Columns.RECORD: [row[1] for row in rows],
            Columns.EVENT: ["rated"] * len(rows),
            Columns.RATING: [float(row[2]) for row in rows],
            Columns.AT: [float(row[3]) for row in rows],
        }
    )


def _split(value: str | None) -> list[str]:
    return [part.strip() for part in (value or "").split(",") if part.strip()]


def _plain(name: str) -> str:
    name = ARTICLE.sub(r"\2 \1", fold(name))
    return re.sub(r"[^a-z0-9]+", " ", name.replace("&", "and")).strip()


def _key(film: dict) -> tuple[str, int | None]:
    return _plain(film["name"]), film["year"]


def _keys(film: dict) -> Iterator[tuple[str, int | None]]:
    names = re.split(r"[()]", film["name"])
    for name in (film["name"], *names):
        for shift in (0, -1, 1):
            yield _plain(name), film["year"] and film["year"] + shift


def _snapshot(films: list[dict], records: list[tuple]) -> Snapshot:
    roles = {field.column: field.role for field in CREDIT_FIELDS}
    tags, people = [], []
    for item, film in enumerate(films):
        for column in LISTS:
            for position, value in enumerate(film[column]):
                if column in roles:
                    people.append((item, value, roles[column], position))
                else:
                    tags.append((item, column, value))
    item = pl.DataFrame(
        {
            Columns.ITEM: range(len(films)),
            Columns.ID: [f"i{n}" for n in range(len(films))],
            "name": [film["name"] for film in films],
            "year": [film["year"] for film in films],
            **{column: [film.get(column) for film in films] for column in FACTS},
        }
    )
    item = item.with_columns(pl.lit(None).alias(c) for c in ITEM_SCHEMA if c not in item.columns)
    frames = {name: pl.DataFrame(schema=schema) for name, schema in TABLES.items()}
    frames["item"] = item.select(list(ITEM_SCHEMA)).cast(ITEM_SCHEMA)
    frames["tag"] = pl.DataFrame(tags, TAG_SCHEMA, orient="row")
    frames["credit"] = pl.DataFrame(people, CREDIT_SCHEMA, orient="row")
    frames["record"] = pl.DataFrame(records, TABLES["record"], orient="row")
    return Snapshot("demo", **frames)
