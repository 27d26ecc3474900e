"""Puts rows of some items in the place of others, in a table ordered by item."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

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
    runs = _Runs(numbered, before[Columns.ITEM].to_numpy(), kept.is_not_null().to_numpy())
    places = kept.fill_null(strategy="forward").fill_null(0).to_numpy()
    return pl.concat([numbered.clear(), *_pieces(runs, places, fitting)], rechunk=True)


def _pieces(
    runs: "_Runs", places: NDArray[np.uint32], made: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """Runs of rows that stay, and between them the rows of each item that was made."""
    start = 0
    for rows in _by_item(made):
        end = int(_search(places, rows[Columns.ITEM].head(1).to_numpy())[0])
        yield from runs.staying(start, end)
        yield rows
        start = end
    yield from runs.staying(start, places.size)


def _by_item(made: pl.DataFrame) -> Iterator[pl.DataFrame]:
    items = made[Columns.ITEM].to_numpy()
    cuts = [0, *(np.flatnonzero(np.diff(items)) + 1), made.height]
    for start, end in pairwise(cuts):
        if end > start:
            yield made.slice(int(start), int(end - start))


@dataclass(frozen=True)
class _Runs:
    """A table with new numbers, the former item of each row, and whether each of those stays."""

    numbered: pl.DataFrame
    former: NDArray[np.uint32]
    stays: NDArray[np.bool_]

    def staying(self, start: int, end: int) -> Iterator[pl.DataFrame]:
        """Rows of former items from `start` to `end` that stay, run by run."""
        inside = self.stays[start:end].astype(np.int8)
        edges = np.flatnonzero(np.diff(inside, prepend=0, append=0)) + start
        for first, after in _search(self.former, edges).reshape(-1, 2):
            yield self.numbered.slice(int(first), int(after - first))


def _search(numbers: NDArray[np.uint32], these: NDArray[Any]) -> NDArray[np.intp]:
    """Where these would stand; of another type than `numbers` they would have them all copied."""
    return np.searchsorted(numbers, these.astype(numbers.dtype))
