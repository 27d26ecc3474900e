"""Serendipity: does it find what the viewer wanted and popularity would not have shown?"""

import numpy as np

from openslate.recommend.evaluation.metrics.hits import Hits

Array = np.ndarray


def serendipity(lists: Array, hits: Hits, viewings: Array) -> Array:
    """Mean over places of hit times how far popularity would have put it behind; 0 to 1.

    At place r an item of popularity rank p (1 = most watched) among n items counts
    max((n + 1 - r) / n - (n + 1 - p) / n, 0) = max(p - r, 0) / n if it is a hit, else 0. As in
    RecTools (Vasilev et al. 2024), after Ge, Delgado-Battenfeld and Jannach 2010.
    """
    n, k = len(viewings), lists.shape[1]
    rank = np.empty(n, dtype=np.int64)
    rank[np.argsort(-viewings, kind="stable")] = np.arange(1, n + 1)
    ahead = np.maximum(rank[lists] - np.arange(1, k + 1), 0) / n
    return np.asarray(np.where(hits.places, ahead, 0.0).mean(axis=1))
