"""Finding items by what people type: names in any spelling, people, genres and years."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from openslate.common.text import fold
from openslate.graph.folding import fold_expression
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, Columns

NAME, ALTERNATIVES = FIELD["name"].column, FIELD["alternate_names"].column
GENRES, YEAR = FIELD["genres"].column, FIELD["year"].column
EXACT, BEGINS, NAME_HAS, OTHER_NAME, PERSON, GENRE, WORDS = range(7)
BETWEEN = " | "
TEXT = "text"
CLOSE = 75.0  # of 100, similarity from which a misspelt name is suggested


class ItemSearch:
    """Searches one snapshot; better matches first, then items watched more often."""

    def __init__(self, snapshot: Snapshot, viewings: Sequence[int] | NDArray[np.int64]) -> None:
        self._snapshot = snapshot
        self._frame = snapshot.item.select(
            Columns.ITEM,
            fold_expression(pl.col(NAME)).fill_null("").alias(NAME),
            _joined(ALTERNATIVES),
            _joined(GENRES),
            pl.col(YEAR).cast(pl.String).fill_null(""),
            pl.Series(Columns.VIEWINGS, viewings, dtype=pl.Int64),
        )
        self._people = snapshot.credit.select(
            Columns.ITEM, fold_expression(pl.col(Columns.PERSON)).alias(Columns.PERSON)
        )
        everyone = self._people.group_by(Columns.ITEM).agg(pl.col(Columns.PERSON).str.join(BETWEEN))
        texts = (NAME, ALTERNATIVES, Columns.PERSON, GENRES, YEAR)
        self._frame = self._frame.join(
            everyone, on=Columns.ITEM, how="left", maintain_order="left"
        ).with_columns(pl.concat_str(texts, separator=BETWEEN, ignore_nulls=True).alias(TEXT))
        self._frame = self._frame.filter(pl.col(NAME) != "")  # nobody can ask for it by name

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
        name, others, genres = pl.col(NAME), pl.col(ALTERNATIVES), pl.col(GENRES)
        words = [pl.col(TEXT).str.contains(word, literal=True) for word in wanted.split()]
        return (
            pl.when(name == wanted).then(EXACT)
            .when(name.str.starts_with(wanted)).then(BEGINS)
            .when(name.str.contains(wanted, literal=True)).then(NAME_HAS)
            .when(others.str.contains(wanted, literal=True)).then(OTHER_NAME)
            .when(pl.col(Columns.ITEM).is_in(named[Columns.ITEM].unique().implode())).then(PERSON)
            .when(genres.str.split(BETWEEN).list.contains(wanted)).then(GENRE)
            .when(pl.all_horizontal(words)).then(WORDS)
        )  # fmt: skip

    def suggestion(self, query: str) -> str | None:
        """The name of an item or a person that a query without results probably meant."""
        best = process.extractOne(
            fold(query), self._known.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE
        )
        return None if best is None else self._known[best[0]]

    @cached_property
    def _known(self) -> dict[str, str]:
        """Every name as it is written, by how it is compared; names of items come first."""
        item, people = self._snapshot.item, self._snapshot.credit[Columns.PERSON].unique()
        others = item[ALTERNATIVES].explode(empty_as_null=False, keep_nulls=False)
        written = pl.concat([item[NAME].drop_nulls(), others, people.sort()], rechunk=True)
        folded = written.to_frame(NAME).select(fold_expression(pl.col(NAME)))[NAME]
        return dict(zip(reversed(folded.to_list()), reversed(written.to_list()), strict=True))


def _joined(column: str) -> pl.Expr:
    return fold_expression(pl.col(column).list.join(BETWEEN)).fill_null("").alias(column)
