"""Sentences with values of a record in them, written for a whole frame at once."""

import re
from collections.abc import Collection

import polars as pl

QUOTED = re.compile(r"\{(\w+)\}")
LONGEST = 80  # characters of a value that a sentence quotes
MOST = 3  # values of a list that a sentence quotes
NOTHING = "(nothing)"


def quoted_columns(template: str) -> set[str]:
    """The columns that a template quotes.

    >>> sorted(quoted_columns("{name} is of {year}."))
    ['name', 'year']
    """
    return set(QUOTED.findall(template))


def sentence(template: str, schema: pl.Schema) -> pl.Expr:
    """The template with `{column}` replaced by the row's value, shortened."""
    pieces = QUOTED.split(template)  # text, column, text, column, ..., text
    parts = [
        _text(piece, schema[piece]) if place % 2 and piece in schema else pl.lit(piece)
        for place, piece in enumerate(pieces)
    ]
    return pl.concat_str(parts)


def unknown_columns(template: str, known: Collection[str]) -> set[str]:
    """What a template quotes and no record has."""
    return quoted_columns(template) - set(known)


def _text(column: str, kind: pl.DataType) -> pl.Expr:
    value = pl.col(column)
    if isinstance(kind, pl.List):
        value = value.list.head(MOST).list.join(", ")
    text = value.cast(pl.String)
    shortened = text.str.slice(0, LONGEST) + pl.when(text.str.len_chars() > LONGEST).then(
        pl.lit("...")
    ).otherwise(pl.lit(""))
    return shortened.fill_null(NOTHING)
