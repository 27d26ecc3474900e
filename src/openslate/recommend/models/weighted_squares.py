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
        points = solved_points(by_item, solved_points(watched, points, settings), settings)
    return points


def solved_points(rows: Sparse, others: Array, settings: IalsSettings) -> Array:
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
            solve = _through_places if length < others.shape[1] else _direct
            points[block] = settings.confidence * solve(system, own, extra)
    return points


def _direct(system: Array, own: Array, extra: float) -> Array:
    """x' with (system + extra H'H) x = H'1 for each H of `own` [rows, places, factors]."""
    left = system + extra * np.matmul(own.transpose(0, 2, 1), own)
    return np.asarray(np.linalg.solve(left, own.sum(axis=1)[:, :, None])[:, :, 0])


def _through_places(system: Array, own: Array, extra: float) -> Array:
    """The same as 1'(I + extra H S^-1 H')^-1 H S^-1 with the system S, where places are fewer."""
    carried = own @ np.linalg.inv(system.astype(np.float64)).astype(np.float32)
    among = np.eye(own.shape[1], dtype=np.float32)
    among = among + extra * np.matmul(carried, own.transpose(0, 2, 1))
    weights = np.linalg.solve(among, np.ones((*own.shape[:2], 1), np.float32))
    return np.asarray(np.matmul(weights.transpose(0, 2, 1), carried)[:, 0])


def _blocks(rows: Array, length: int, factors: int) -> list[Array]:
    """Rows in parts of which the systems fit into `CELLS`."""
    size = max(1, CELLS // (factors * (factors + int(length))))
    return [rows[start : start + size] for start in range(0, len(rows), size)]
