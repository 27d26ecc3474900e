"""Two records beside each other, for the person who decides whether they mean the same."""

from collections.abc import Iterator

import polars as pl

from openslate.app.identity.review_views import ComparedField, ComparedValue
from openslate.common.text import fold
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELDS, Columns

Key = tuple[str, str]
"""Source and record."""


def compare_records(snapshot: Snapshot, left: Key, right: Key) -> tuple[ComparedField, ...]:
    """The fields that at least one of two records fills, in the vocabulary's order.

    Lists are compared value by value; case, accents and blanks are no difference.
    """
    return tuple(_compared(_said(snapshot, left), _said(snapshot, right)))


def _compared(left: dict[str, list[str]], right: dict[str, list[str]]) -> Iterator[ComparedField]:
    for field in FIELDS:
        ours, theirs = left.get(field.column, []), right.get(field.column, [])
        if ours or theirs:
            yield ComparedField(field.column, _marked(ours, theirs), _marked(theirs, ours))


def _marked(values: list[str], others: list[str]) -> tuple[ComparedValue, ...]:
    known = {fold(other) for other in others}
    return tuple(ComparedValue(value, fold(value) in known) for value in values)


def _said(snapshot: Snapshot, key: Key) -> dict[str, list[str]]:
    """What a record says, field by field."""
    claims = snapshot.claim.filter(
        (pl.col(Columns.ITEM) == snapshot.item_of_record[key])
        & (pl.col(Columns.SOURCE) == key[0])
        & (pl.col(Columns.RECORD) == key[1])
    )
    said: dict[str, list[str]] = {}
    for field, value in claims.select(Columns.FIELD, Columns.VALUE).iter_rows():
        said.setdefault(field, []).append(value)
    return said
