"""Sparse weights for catalogues that are too large for a closed form.

SLIM: Ning and Karypis 2011, "Sparse linear methods for top-N recommender systems": each item is
predicted from others with weights that are never negative, mostly zero. Each is predicted from
its nearest neighbours only (fsSLIM of the same paper), so that nothing of the size items x items
is ever made. Solved by coordinate descent (Friedman et al. 2010) for many items side by side.
"""

import numpy as np
import scipy.sparse as sp

from openslate.recommend.models.family_settings import SlimSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.linear_scorer import LinearScorer, LinearTerm
from openslate.recommend.models.matrices import sparse
from openslate.recommend.models.neighbours import nearest_items

Array = np.ndarray


def fit_slim(
    interactions: Interactions,
    features: GraphFeatures,  # noqa: ARG001
    settings: SlimSettings,
) -> LinearScorer:
    """Minimise |x - Xw|^2 / 2 + ridge |w|^2 / 2 + lasso |w| over w >= 0 for every item x."""
    columns = interactions.matrix.tocsc()
    blocks, start = [], 0
    for nearest in nearest_items(interactions, settings.candidates, shrinkage=0.0):
        blocks.append(_block(columns, nearest, start, settings))
        start += nearest.shape[1]
    weights = sparse(sp.hstack(blocks) if blocks else np.zeros((0, 0)))
    return LinearScorer(interactions.share, (LinearTerm(weights),))


def _block(
    columns: sp.csc_matrix[np.float32],
    nearest: sp.csc_matrix[np.float32],
    start: int,
    settings: SlimSettings,
) -> sp.csc_matrix[np.float32]:
    """Weights of a block of items, CSC [items, block]."""
    count, width = nearest.shape[1], int(np.diff(nearest.indptr).max(initial=0))
    among = np.zeros((count, width, width), dtype=np.float32)
    wanted = np.zeros((count, width), dtype=np.float32)
    for place in range(count):
        found = nearest.indices[nearest.indptr[place] : nearest.indptr[place + 1]]
        watched = columns[:, found]
        among[place, : len(found), : len(found)] = (watched.T @ watched).toarray()
        wanted[place, : len(found)] = (watched.T @ columns[:, [start + place]]).toarray()[:, 0]
    weights = descend(among, wanted, settings.ridge, settings.lasso, settings.sweeps)
    kept = weights[np.arange(width) < np.diff(nearest.indptr)[:, None]]
    solved = sp.csc_matrix((kept, nearest.indices, nearest.indptr), shape=nearest.shape)
    solved.eliminate_zeros()
    return solved


def descend(among: Array, wanted: Array, ridge: float, lasso: float, sweeps: int) -> Array:
    """Weights float32 [problems, candidates] of many elastic nets of one size at once.

    `among` [problems, candidates, candidates] counts viewers of two candidates, `wanted`
    [problems, candidates] those of a candidate and the item to predict.
    """
    weights, left = np.zeros_like(wanted), wanted.copy()
    for _ in range(sweeps):
        for at in range(wanted.shape[1]):
            own = among[:, at, at]
            best = (left[:, at] + own * weights[:, at] - lasso) / (own + ridge)
            step = np.maximum(best, 0.0) - weights[:, at]
            weights[:, at] += step
            left -= step[:, None] * among[:, at]  # symmetric: a row is read faster
    return weights
