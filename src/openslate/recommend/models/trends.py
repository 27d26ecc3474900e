"""How much more than usual each item was watched of late."""

import numpy as np

from openslate.recommend.models.interactions import Interactions

DOUBT = 10.0
"""Viewings as usual that are added to each item, so that few viewings make no trend."""


def trend_of(interactions: Interactions, lately: float) -> np.ndarray:
    """Viewings among the latest share `lately`, over as many as usual; float64 [items].

    1 is as usual, and all are where times are not known.
    """
    if interactions.times is None:
        return np.ones(interactions.size)
    latest = np.argsort(interactions.times, kind="stable")
    latest = latest[int(len(latest) * (1.0 - lately)) :]
    found = np.bincount(interactions.matrix.indices[latest], minlength=interactions.size)
    usual = interactions.viewings * (len(latest) / max(interactions.matrix.nnz, 1))
    return np.asarray((found + DOUBT) / (usual + DOUBT))
