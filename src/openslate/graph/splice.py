"""Puts rows of some items in the place of others, in a table ordered by item."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from openslate.graph.vocabulary import Columns

FEW = 1_000
"""Up to so many items a table is cut at each of them; cutting copies every row but once."""


def splice(before: pl.DataFrame, kept: pl.Series, made: pl.DataFrame) -> pl.DataFrame:
    """Rows of items that are kept, under the number that `kept` has for each, and rows `made`.

    Both tables are ordered by item, and so is the result; `kept` grows, with nulls for items whose
    rows go.
    """
    fitting = made.select(before.columns).cast(before.schema)
    numbers = kept.gather(before[Columns.ITEM])
    numbered = before.with_columns(numbers.alias(Columns.ITEM))
    if kept.null_count() + fitting[Columns.ITEM].n_unique() > FEW:
        both = pl.concat([numbered.filter(numbers.is_not_null()), fitting])
        return both.sort(Columns.ITEM, maintain_order=True)
    return pl.concat(list(_pieces(numbered, numbers, fitting)), rechunk=True)


def _pieces(
    numbered: pl.DataFrame, numbers: pl.Series, made: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """Runs of rows that stay, and between them the rows of each item that was made."""
    stays = numbers.is_not_null().to_numpy()
    places = numbers.fill_null(strategy="forward").fill_null(0).to_numpy()
    yield numbered.clear()
    start = 0
    for rows in _by_item(made):
        end = int(np.searchsorted(places, rows[Columns.ITEM][0]))
        yield from _staying(numbered, stays, start, end)
        yield rows
        start = end
    yield from _staying(numbered, stays, start, numbered.height)


def _by_item(made: pl.DataFrame) -> Iterator[pl.DataFrame]:
    items = made[Columns.ITEM].to_numpy()
    cuts = [0, *(np.flatnonzero(np.diff(items)) + 1), made.height]
    for start, end in pairwise(cuts):
        if end > start:
            yield made.slice(int(start), int(end - start))


def _staying(
    numbered: pl.DataFrame, stays: NDArray[np.bool_], start: int, end: int
) -> Iterator[pl.DataFrame]:
    """The rows from `start` to `end` that stay, run by run."""
    inside = stays[start:end].astype(np.int8)
    edges = np.flatnonzero(np.diff(inside, prepend=0, append=0)) + start
    for begin, stop in edges.reshape(-1, 2):
        yield numbered.slice(int(begin), int(stop - begin))
