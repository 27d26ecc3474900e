"""Points of viewers and items by weighted least squares, solved in turn with plain numpy.

Rows of one length are solved together, so that short histories and rarely watched items, of
which sparse data has thousands, cost one call and not one each.
"""

import numpy as np

from openslate.common.seeds import generator_for
from openslate.recommend.models.factors import FactorScorer
from openslate.recommend.models.family_settings import IalsSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.matrices import Sparse
from openslate.recommend.models.precision import settled

Array = np.ndarray
CELLS = 4_000_000
"""Numbers in the systems that are solved at once."""


def fit_ials(
    interactions: Interactions,
    features: GraphFeatures,  # noqa: ARG001
    settings: IalsSettings,
) -> FactorScorer:
    """Points of the items, and how a history finds its own among them."""
    points = settled(item_points(interactions.matrix, settings).astype(np.float64))
    share, confidence = interactions.share, settings.confidence
    return FactorScorer(share, points, confidence, 0.0, settings.regularization)


def item_points(watched: Sparse, settings: IalsSettings) -> Array:
    """Points of the items, float32 [items, factors].

    Minimises the sum of w (watched - x'y)^2 over all viewers and items, w = `confidence` where
    watched and 1 elsewhere, plus `regularization` times each point's squared length times the
    weight that the point carries: S. Rendle et al., Revisiting the Performance of iALS on Item
    Recommendation Benchmarks, RecSys 2022.
    """
    generator = generator_for("ials", settings.seed)
    spread = 0.1 / np.sqrt(settings.factors)
    points = generator.normal(0.0, spread, (watched.shape[1], settings.factors))
    points = points.astype(np.float32)
    by_item = watched.T.tocsr()
    for _ in range(settings.iterations):
        points = _solved(by_item, _solved(watched, points, settings), settings)
    return points


def _solved(rows: Sparse, others: Array, settings: IalsSettings) -> Array:
    """The best points of `rows`, given those of their columns; who has nothing stays at 0."""
    extra = settings.confidence - 1.0
    everywhere = others.T @ others
    lengths = np.diff(rows.indptr)
    points = np.zeros((len(lengths), others.shape[1]), dtype=np.float32)
    for length in np.unique(lengths[lengths > 0]):
        penalty = settings.regularization * (extra * length + len(others))
        system = everywhere + penalty * np.eye(others.shape[1], dtype=np.float32)
        for block in _blocks(np.flatnonzero(lengths == length), length, others.shape[1]):
            own = others[rows.indices[rows.indptr[block][:, None] + np.arange(length)]]
            left = system + extra * np.matmul(own.transpose(0, 2, 1), own)
            right = settings.confidence * own.sum(axis=1)
            points[block] = np.linalg.solve(left, right[:, :, None])[:, :, 0]
    return points


def _blocks(rows: Array, length: int, factors: int) -> list[Array]:
    """Rows in parts of which the systems fit into `CELLS`."""
    size = max(1, CELLS // (factors * (factors + int(length))))
    return [rows[start : start + size] for start in range(0, len(rows), size)]
