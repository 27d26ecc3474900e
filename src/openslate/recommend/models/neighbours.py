"""Items that the same people watched: cosine likeness, the nearest only.

Sarwar et al. 2001, "Item-based collaborative filtering recommendation algorithms"; shrinkage
after Bell and Koren 2007.
"""

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp

from openslate.recommend.models.family_settings import NeighbourSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.linear_scorer import LinearScorer, LinearTerm
from openslate.recommend.models.matrices import Sparse, dense, sparse

Array = np.ndarray
BLOCK = 512
"""Items whose neighbours are looked for at a time."""


def fit_neighbours(
    interactions: Interactions,
    features: GraphFeatures,  # noqa: ARG001
    settings: NeighbourSettings,
) -> LinearScorer:
    """Each item is scored by the nearest of the items watched."""
    found = list(nearest_items(interactions, settings.neighbours, settings.shrinkage))
    weights = sparse(sp.hstack(found) if found else np.zeros((0, 0)))
    return LinearScorer(interactions.share, (LinearTerm(weights),))


def nearest_items(
    interactions: Interactions, neighbours: int, shrinkage: float, block: int = BLOCK
) -> Iterator[sp.csc_matrix[np.float32]]:
    """Block by block of items, float32 CSC [items, block] with each column's nearest items.

    The likeness of two items is c / (sqrt(n m) + shrinkage), where c of their n and m viewers are
    the same. Ties go to the item with the lower number.
    """
    matrix, viewings = interactions.matrix, interactions.viewings
    turned = matrix.T.tocsr()
    for start in range(0, interactions.size, block):
        common = dense(turned[start : start + block] @ matrix)
        own = np.arange(start, start + len(common))
        alike = common / (np.sqrt(np.outer(viewings[own], viewings)) + shrinkage + (common == 0))
        alike[np.arange(len(own)), own] = 0.0
        yield sp.csc_matrix(_largest(alike, neighbours).T)


def _largest(alike: Array, count: int) -> Sparse:
    """Only the largest positive values of each row."""
    if alike.shape[1] > count:
        least = np.partition(alike, -count, axis=1)[:, -count][:, None]
        spare = count - (alike > least).sum(axis=1, keepdims=True)
        tied = (alike == least) & (np.cumsum(alike == least, axis=1) <= spare)
        alike = np.where((alike > least) | tied, alike, 0.0)
    return sparse(alike)
