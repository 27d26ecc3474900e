"""Finds pairs of sets that are much alike without comparing all (Broder, 1997)."""

import numpy as np
import scipy.sparse as sp

from openslate.audience.integrity.viewings import IntArray

BANDS, ROWS = 16, 4
"""Sets that share half of their members meet with probability .64, nine tenths with 1."""
MOST_ALIKE = 64
"""A bucket of more members is taken member by neighbour only: all of them are alike anyway."""


def alike_pairs(
    sets: sp.csr_matrix[np.float64], fewest: int, generator: np.random.Generator
) -> IntArray:
    """Pairs of rows that agree on all hashes of one band or more, the smaller first, in order.

    Rows with fewer than `fewest` members are left out.
    """
    rows = np.flatnonzero(np.diff(sets.indptr) >= fewest)
    found = [np.zeros((0, 2), dtype=np.int64)]
    for _ in range(BANDS):
        signature = np.column_stack([_least(sets, rows, generator) for _ in range(ROWS)])
        found += _together(signature, rows)
    return np.unique(np.sort(np.concatenate(found), axis=1), axis=0)


def _least(
    sets: sp.csr_matrix[np.float64], rows: IntArray, generator: np.random.Generator
) -> IntArray:
    """The least hash of each row's members: one random order of all columns."""
    order = generator.permutation(sets.shape[1])
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    least = np.minimum.reduceat(order[sets.indices], np.minimum(sets.indptr[:-1], sets.nnz - 1))
    return np.asarray(least[rows])


def _together(signature: IntArray, rows: IntArray) -> list[IntArray]:
    """Pairs of rows with the same signature."""
    _, bucket = np.unique(signature, axis=0, return_inverse=True)
    order = np.argsort(bucket, kind="stable")
    bucket, rows = bucket[order], rows[order]
    pairs = []
    for step in range(1, MOST_ALIKE):
        same = bucket[step:] == bucket[:-step]
        if not same.any():
            break
        pairs.append(np.column_stack((rows[:-step][same], rows[step:][same])))
    return pairs
