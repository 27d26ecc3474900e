"""Fragmentation: how little do two viewers see in common?"""

import numpy as np

from openslate.common.seeds import generator_for
from openslate.recommend.evaluation.ranking import NOTHING

Array = np.ndarray
PATIENCE = 0.9
"""How likely someone goes on from one place to the next: ten places are looked at on average."""


def fragmentation(lists: Array, seed: int = 0) -> Array:
    """1 - rank-biased overlap with one other viewer; 0 for the same list, 1 for nothing shared.

    Overlap = sum over depths d of w(d) |common to the first d| / d, with weights in proportion to
    0.9^(d - 1) that add up to 1 over the list (Webber, Moffat and Zobel 2010). Viewers are paired
    at random and each is in one pair only, so that values are independent: it stands with the
    first of a pair, the second has NaN, as has one left over.
    """
    first, second = pairs(len(lists), seed)
    values = np.full(len(lists), np.nan)
    values[first] = 1.0 - overlap(lists[first], lists[second])
    return values


def overlap(one: Array, other: Array, patience: float = PATIENCE) -> Array:
    """Rank-biased overlap of lists in pairs, float64 [pairs], 0 to 1."""
    k = one.shape[1]
    same = (one[:, :, None] == other[:, None, :]) & (one != NOTHING)[:, :, None]
    later = np.maximum.outer(np.arange(k), np.arange(k))  # the depth at which both are reached
    found = np.stack([same[:, later == depth].sum(axis=1) for depth in range(k)], axis=1)
    return np.asarray((np.cumsum(found, axis=1) / np.arange(1, k + 1)) @ depth_weights(k, patience))


def depth_weights(k: int, patience: float = PATIENCE) -> Array:
    """What each depth counts; they add up to 1."""
    weights = patience ** np.arange(k)
    return np.asarray(weights / weights.sum())


def pairs(viewers: int, seed: int) -> tuple[Array, Array]:
    """A random pairing: first and second of each pair."""
    order = generator_for("pairs", seed).permutation(viewers)
    half = viewers // 2
    return order[:half], order[half : 2 * half]
