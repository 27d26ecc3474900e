"""Item-item weights in closed form: how much having watched one item speaks for another.

EASE: H. Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019. The dropout term
is EDLAE's: H. Steck, Autoencoders that don't overfit towards the Identity, NeurIPS 2020. Facts
as further rows: O. Jeunen et al., Closed-Form Models for Collaborative Filtering with
Side-Information, RecSys 2020.
"""

import numpy as np
import scipy.sparse as sp

from openslate.recommend.models.closed_form import Rows, ridge_steps
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.linear_scorer import LinearScorer, LinearTerm
from openslate.recommend.models.stretches import stretch_rows
from openslate.recommend.models.trends import trend_of

Array = np.ndarray


def fit_ease(
    interactions: Interactions, features: GraphFeatures, settings: EaseSettings
) -> LinearScorer:
    """Weights W with a zero diagonal, so that viewings times W predict viewings.

    Minimises |X - XW|^2 + |L^(1/2) W|^2 with diag(W) = 0, where X is the viewings [viewers, items]
    over the square root of `fact_viewers` times the facts, and L = regularization (for each item
    in proportion to its popularity to the power of twice `item_norm`) + dropout / (1 - dropout) *
    viewings. Row i holds what watching item i adds to every score.
    """
    return LinearScorer(interactions.share, ease_terms(interactions, features, settings))


def ease_terms(
    interactions: Interactions, features: GraphFeatures, settings: EaseSettings
) -> tuple[LinearTerm, ...]:
    """The same as terms of a scorer, for models that add others."""
    viewings = np.maximum(interactions.viewings, 1).astype(np.float64)
    rows = viewer_rows(interactions, settings)
    penalty = _penalty(rows, viewings, settings)
    facts = np.sqrt(settings.fact_viewers) * features.undated.T.astype(np.float64)
    evidence = sp.csr_matrix(sp.vstack([rows, facts])) if settings.fact_viewers else rows
    scale = item_scale(interactions, settings)
    return tuple(
        LinearTerm(steps[-1], steps[:-1], settings.fading)
        for steps in ridge_steps(evidence, penalty, scale)
    )


def item_scale(interactions: Interactions, settings: EaseSettings) -> Array:
    """What each item's scores are multiplied by, float64 [items]."""
    viewings = np.maximum(interactions.viewings, 1).astype(np.float64)
    lift = (viewings / viewings.mean()) ** settings.lift
    return np.asarray(lift * trend_of(interactions, settings.lately) ** settings.trend)


def viewer_rows(interactions: Interactions, settings: EaseSettings) -> Rows:
    """Viewings as they count while fitting, then stretches of them; float64 [rows, items].

    Viewings are faded and viewers made equal, their sum kept.
    """
    matrix = interactions.matrix.astype(np.float64)
    lengths = np.maximum(np.diff(matrix.indptr), 1).astype(np.float64)
    count = lengths**-settings.viewer_norm
    count *= matrix.nnz / max((lengths * count).sum(), 1.0)
    matrix.data = np.sqrt(count)[interactions.rows]
    if settings.fitted_fading.half_life is not None:
        matrix.data *= settings.fitted_fading.weights(interactions.places)
    if interactions.times is None or not settings.near_viewers:
        return sp.csr_matrix(matrix)
    counting = np.sqrt(settings.near_viewers) * matrix.data
    near = stretch_rows(interactions, counting, settings.near_places)
    return sp.csr_matrix(sp.vstack([matrix, *near]))


def _penalty(rows: Rows, viewings: Array, settings: EaseSettings) -> Array:
    """What is added to the diagonal, float64 [items].

    Dividing the Gram matrix by the popularity to a power on both sides and carrying the weights
    back is the same as a penalty that grows with popularity.
    """
    odds = settings.dropout / (1.0 - settings.dropout)
    counted = np.asarray(rows.multiply(rows).sum(axis=0)).ravel()
    typical = np.sqrt(viewings).sum() / (viewings ** (0.5 - settings.item_norm)).sum()
    normed = (viewings**settings.item_norm / typical) ** 2
    return np.asarray(settings.regularization * normed + odds * counted)
