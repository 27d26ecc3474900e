"""Who watched what: the viewers x items matrix that everything is learned from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
import scipy.sparse as sp

from openslate.common.errors import NotFoundError, SlateError
from openslate.common.ids import hash_bytes, hash_json
from openslate.common.text import nearest
from openslate.graph.vocabulary import Columns


@dataclass(frozen=True, eq=False)
class Interactions:
    """Which viewer watched which item, without how often or how it was liked.

    `matrix` is float32 CSR [viewers, items] holding only ones, with sorted indices; its columns
    are the dense items of one snapshot. `viewers` names its rows. `unknown` counts the events
    whose record is in no snapshot item.
    """

    viewers: tuple[str, ...]
    matrix: sp.csr_matrix[np.float32]
    unknown: int = 0

    @property
    def size(self) -> int:
        """How many items there are, watched or not."""
        return int(self.matrix.shape[1])

    @cached_property
    def viewings(self) -> np.ndarray:
        """How many viewers watched each item, int64 [items]."""
        return np.bincount(self.matrix.indices, minlength=self.size)

    @cached_property
    def _row(self) -> dict[str, int]:
        return {viewer: row for row, viewer in enumerate(self.viewers)}

    def history(self, viewer: str) -> np.ndarray:
        """Dense items that a viewer watched, ascending; raises NotFoundError."""
        if viewer not in self._row:
            known = nearest(viewer, self.viewers)
            raise NotFoundError(
                f"There is no viewer {viewer!r} with a history",
                do=f"Did you mean {known!r}?" if known else None,
            )
        return self.row(self._row[viewer])

    def row(self, row: int) -> np.ndarray:
        """Dense items of one row, ascending."""
        start, end = self.matrix.indptr[row], self.matrix.indptr[row + 1]
        return self.matrix.indices[start:end]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of viewers and viewings, for model cards."""
        return hash_json(
            [
                hash_json(self.viewers),
                list(self.matrix.shape),
                hash_bytes(self.matrix.indptr.astype("<i8").tobytes()),
                hash_bytes(self.matrix.indices.astype("<i8").tobytes()),
            ]
        )


def read_interactions(
    events: pl.DataFrame, records: pl.DataFrame, size: int, kinds: Sequence[str] | None = None
) -> Interactions:
    """Interactions from the event frame and the snapshot's `record` table of `size` items.

    Every event counts once for each viewer and item, whatever its rating: choosing to watch is
    the signal. `kinds` limits which events count. Raises SlateError when nothing is left.
    """
    if kinds is not None:
        events = events.filter(pl.col(Columns.EVENT).is_in(list(kinds)))
    keys = [Columns.SOURCE, Columns.RECORD]
    known = events.join(records.select(*keys, Columns.ITEM), on=keys)
    if known.is_empty():
        raise SlateError(
            "None of the events is about an item of the snapshot",
            do="Import the catalogue that the events refer to, then make a snapshot",
        )
    return interactions_of(
        known[Columns.VIEWER], known[Columns.ITEM], size, events.height - known.height
    )


def interactions_of(
    viewers: Sequence[str] | pl.Series,
    items: Sequence[int] | pl.Series,
    size: int,
    unknown: int = 0,
) -> Interactions:
    """Interactions from parallel columns of viewer ids and dense items; repeats count once."""
    names, rows = np.unique(np.asarray(viewers, dtype=str), return_inverse=True)
    columns = np.asarray(items, dtype=np.int64)
    ones = np.ones(len(rows), dtype=np.float32)
    matrix = sp.csr_matrix((ones, (rows, columns)), shape=(len(names), size))
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return Interactions(tuple(names.tolist()), matrix, unknown)
