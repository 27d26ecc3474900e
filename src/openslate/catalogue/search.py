"""Finding items by what people type: names in any spelling, people who made or act in them."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from openslate.common.text import fold
from openslate.graph.folding import fold_expression
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, Columns

NAME, ALTERNATIVES = FIELD["name"].column, FIELD["alternate_names"].column
EXACT, BEGINS, NAME_HAS, OTHER_NAME, PERSON = 0, 1, 2, 3, 4
CLOSE = 75.0  # of 100, similarity from which a misspelt name is suggested


class ItemSearch:
    """Searches one snapshot; better matches first, then items watched more often."""

    def __init__(self, snapshot: Snapshot, viewings: Sequence[int] | NDArray[np.int64]) -> None:
        self._snapshot = snapshot
        self._frame = snapshot.item.select(
            Columns.ITEM,
            fold_expression(pl.col(NAME)).fill_null("").alias(NAME),
            fold_expression(pl.col(ALTERNATIVES).list.join(" | "))
            .fill_null("")
            .alias(ALTERNATIVES),
            pl.Series(Columns.VIEWINGS, viewings, dtype=pl.Int64),
        )
        self._people = snapshot.credit.select(
            Columns.ITEM, fold_expression(pl.col(Columns.PERSON)).alias(Columns.PERSON)
        )

    def find(self, query: str) -> list[int]:
        """Dense indices of all items that match; everything, most watched first, for no query."""
        wanted = fold(query)
        if not wanted:
            ordered = self._frame.sort([Columns.VIEWINGS, NAME], descending=[True, False])
            return ordered[Columns.ITEM].to_list()
        ranked = self._frame.with_columns(self._rank(wanted).alias(Columns.POSITION))
        found = ranked.filter(pl.col(Columns.POSITION).is_not_null())
        order = [Columns.POSITION, Columns.VIEWINGS, NAME, Columns.ITEM]
        return found.sort(order, descending=[False, True, False, False])[Columns.ITEM].to_list()

    def _rank(self, wanted: str) -> pl.Expr:
        named = self._people.filter(pl.col(Columns.PERSON).str.contains(wanted, literal=True))
        name, others = pl.col(NAME), pl.col(ALTERNATIVES)
        return (
            pl.when(name == wanted).then(EXACT)
            .when(name.str.starts_with(wanted)).then(BEGINS)
            .when(name.str.contains(wanted, literal=True)).then(NAME_HAS)
            .when(others.str.contains(wanted, literal=True)).then(OTHER_NAME)
            .when(pl.col(Columns.ITEM).is_in(named[Columns.ITEM].unique().implode())).then(PERSON)
        )  # fmt: skip

    def suggestion(self, query: str) -> str | None:
        """The name that a query without results probably meant."""
        names = self._frame[NAME].to_list()
        best = process.extractOne(fold(query), names, scorer=fuzz.ratio, score_cutoff=CLOSE)
        return None if best is None else str(self._snapshot.item[NAME][best[2]])
