"""Records: what identity resolution reads of a catalogue record."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import polars as pl

from openslate.catalogue.identity.genres import read_genres
from openslate.catalogue.identity.names import Name, read_name
from openslate.catalogue.identity.spelling import plain_letters
from openslate.common.errors import SlateError
from openslate.graph.vocabulary import FIELD, Columns

NAME = FIELD["name"].column
ALTERNATE_NAMES = FIELD["alternate_names"].column
YEAR = FIELD["year"].column
RUNTIME = FIELD["runtime"].column
DIRECTORS = FIELD["directors"].column
GENRES = FIELD["genres"].column
IMDB_ID = FIELD["imdb_id"].column
REQUIRED = (Columns.SOURCE, Columns.RECORD, NAME)

Key = tuple[str, str]
"""A record's source and the source's own id of it."""


@dataclass(frozen=True)
class Entry:
    """One record, ready for comparing. Minutes for `runtime`; empty sets where nothing is known."""

    source: str
    record: str
    name: Name
    year: int | None
    runtime: int | None
    directors: frozenset[str]
    genres: frozenset[str]
    external_id: str | None

    @property
    def key(self) -> Key:
        """Source and record."""
        return self.source, self.record

    @property
    def label(self) -> str:
        """Name and year as a person would say them."""
        text = self.name.forms[0].text if self.name.forms else self.record
        return f"{text} ({self.year})" if self.year else text


def read_entries(records: pl.DataFrame) -> list[Entry]:
    """Entries in the order of (source, record), so that the order of rows changes nothing.

    Raises SlateError when a needed column is missing or a record comes twice.
    """
    for column in REQUIRED:
        if column not in records.columns:
            raise SlateError(
                f"Records to resolve have no column {column!r}", do=f"Provide {column} for each"
            )
    entries = sorted(map(_entry, records.iter_rows(named=True)), key=lambda entry: entry.key)
    for first, second in pairwise(entries):
        if first.key == second.key:
            raise SlateError(
                f"Record {first.record!r} comes twice",
                where=first.source,
                do="Give every record of a source its own id",
            )
    return entries


def _entry(row: Mapping[str, Any]) -> Entry:
    name = read_name(row[NAME] or "", row.get(ALTERNATE_NAMES) or ())
    year = row.get(YEAR)
    return Entry(
        source=row[Columns.SOURCE],
        record=str(row[Columns.RECORD]),
        name=name,
        year=name.year if year is None else year,
        runtime=row.get(RUNTIME),
        directors=frozenset(map(plain_letters, row.get(DIRECTORS) or ())),
        genres=read_genres(row.get(GENRES) or ()),
        external_id=row.get(IMDB_ID),
    )
