"""What a viewer could be shown: sums over all items that they do not know, in closed form."""

import numpy as np

from openslate.recommend.evaluation.metrics.diversity import squares
from openslate.recommend.evaluation.metrics.lists import Sparse, ratio

Array = np.ndarray


def pool_mean(values: Array, histories: Sparse) -> Array:
    """Mean of a value over each viewer's pool: the expectation for a place drawn from it."""
    rest = values.sum() - histories @ values.astype(np.float64)
    return ratio(rest, pool_sizes(histories))


def pool_distance(directions: Sparse, histories: Sparse) -> Array:
    """Mean distance between two items of each viewer's pool.

    Also the expectation of a list's diversity, of any length: every pair is as likely.
    """
    total = np.asarray(directions.sum(axis=0)).ravel()
    known = histories @ directions
    own = squares(directions)
    square = total @ total - 2.0 * (known @ total) + squares(known)
    left = own.sum() - histories @ own
    size = pool_sizes(histories)
    return np.asarray(1.0 - ratio(square - left, size * (size - 1.0)))


def pool_overlap(histories: Sparse, first: Array, second: Array, weights: Array) -> Array:
    """Expected rank-biased overlap of lists drawn from the pools of two viewers each.

    The first d items of each have d * d * both / (one * other) items in common (both: in either
    pool), so agreement at depth d is d * both / (one * other).
    """
    sizes, items = pool_sizes(histories), histories.shape[1]
    shared = np.asarray(histories[first].multiply(histories[second]).sum(axis=1)).ravel()
    either = items - sizes
    both = items - (either[first] + either[second] - shared)
    depth = float(weights @ np.arange(1, len(weights) + 1))
    return ratio(both * depth, sizes[first].astype(np.float64) * sizes[second])


def pool_sizes(histories: Sparse) -> Array:
    """How many items each viewer does not know."""
    return np.asarray(histories.shape[1] - np.diff(histories.indptr))
