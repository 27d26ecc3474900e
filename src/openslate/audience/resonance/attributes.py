"""What items have in common: genres, people, places, times, lengths, as columns of a matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import polars as pl
import scipy.sparse as sp

from openslate.common.errors import NotFoundError
from openslate.common.text import join_words, nearest
from openslate.graph.item_facts import DECADE, KIND, VALUE, item_facts
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import CREDIT_FIELDS, FIELD, Columns

TITLE = "title"
PAIR = "pair"
MEASURES = (DECADE, *(FIELD[name].column for name in ("age_rating", "runtime", "critics_score")))
"""Of these an item has one value at most, so the shares of all values add up to a whole."""
TOPICS = tuple(FIELD[n].column for n in ("genres", "tags", "countries", "languages", "companies"))
KINDS = (*TOPICS, *MEASURES, *(field.column for field in CREDIT_FIELDS))
"""Kinds of attributes, as `item_facts` names them, in the order in which they are shown."""


class Attribute(NamedTuple):
    """One thing that items may have: its kind and its value, `value` unique within the kind."""

    kind: str
    value: str


def _there_are(kinds: Sequence[str]) -> str:
    return f"There are {join_words(kinds)}" if kinds else "Import a catalogue that says more"


@dataclass(frozen=True, eq=False)
class Attributes:
    """Which items have which attributes: `matrix` is float64 CSC [items, attributes] of ones."""

    names: tuple[Attribute, ...]
    matrix: sp.csc_matrix[np.float64]

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Every kind that occurs, in the order of `KINDS`, others last."""
        order = {kind: place for place, kind in enumerate(KINDS)}
        found = dict.fromkeys(name.kind for name in self.names)
        return tuple(sorted(found, key=lambda kind: order.get(kind, len(order))))

    @cached_property
    def supply(self) -> np.ndarray:
        """How many items have each attribute, int64 [attributes]."""
        return np.diff(self.matrix.indptr).astype(np.int64)

    def of_kind(self, kind: str) -> np.ndarray:
        """Columns of one kind, ascending; raises NotFoundError."""
        if kind not in self.kinds:
            meant = nearest(kind, self.kinds)
            raise NotFoundError(
                f"No item has an attribute of the kind {kind!r}",
                do=f"Did you mean {meant!r}?" if meant else _there_are(self.kinds),
            )
        return np.array([at for at, name in enumerate(self.names) if name.kind == kind])

    def index_of(self, kind: str, value: str) -> int:
        """Column of an attribute; raises NotFoundError that names the nearest."""
        of_kind = {self.names[at].value: int(at) for at in self.of_kind(kind)}
        if value not in of_kind:
            meant = nearest(value, of_kind)
            raise NotFoundError(
                f"No item has {value!r} among its {kind}",
                do=f"Did you mean {meant!r}?" if meant else None,
            )
        return of_kind[value]

    def pick(self, columns: np.ndarray) -> "Attributes":
        """Some of them, in the given order."""
        names = tuple(self.names[at] for at in columns)
        return Attributes(names, sp.csc_matrix(self.matrix[:, columns]))


def read_attributes(snapshot: Snapshot) -> Attributes:
    """Every attribute of a snapshot's items, ordered by kind and value."""
    facts = item_facts(snapshot).filter(pl.col(KIND).is_in(KINDS))
    return attributes_of(facts, snapshot.size)


def attributes_of(facts: pl.DataFrame, items: int) -> Attributes:
    """Attributes from rows of item, kind and value, each row once."""
    named = facts.select(KIND, VALUE).unique().sort(KIND, VALUE)
    keys = named.with_row_index("column")
    rows = facts.join(keys, on=[KIND, VALUE])
    ones = np.ones(rows.height)
    places = (rows[Columns.ITEM].to_numpy().astype(np.int64), rows["column"].to_numpy())
    matrix = sp.csc_matrix((ones, places), shape=(items, named.height))
    return Attributes(tuple(Attribute(*row) for row in named.iter_rows()), matrix)


def titles_of(items: Sequence[int], size: int) -> Attributes:
    """Every item as an attribute of its own; values are dense items as text."""
    matrix = sp.identity(size, dtype=np.float64, format="csc")[:, list(items)]
    return Attributes(tuple(Attribute(TITLE, str(item)) for item in items), sp.csc_matrix(matrix))
