"""Histories as scorers take them: dense items, the oldest first, each once."""

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from openslate.common.errors import NotFoundError

Array = np.ndarray


def checked(items: Sequence[int] | Array, size: int) -> Array:
    """Dense items as int64; raises NotFoundError for one outside a catalogue of `size` items."""
    array = np.asarray(items, dtype=np.int64).reshape(-1)
    outside = array[(array < 0) | (array >= size)]
    if len(outside):
        raise NotFoundError(f"There is no item {outside[0]} among {size} items")
    return array


def sequence_of(history: Sequence[int] | Array, size: int) -> Array:
    """A history with each item once, at its last place; raises NotFoundError.

    >>> sequence_of([2, 0, 1, 2], size=3).tolist()
    [0, 1, 2]
    """
    items = checked(history, size)
    _, last = np.unique(items[::-1], return_index=True)
    return np.asarray(items[len(items) - 1 - np.sort(last)[::-1]])


def stacked(sequences: Sequence[Array], size: int, data: Array | None = None) -> sp.csr_matrix:
    """Sequences as the rows of a float32 CSR matrix [sequences, size], in their own order.

    `data` has an entry for each item of all sequences, 1 where it is not given.
    """
    lengths = [len(sequence) for sequence in sequences]
    indptr = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    indices = np.concatenate([np.empty(0, np.int64), *sequences])
    ones = np.ones(len(indices), dtype=np.float32)
    parts = (ones if data is None else data.astype(np.float32), indices, indptr)
    return sp.csr_matrix(parts, shape=(len(sequences), size))
