"""Recall: how much of what was watched is in the list?"""

import numpy as np

from openslate.recommend.evaluation.metrics.hits import Hits

Array = np.ndarray


def recall(hits: Hits) -> Array:
    """Hits over all that was wanted; 0 to 1.

    Recall@k = |list and wanted| / |wanted|. Not divided by min(k, wanted), as some do, so that it
    reads as a share of the whole.
    """
    return np.asarray(hits.places.sum(axis=1) / hits.wanted)
