"""Novelty: how little known is what is shown?"""

import numpy as np

from openslate.recommend.evaluation.metrics.lists import mean_of

Array = np.ndarray


def novelty(lists: Array, viewings: Array, viewers: int) -> Array:
    """Mean surprise of the items shown, in bits; 0 for what everybody has watched.

    Surprise of item i = -log2(viewers of i / all viewers); an item that nobody has watched counts
    as if one had. Zhou et al. 2010; Castells, Hurley and Vargas 2015.
    """
    return mean_of(surprise(viewings, viewers), lists)


def surprise(viewings: Array, viewers: int) -> Array:
    """How unexpected it is that a viewer knows each item, bits [items]."""
    return np.asarray(-np.log2(np.maximum(viewings, 1) / max(viewers, 1)))
