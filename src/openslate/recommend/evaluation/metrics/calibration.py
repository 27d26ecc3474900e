"""Calibration: do the genres of a list reflect those the viewer watches?"""

import numpy as np

from openslate.recommend.evaluation.metrics.lists import Sparse, as_rows, shares

Array = np.ndarray
MIXED = 0.01
"""How much of the history's shares is mixed into the list's, so that no share is zero."""


def miscalibration(lists: Array, histories: Sparse, genres: Sparse) -> Array:
    """How far the list's genres are from the history's, in nats; 0 when they are the same.

    KL(p || q') = sum over genres of p log(p / q'), with q' = 0.99 q + 0.01 p; p and q are the
    shares of genres in history and list, an item's genres sharing it equally. Steck 2018,
    "Calibrated recommendations".
    """
    taste = shares(histories, genres)
    return divergence(taste, shares(as_rows(lists, genres.shape[0]), genres))


def divergence(taste: Array, shown: Array, mixed: float = MIXED) -> Array:
    """Kullback and Leibler's divergence of shares shown from a taste, float64 [viewers]."""
    blend = (1.0 - mixed) * shown + mixed * taste
    parts = taste * np.log(np.divide(taste, blend, out=np.ones_like(taste), where=taste > 0))
    return np.asarray(parts.sum(axis=1))
