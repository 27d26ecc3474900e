"""Popularity lift: is a viewer pushed towards hits, compared with what they watch anyway?"""

import numpy as np

from openslate.recommend.evaluation.metrics.lists import Sparse, mean_of, ratio

Array = np.ndarray


def popularity_lift(lists: Array, histories: Sparse, viewings: Array) -> Array:
    """Mean viewings of the list over mean viewings of the history, less 1.

    0: just as popular as what the viewer chose; 1: twice as popular; below 0: less popular.
    Abdollahpouri et al. 2020, here for each viewer. `histories` is CSR [viewers, items] of ones.
    """
    count = np.diff(histories.indptr)
    usual = ratio(histories @ viewings.astype(np.float64), count)
    return ratio(mean_of(viewings, lists), usual) - 1.0
