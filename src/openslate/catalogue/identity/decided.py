"""Decided pairs: what people said about two records, which the resolver always respects."""

from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from openslate.catalogue.identity.records import Key
from openslate.common.errors import SlateError
from openslate.graph.vocabulary import Columns

ACCEPTED = "accepted"
WAITING = "waiting"
REJECTED = "rejected"
PAIR = (Columns.LEFT_SOURCE, Columns.LEFT_RECORD, Columns.RIGHT_SOURCE, Columns.RIGHT_RECORD)


@dataclass(frozen=True)
class Decided:
    """Accepted pairs in order, and for each record those it was said not to be."""

    accepted: tuple[tuple[Key, Key], ...]
    rejected: dict[Key, frozenset[Key]]


def read_decided(decided: pl.DataFrame | None, known: set[Key]) -> Decided:
    """Read accepted and rejected pairs, in either direction; records that are gone are left out.

    Raises SlateError when a column is missing or a pair is both accepted and rejected.
    """
    if decided is None:
        return Decided((), {})
    for column in (*PAIR, Columns.STATUS):
        if column not in decided.columns:
            raise SlateError(f"Decided pairs have no column {column!r}", do="Add the column")
    pairs = {status: _pairs(decided, status, known) for status in (ACCEPTED, REJECTED)}
    for left, right in sorted(pairs[ACCEPTED] & pairs[REJECTED]):
        raise SlateError(
            f"The pair {left[1]!r} and {right[1]!r} is both accepted and rejected",
            where=f"{left[0]} and {right[0]}",
            do="Keep the later decision only",
        )
    return Decided(tuple(sorted(pairs[ACCEPTED])), _by_record(pairs[REJECTED]))


def _pairs(decided: pl.DataFrame, status: str, known: set[Key]) -> set[tuple[Key, Key]]:
    rows = decided.filter(pl.col(Columns.STATUS) == status).select(PAIR).iter_rows()
    sides = (((a, str(b)), (c, str(d))) for a, b, c, d in rows)
    return {(min(pair), max(pair)) for pair in sides if known.issuperset(pair)}


def _by_record(pairs: set[tuple[Key, Key]]) -> dict[Key, frozenset[Key]]:
    others: dict[Key, set[Key]] = defaultdict(set)
    for left, right in pairs:
        others[left].add(right)
        others[right].add(left)
    return {key: frozenset(found) for key, found in others.items()}
