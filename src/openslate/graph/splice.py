"""Puts rows of some items in the place of others, in a table ordered by item."""

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
    places = kept.fill_null(strategy="forward").fill_null(0).to_numpy()
    before_which = _search(places, fitting[Columns.ITEM].to_numpy())
    stays = kept.is_not_null().to_numpy()
    cuts = np.unique([0, *_edges(stays), *before_which, stays.size])
    rows = _search(before[Columns.ITEM].to_numpy(), cuts)
    made_rows = np.append(_search(before_which, cuts), fitting.height)
    pieces = []
    for at, cut in enumerate(cuts):
        pieces.append(_between(fitting, made_rows[at], made_rows[at + 1]))
        if cut < stays.size and stays[cut]:
            pieces.append(_between(numbered, rows[at], rows[at + 1]))
    return pl.concat([numbered.clear(), *pieces], rechunk=True)


def _edges(stays: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Where items that stay begin and end."""
    return np.flatnonzero(np.diff(stays.astype(np.int8), prepend=0, append=0))


def _between(table: pl.DataFrame, start: np.intp, end: np.intp) -> pl.DataFrame:
    return table.slice(int(start), int(end - start))


def _search(numbers: NDArray[Any], these: NDArray[Any]) -> NDArray[np.intp]:
    """Where these would stand; of another type than `numbers` they would have them all copied."""
    return np.searchsorted(numbers, these.astype(numbers.dtype))
