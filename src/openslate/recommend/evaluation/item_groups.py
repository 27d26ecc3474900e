"""Which genres, countries and providers items belong to, as sparse numbers."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import scipy.sparse as sp

from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, Columns

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class ItemGroups:
    """Items divided over named groups: CSR float64 [items, groups].

    The row of an item adds up to 1, shared equally by its groups; it is empty where nothing is
    known.
    """

    names: tuple[str, ...]
    matrix: sp.csr_matrix[np.float64]

    def weights(self, of_items: Array) -> Array:
        """How a weight of each item, float [items], adds up by group."""
        return np.asarray(self.matrix.T @ of_items.astype(np.float64))

    def shares(self, of_items: Array) -> Array:
        """The same as shares of what is known."""
        sums = self.weights(of_items)
        return np.asarray(sums / max(float(sums.sum()), 1e-300))


def groups_of(pairs: pl.DataFrame, group: str, size: int) -> ItemGroups:
    """Groups from rows of `Columns.ITEM` and a column that names the group."""
    rows = pairs.select(Columns.ITEM, group).drop_nulls().unique()
    names = rows[group].unique().sort()
    columns = names.search_sorted(rows[group]).to_numpy()
    items = rows[Columns.ITEM].to_numpy().astype(np.int64)
    count = np.bincount(items, minlength=size)
    parts = (1.0 / count[items], (items, columns))
    return ItemGroups(tuple(names.to_list()), sp.csr_matrix(parts, shape=(size, len(names))))


def tagged(snapshot: Snapshot, column: str) -> ItemGroups:
    """Groups by a field that snapshots keep as tags, such as genres or countries."""
    tags = snapshot.tag.filter(pl.col(Columns.TAG_KIND) == FIELD[column].column)
    return groups_of(tags, Columns.TAG, snapshot.size)


def provided(snapshot: Snapshot) -> ItemGroups:
    """Groups by the sources that deliver an item."""
    return groups_of(snapshot.record, Columns.SOURCE, snapshot.size)
