"""What most measures do with lists of items: means over places, and lists as sparse rows."""

from typing import Any

import numpy as np
import scipy.sparse as sp

from openslate.recommend.evaluation.ranking import NOTHING

Array = np.ndarray
Sparse = sp.csr_matrix


def lengths(lists: Array) -> Array:
    """How many places of each list are taken, int64 [viewers]."""
    return np.asarray((lists != NOTHING).sum(axis=1))


def ratio(above: Array, below: Array) -> Array:
    """One by the other, not a number where the other is 0."""
    empty = np.full(np.shape(above), np.nan)
    return np.asarray(np.divide(above, below, out=empty, where=np.asarray(below) != 0))


def mean_of(values: Array, lists: Array) -> Array:
    """Mean of each item's value over the taken places, float64 [viewers]; NaN for empty lists."""
    taken = lists != NOTHING
    return ratio(np.where(taken, values[lists], 0.0).sum(axis=1), taken.sum(axis=1))


def as_rows(lists: Array, size: int, weights: Array | None = None) -> Sparse:
    """Lists as CSR [viewers, size] of ones, or of the weight of each place."""
    taken = lists != NOTHING
    weight = np.broadcast_to(np.ones(lists.shape[1]) if weights is None else weights, lists.shape)
    indptr = np.append(0, np.cumsum(taken.sum(axis=1)))
    return sp.csr_matrix((weight[taken], lists[taken], indptr), shape=(len(lists), size))


def shares(rows: Sparse, groups: Sparse) -> Array:
    """How items given as rows divide over groups, float64 [viewers, groups]; rows add up to 1.

    `groups` has a row for each item that adds up to 1, or is empty where nothing is known: those
    items do not count. NaN where nothing is known of any item.
    """
    sums = dense(rows @ groups)
    return ratio(sums, np.broadcast_to(sums.sum(axis=1, keepdims=True), sums.shape))


def dense(product: Any) -> Array:
    """A sparse product as float64."""
    return np.asarray(product.todense(), dtype=np.float64)
