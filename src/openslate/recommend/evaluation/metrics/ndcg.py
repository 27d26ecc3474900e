"""Normalised discounted cumulative gain: does what was watched stand near the top?"""

import numpy as np

from openslate.recommend.evaluation.metrics.hits import Hits

Array = np.ndarray


def ndcg(hits: Hits) -> Array:
    """Gain of the hits, discounted by place, over that of the best possible list; 0 to 1.

    NDCG@k = sum of 1 / log2(place + 1) over hits, divided by the same sum over the first
    min(k, wanted) places: binary relevance. Järvelin and Kekäläinen 2002.
    """
    discount = discounts(hits.places.shape[1])
    ideal = np.append(0.0, np.cumsum(discount))[np.minimum(hits.wanted, len(discount))]
    return np.asarray(hits.places @ discount / ideal)


def discounts(k: int) -> Array:
    """What each of k places counts: 1 / log2(place + 1), places from 1."""
    return np.asarray(1.0 / np.log2(np.arange(2, k + 2)))
