"""Small catalogues for identity resolution, written as a reader would write them down."""

from collections.abc import Callable, Iterable

import polars as pl
import pytest

from openslate.catalogue.identity.records import (
    ALTERNATE_NAMES,
    DIRECTORS,
    GENRES,
    IMDB_ID,
    NAME,
    RUNTIME,
    YEAR,
)
from openslate.graph.vocabulary import Columns

TEXTS = pl.List(pl.String)
SCHEMA = {
    Columns.SOURCE: pl.String,
    Columns.RECORD: pl.String,
    NAME: pl.String,
    YEAR: pl.Int64,
    GENRES: TEXTS,
    DIRECTORS: TEXTS,
    ALTERNATE_NAMES: TEXTS,
    RUNTIME: pl.Int64,
    IMDB_ID: pl.String,
}

Row = tuple[object, ...]


@pytest.fixture
def records() -> Callable[[Iterable[Row]], pl.DataFrame]:
    """Rows of source, record, name, year, genres, directors, ...; what is left out is null."""

    def make(rows: Iterable[Row]) -> pl.DataFrame:
        full = [row + (None,) * (len(SCHEMA) - len(row)) for row in rows]
        return pl.DataFrame(full, schema=SCHEMA, orient="row")

    return make
