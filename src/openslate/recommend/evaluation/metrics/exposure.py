"""Exposure: whose items get the places that are looked at?"""

import numpy as np

from openslate.recommend.evaluation.metrics.lists import Sparse, as_rows, shares
from openslate.recommend.evaluation.metrics.ndcg import discounts

Array = np.ndarray


def exposure(lists: Array, groups: Sparse) -> Array:
    """Share of a list's attention that goes to each group, float64 [viewers, groups].

    A place gets the attention 1 / log2(place + 1) (Singh and Joachims 2018). Groups are
    providers or countries; an item of several is shared equally, one of none does not count.
    """
    weights = discounts(lists.shape[1])
    return shares(as_rows(lists, groups.shape[0], weights), groups)


def displaced(exposed: Array, due: Array) -> float:
    """Share of all attention that would have to move for every group to have its due; 0 to 1.

    Half the sum of differences (total variation), of shares exposed and shares due [groups].
    """
    return float(np.abs(exposed - due).sum() / 2)


def imbalance(exposed: Array, due: Array) -> Array:
    """Jensen and Shannon's divergence of each viewer's exposure from what is due; bits, 0 to 1.

    Half of KL(p || m) + KL(q || m) with m = (p + q) / 2. Lin 1991; used so by RADio (Vrijenhoek
    et al. 2022). `due` is [groups] or [viewers, groups].
    """
    fair = np.broadcast_to(due, exposed.shape)
    return np.asarray(entropy((exposed + fair) / 2) - (entropy(exposed) + entropy(fair)) / 2)


def entropy(shares: Array) -> Array:
    """Shannon's entropy of each row of shares, bits."""
    logs = np.log2(np.where(shares > 0, shares, 1.0))
    return np.asarray(-(shares * logs).sum(axis=1))
