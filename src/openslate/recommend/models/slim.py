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
from openslate.recommend.models.matrices import dense, sparse
from openslate.recommend.models.neighbours import nearest_items

Array = np.ndarray
BLOCK, BLOCK_OF_MANY, SMALL = 4096, 64, 8192
"""Items solved side by side; fewer of them where there are many items, because co-viewings of all
their candidates are held at once."""


def fit_slim(
    interactions: Interactions,
    features: GraphFeatures,  # noqa: ARG001
    settings: SlimSettings,
) -> LinearScorer:
    """Minimise |x - Xw|^2 / 2 + ridge |w|^2 / 2 + lasso |w| over w >= 0 for every item x."""
    columns, blocks, start = interactions.matrix.tocsc(), [], 0
    size = BLOCK if interactions.size <= SMALL else BLOCK_OF_MANY
    for nearest in nearest_items(interactions, settings.candidates, shrinkage=0.0, block=size):
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
    own, lengths = np.arange(start, start + nearest.shape[1]), np.diff(nearest.indptr)
    among = np.union1d(nearest.indices, own)
    watched = columns[:, among]
    counts = dense(watched.T @ watched)
    there = np.arange(int(lengths.max(initial=0))) < lengths[:, None]
    places = np.zeros(there.shape, dtype=np.int64)
    places[there] = np.searchsorted(among, nearest.indices)
    systems = counts[places[:, :, None], places[:, None, :]]
    systems *= there[:, :, None] & there[:, None, :]
    wanted = counts[places, np.searchsorted(among, own)[:, None]] * there
    weights = descend(systems, wanted, settings.ridge, settings.lasso, settings.sweeps)
    solved = sp.csc_matrix((weights[there], nearest.indices, nearest.indptr), shape=nearest.shape)
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
