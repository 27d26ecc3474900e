"""Tidying: a table as somebody has it becomes a frame of records in the native vocabulary."""

import re
from collections.abc import Sequence

import polars as pl

from openslate.catalogue.identity.records import NAME, READ, RELEASE_DATE, TAGS, YEAR
from openslate.graph.vocabulary import FIELD, Columns

_LISTED = r"\s*[|;]\s*"
_COMMAS = r",\s+"
_YEAR = r"\b((?:18|19|20)\d\d)\b"
_NUMBER = r"(-?\d+)"
_DAY = r"((?:18|19|20)\d\d-\d\d-\d\d)"
MANY = frozenset(column for column, field in FIELD.items() if field.many)
NUMBERS = frozenset(column for column, field in FIELD.items() if field.kind == "integer")
NOT_COMPARED = frozenset((Columns.SOURCE, Columns.RECORD, Columns.ROW, *FIELD)) - set(READ)


def tidy(table: pl.DataFrame, source: str) -> pl.DataFrame:
    """Records of one source from a table with vocabulary columns, any subset of them.

    Texts are parted into lists at | and ; (at commas when every part has two words), numbers and
    years are found in texts. Columns of text that the vocabulary does not know become tags, and so
    count as words; other unknown columns are left out. Without `record`, rows are counted from 0.
    """
    known = [column for column in READ if column in table.columns and column not in REQUIRED_KEYS]
    columns = [_read(table[column]).alias(column) for column in known if column != TAGS]
    words = _words(table, known)
    record = (
        table[Columns.RECORD].cast(pl.String)
        if Columns.RECORD in table.columns
        else pl.Series(map(str, range(table.height)), dtype=pl.String)
    )
    named = {} if NAME in known else {NAME: pl.Series([None] * table.height, dtype=pl.String)}
    return pl.DataFrame(
        {
            Columns.SOURCE: pl.Series([source] * table.height, dtype=pl.String),
            Columns.RECORD: record,
            **named,
            **{column.name: column for column in columns},
            TAGS: words,
        }
    )


REQUIRED_KEYS = frozenset((Columns.SOURCE, Columns.RECORD))


def unknown_columns(table: pl.DataFrame) -> list[str]:
    """Columns of text that the vocabulary does not know, which are used as words."""
    known = {*READ, *FIELD, *REQUIRED_KEYS, Columns.ROW}
    texts = (pl.String, pl.List(pl.String))
    return [c for c in table.columns if c not in known and table.schema[c] in texts]


def _words(table: pl.DataFrame, known: Sequence[str]) -> pl.Series:
    """Tags and the texts of unknown columns, as one list for each row."""
    told = [table[c] for c in ([TAGS] if TAGS in known else []) + unknown_columns(table)]
    if not told:
        return pl.Series([None] * table.height, dtype=pl.List(pl.String))
    lists = [one if one.dtype == pl.List(pl.String) else _single(one) for one in told]
    frame = pl.DataFrame([one.alias(str(place)) for place, one in enumerate(lists)])
    filled = pl.concat_list(pl.all().fill_null(pl.lit([], dtype=pl.List(pl.String))))
    return frame.select(filled.list.drop_nulls())[frame.columns[0]]


def _single(texts: pl.Series) -> pl.Series:
    return texts.to_frame().select(pl.concat_list(pl.col(texts.name))).to_series()


def _read(values: pl.Series) -> pl.Series:
    """One column in the type that the vocabulary gives it."""
    if values.name in MANY:
        return values if isinstance(values.dtype, pl.List) else _parted(values.cast(pl.String))
    if values.name in NUMBERS:
        return _whole(values)
    if values.name == RELEASE_DATE:
        return values if values.dtype == pl.Date else _day(values.cast(pl.String))
    return values.cast(pl.String).str.strip_chars().replace("", None)


def _whole(values: pl.Series) -> pl.Series:
    if values.dtype.is_numeric():
        return values.cast(pl.Float64).round().cast(pl.Int64, strict=False)
    pattern = _YEAR if values.name == YEAR else _NUMBER
    return values.cast(pl.String).str.extract(pattern, 1).cast(pl.Int64, strict=False)


def _day(values: pl.Series) -> pl.Series:
    return values.str.extract(_DAY, 1).str.to_date("%Y-%m-%d", strict=False)


def _parted(values: pl.Series) -> pl.Series:
    return pl.Series(
        values.name,
        [None if text is None else split_list(text) for text in values.to_list()],
        pl.List(pl.String),
    )


def split_list(text: str) -> list[str]:
    """The members of a list that somebody wrote as one text.

    >>> split_list("Tom Hanks, Meg Ryan"), split_list("Hanks, Tom"), split_list("Drama|War")
    (['Tom Hanks', 'Meg Ryan'], ['Hanks, Tom'], ['Drama', 'War'])
    """
    bare = text.strip()
    quoted = bare.startswith("[")
    if quoted:
        bare = bare.removeprefix("[").removesuffix("]")
    parts = re.split(_LISTED, bare)
    if len(parts) == 1:
        commas = re.split(_COMMAS, parts[0])
        if quoted or len(commas) != 2 or all(" " in part.strip() for part in commas):
            parts = commas
    if quoted:
        parts = [part.strip().strip("'\"") for part in parts]
    return [part.strip() for part in parts if part.strip()]
