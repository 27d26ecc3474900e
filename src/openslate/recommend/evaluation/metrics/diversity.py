"""Diversity: how unlike each other are the items of one list?"""

import numpy as np
import scipy.sparse as sp

from openslate.recommend.evaluation.metrics.lists import Sparse, as_rows, lengths, ratio

Array = np.ndarray


def diversity(lists: Array, directions: Sparse) -> Array:
    """Mean distance between two items of a list; 0 for copies, 1 for nothing in common.

    Distance = 1 - cosine of the graph facts, over all pairs of a list (Ziegler et al. 2005).
    `directions` has those facts of each item, CSR [items, features], rows of length 1 or empty.
    """
    size, count = directions.shape[0], lengths(lists)
    rows = as_rows(lists, size)
    return 1.0 - likeness_within(rows @ directions, rows @ squares(directions), count)


def likeness_within(sums: Sparse, own: Array, count: Array) -> Array:
    """Mean cosine over pairs of `count` items, from the sum of their directions.

    The square of a sum holds every pair twice and each item with itself, `own`, once.
    """
    both = squares(sums) - own
    return ratio(both, count * (count - 1.0))


def squares(rows: Sparse) -> Array:
    """Squared length of each row."""
    return np.asarray(rows.multiply(rows).sum(axis=1)).ravel()


def directions_of(features: Sparse) -> Sparse:
    """Rows divided by their lengths, so that a product of two is their cosine; float64."""
    length = np.sqrt(squares(features.astype(np.float64)))
    inverse = np.divide(1.0, length, out=np.zeros(len(length)), where=length > 0)
    return sp.csr_matrix(sp.diags_array(inverse) @ features.astype(np.float64))
