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


class NothingWatchedError(SlateError):
    """There is nothing to learn from."""


@dataclass(frozen=True, eq=False)
class Interactions:
    """Which viewer watched which item, without how often or how it was liked.

    `matrix` is float32 CSR [viewers, items] holding only ones, with sorted indices; its columns
    are the dense items of one snapshot. `viewers` names its rows. `unknown` counts the events
    whose record is in no snapshot item. `times`, where they are known, has for each entry of the
    matrix when it was last watched, int64: microseconds since 1970, or anything else that grows.
    """

    viewers: tuple[str, ...]
    matrix: sp.csr_matrix[np.float32]
    unknown: int = 0
    times: np.ndarray | None = None

    @property
    def size(self) -> int:
        """How many items there are, watched or not."""
        return int(self.matrix.shape[1])

    @cached_property
    def viewings(self) -> np.ndarray:
        """How many viewers watched each item, int64 [items]."""
        return np.bincount(self.matrix.indices, minlength=self.size)

    @cached_property
    def share(self) -> np.ndarray:
        """Share of viewers who watched each item, float32 [items]."""
        return (self.viewings / max(len(self.viewers), 1)).astype(np.float32)

    @cached_property
    def rows(self) -> np.ndarray:
        """The row of each entry of the matrix, int64 [entries]."""
        return np.repeat(np.arange(len(self.viewers)), np.diff(self.matrix.indptr))

    @cached_property
    def order(self) -> np.ndarray:
        """Entries of the matrix row by row, the oldest first, ties by item; int64 [entries].

        Without times, the order of the matrix.
        """
        if self.times is None:
            return np.arange(self.matrix.nnz)
        return np.lexsort((self.matrix.indices, self.times, self.rows))

    @cached_property
    def places(self) -> np.ndarray:
        """How many items each entry's viewer watched after it, int64 [entries]; 0 is the last."""
        places = np.empty(self.matrix.nnz, dtype=np.int64)
        places[self.order] = self.matrix.indptr[1:][self.rows] - 1 - np.arange(self.matrix.nnz)
        return places

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

    def sequence(self, row: int) -> np.ndarray:
        """Dense items of one row as scorers take them, the oldest first."""
        start, end = self.matrix.indptr[row], self.matrix.indptr[row + 1]
        return np.asarray(self.matrix.indices[self.order[start:end]])

    def sequences(self) -> list[np.ndarray]:
        """The histories of all viewers, each the oldest first."""
        return np.split(self.matrix.indices[self.order], self.matrix.indptr[1:-1])

    def keep(self, chosen: np.ndarray) -> "Interactions":
        """The same viewers and items with only the chosen entries; bool [entries]."""
        matrix = self.matrix
        indptr = np.concatenate([[0], np.cumsum(chosen)])[matrix.indptr]
        parts = (matrix.data[chosen], matrix.indices[chosen], indptr)
        times = None if self.times is None else self.times[chosen]
        kept = sp.csr_matrix(parts, shape=matrix.shape)
        return Interactions(self.viewers, kept, times=times)

    def among(self, items: np.ndarray) -> "Interactions":
        """The same viewers with only `items`, ascending, which are numbered anew from 0."""
        chosen = np.zeros(self.size, dtype=bool)
        chosen[items] = True
        kept = self.keep(chosen[self.matrix.indices])
        return Interactions(self.viewers, kept.matrix[:, items], times=kept.times)

    def of_rows(self, rows: np.ndarray) -> "Interactions":
        """The same items with only the viewers in these rows, in their order."""
        entries = _ranges(self.matrix.indptr[rows], self.matrix.indptr[rows + 1])
        times = None if self.times is None else self.times[entries]
        return Interactions(tuple(self.viewers[r] for r in rows), self.matrix[rows], times=times)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of viewers and viewings, for model cards."""
        arrays = [self.matrix.indptr, self.matrix.indices]
        arrays += [] if self.times is None else [self.times]
        parts = [hash_bytes(array.astype("<i8").tobytes()) for array in arrays]
        return hash_json([hash_json(self.viewers), list(self.matrix.shape), *parts])


def read_interactions(
    events: pl.DataFrame, records: pl.DataFrame, size: int, kinds: Sequence[str] | None = None
) -> Interactions:
    """Interactions from the event frame and the snapshot's `record` table of `size` items.

    Every event counts once for each viewer and item, whatever its rating: choosing to watch is
    the signal. `kinds` limits which events count. Raises NothingWatchedError when none is left.
    """
    if kinds is not None:
        events = events.filter(pl.col(Columns.EVENT).is_in(list(kinds)))
    keys = [Columns.SOURCE, Columns.RECORD]
    known = events.join(records.select(*keys, Columns.ITEM), on=keys)
    if known.is_empty():
        raise NothingWatchedError(
            "None of the events is about an item of the snapshot",
            do="Import the catalogue that the events refer to, then make a snapshot",
        )
    timed = Columns.AT in known.columns and known[Columns.AT].null_count() == 0
    return interactions_of(
        known[Columns.VIEWER],
        known[Columns.ITEM],
        size,
        events.height - known.height,
        known[Columns.AT].dt.epoch("us") if timed else None,
    )


def interactions_of(
    viewers: Sequence[str] | pl.Series,
    items: Sequence[int] | pl.Series,
    size: int,
    unknown: int = 0,
    times: Sequence[int] | pl.Series | None = None,
) -> Interactions:
    """Interactions from parallel columns of viewer ids, dense items and times.

    What a viewer watched again counts once, at its last time.
    """
    names, rows = np.unique(np.asarray(viewers, dtype=str), return_inverse=True)
    columns = np.asarray(items, dtype=np.int64)
    pairs, entry = np.unique(rows * size + columns, return_inverse=True)
    indptr = np.searchsorted(pairs, np.arange(len(names) + 1) * size)
    parts = (np.ones(len(pairs), dtype=np.float32), pairs % max(size, 1), indptr)
    matrix = sp.csr_matrix(parts, shape=(len(names), size))
    last = None if times is None else _last(entry, np.asarray(times, dtype=np.int64), len(pairs))
    return Interactions(tuple(names.tolist()), matrix, unknown, last)


def union(one: Interactions, other: Interactions) -> Interactions:
    """Two disjoint parts over the same viewers and items as one."""
    matrix = sp.csr_matrix(one.matrix + other.matrix)
    matrix.sort_indices()
    if one.times is None or other.times is None:
        return Interactions(one.viewers, matrix)
    keys = np.concatenate([part.rows * part.size + part.matrix.indices for part in (one, other)])
    times = np.concatenate([one.times, other.times])[np.argsort(keys, kind="stable")]
    return Interactions(one.viewers, matrix, times=times)


def _ranges(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The numbers of all ranges [start, end), one range after the other."""
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))


def _last(entry: np.ndarray, times: np.ndarray, entries: int) -> np.ndarray:
    """The greatest of the times given for each entry."""
    last = np.full(entries, np.iinfo(np.int64).min)
    np.maximum.at(last, entry, times)
    return last
