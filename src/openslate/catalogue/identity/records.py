"""Records: what identity resolution reads of a catalogue record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import polars as pl

from openslate.catalogue.identity.episodes import Place, read_place
from openslate.catalogue.identity.genres import read_genres
from openslate.catalogue.identity.names import Name, NameKind, add_forms, read_name
from openslate.catalogue.identity.people import read_people, split_cast, turned_round
from openslate.catalogue.identity.spelling import plain_letters, words_of
from openslate.common.errors import SlateError
from openslate.common.text import fold
from openslate.graph.vocabulary import CREDIT_FIELDS, FIELD, Columns

NAME = FIELD["name"].column
ALTERNATE_NAMES = FIELD["alternate_names"].column
WORK_TYPE = FIELD["work_type"].column
DESCRIPTION = FIELD["description"].column
SERIES = FIELD["series"].column
SEASON = FIELD["season_number"].column
EPISODE = FIELD["episode_number"].column
YEAR = FIELD["year"].column
RELEASE_DATE = FIELD["release_date"].column
RUNTIME = FIELD["runtime"].column
DIRECTORS = FIELD["directors"].column
GENRES = FIELD["genres"].column
LANGUAGES = FIELD["languages"].column
COUNTRIES = FIELD["countries"].column
COMPANIES = FIELD["companies"].column
TAGS = FIELD["tags"].column
IMDB_ID = FIELD["imdb_id"].column
IDENTIFIERS = FIELD["identifiers"].column
PEOPLE = tuple(credit.column for credit in CREDIT_FIELDS)
REQUIRED = (Columns.SOURCE, Columns.RECORD, NAME)
READ = (
    *(*REQUIRED, ALTERNATE_NAMES, WORK_TYPE, DESCRIPTION, SERIES, SEASON, EPISODE, YEAR),
    *(RELEASE_DATE, RUNTIME, GENRES, LANGUAGES, COUNTRIES, COMPANIES, TAGS, IMDB_ID),
    *(IDENTIFIERS, *PEOPLE),
)
IMDB = "imdb"
PERSON, EPISODE_TYPE = "person", "episode"

Key = tuple[str, str]
"""A record's source and the source's own id of it."""
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Entry:
    """One record, ready for comparing. Minutes for `runtime`; empty sets where nothing is known.

    `people` are all who are named, in whatever role; `ids` are (scheme, value); `about` is the
    description, `also` other words (companies, tags).
    """

    source: str
    record: str
    name: Name
    year: int | None = None
    runtime: int | None = None
    directors: frozenset[str] = NONE
    genres: frozenset[str] = NONE
    people: frozenset[str] = NONE
    ids: frozenset[tuple[str, str]] = frozenset()
    work_type: str | None = None
    series: str = ""
    place: Place = field(default_factory=Place)
    released: date | None = None
    languages: frozenset[str] = NONE
    countries: frozenset[str] = NONE
    about: str = ""
    also: str = ""

    @property
    def key(self) -> Key:
        """Source and record."""
        return self.source, self.record

    @property
    def says_more(self) -> bool:
        """It has words beside its names: a description, tags, companies, people."""
        return bool(self.about or self.also or self.people)

    @property
    def label(self) -> str:
        """Name and year as a person would say them."""
        text = self.name.forms[0].text if self.name.forms else self.record
        return f"{text} ({self.year})" if self.year else text


def check_records(records: pl.DataFrame) -> None:
    """Raise SlateError when a needed column is missing."""
    for column in REQUIRED:
        if column not in records.columns:
            raise SlateError(
                f"Records to resolve have no column {column!r}", do=f"Provide {column} for each"
            )


def read_entries(records: pl.DataFrame) -> list[Entry]:
    """Entries in the order of (source, record), so that the order of rows changes nothing.

    Raises SlateError when a needed column is missing or a record comes twice.
    """
    check_records(records)
    rows = records.select(column for column in READ if column in records.columns)
    entries = sorted(map(_entry, rows.iter_rows(named=True)), key=lambda entry: entry.key)
    for first, second in pairwise(entries):
        if first.key == second.key:
            raise SlateError(
                f"Record {first.record!r} comes twice",
                where=first.source,
                do="Give every record of a source its own id",
            )
    return entries


def _entry(row: Mapping[str, Any]) -> Entry:
    written, cast = split_cast(row[NAME] or "")
    bare, place = read_place(written, row.get(SEASON), row.get(EPISODE))
    name = read_name(bare, row.get(ALTERNATE_NAMES) or ())
    work_type, series, released = row.get(WORK_TYPE), row.get(SERIES) or "", row.get(RELEASE_DATE)
    year = row.get(YEAR)
    if year is None:
        year = name.year or (released.year if released else None)
    return Entry(
        source=row[Columns.SOURCE],
        record=str(row[Columns.RECORD]),
        name=_more_names(name, bare, work_type, series, place),
        year=year,
        runtime=row.get(RUNTIME),
        directors=read_people(row.get(DIRECTORS) or ()),
        genres=read_genres(row.get(GENRES) or ()),
        people=read_people([*cast, *(p for column in PEOPLE for p in row.get(column) or ())]),
        ids=_ids(row.get(IMDB_ID), row.get(IDENTIFIERS) or ()),
        work_type=work_type,
        series=" ".join(words_of(series)),
        place=place,
        released=released,
        languages=frozenset(tag.split("-")[0].lower() for tag in row.get(LANGUAGES) or ()),
        countries=frozenset(map(fold, row.get(COUNTRIES) or ())),
        about=plain_letters(row.get(DESCRIPTION) or ""),
        also=plain_letters(" ".join([*(row.get(COMPANIES) or ()), *(row.get(TAGS) or ())])),
    )


def _more_names(name: Name, bare: str, work_type: str | None, series: str, place: Place) -> Name:
    """Names that follow from other columns: of an episode with its series, of a person."""
    more = []
    if series:
        if bare and fold(series) not in fold(bare):
            more.append((NameKind.ALTERNATE, f"{series}: {bare}"))
        if place:
            more.append((NameKind.ALTERNATE, f"{series} {place.season or 1}x{place.episode}"))
    elif place and name.forms:
        head = name.forms[-1 if name.forms[-1].kind == NameKind.PART else 0].text
        head = bare.split(": ")[0] or head
        more.append((NameKind.ALTERNATE, f"{head} {place.season or 1}x{place.episode}"))
    turned = turned_round(bare) if work_type in (None, PERSON) else None
    if turned:
        more.append((NameKind.MAIN if work_type == PERSON else NameKind.ALTERNATE, turned))
    return add_forms(name, more) if more else name


def _ids(imdb: str | None, others: Iterable[str]) -> frozenset[tuple[str, str]]:
    ids = {(IMDB, imdb.strip().lower())} if imdb else set()
    for other in others:
        scheme, colon, value = other.partition(":")
        if colon and value:
            ids.add((scheme.lower(), value.strip().lower()))
    return frozenset(ids)
