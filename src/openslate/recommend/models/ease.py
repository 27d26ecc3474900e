"""Item-item weights in closed form: how much having watched one item speaks for another.

EASE: H. Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019. The dropout term
is EDLAE's: H. Steck, Autoencoders that don't overfit towards the Identity, NeurIPS 2020. Facts
as further rows: O. Jeunen et al., Closed-Form Models for Collaborative Filtering with
Side-Information, RecSys 2020.
"""

import numpy as np
import scipy.sparse as sp

from openslate.recommend.models.closed_form import (
    Rows,
    add_together,
    fewer_rows_than_items,
    weights_of,
    weights_through_rows,
)
from openslate.recommend.models.co_viewings import (
    CoViewings,
    counted_rows,
    own_sum,
    viewer_weight,
)
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.linear_scorer import LinearScorer, LinearTerm
from openslate.recommend.models.precision import settled
from openslate.recommend.models.trends import trend_of

Array = np.ndarray


def fit_ease(
    interactions: Interactions,
    features: GraphFeatures,
    settings: EaseSettings,
    counted: CoViewings | None = None,
) -> LinearScorer:
    """Weights W with a zero diagonal, so that viewings times W predict viewings.

    Minimises |X - XW|^2 + |L^(1/2) W|^2 with diag(W) = 0, where X is the viewings [viewers, items]
    over the square root of `fact_viewers` times the facts, and L = regularization (for each item
    in proportion to its popularity to the power of twice `item_norm`) + dropout / (1 - dropout) *
    viewings. Row i holds what watching item i adds to every score. `counted` are the co-viewings of
    the same interactions where they are known already.
    """
    return LinearScorer(interactions.share, ease_terms(interactions, features, settings, counted))


def ease_terms(
    interactions: Interactions,
    features: GraphFeatures,
    settings: EaseSettings,
    counted: CoViewings | None = None,
) -> tuple[LinearTerm, ...]:
    """The same as terms of a scorer, for models that add others."""
    if counted is None and goes_through_rows(interactions, features, settings):
        return _terms_through_rows(interactions, features, settings)
    counted = counted or CoViewings.of(interactions, settings)
    weights = settled(solved_weights(interactions, features, settings, counted))
    return (LinearTerm(weights, fading=settings.fading),)


def goes_through_rows(
    interactions: Interactions, features: GraphFeatures, settings: EaseSettings
) -> bool:
    """Whether viewers and facts are fewer than items, so that nobody's co-viewings are counted."""
    rows = [viewer_rows(interactions, settings), *_fact_rows(features, settings)]
    return fewer_rows_than_items(sp.csr_matrix(sp.vstack(rows)))


def solved_weights(
    interactions: Interactions, features: GraphFeatures, settings: EaseSettings, counted: CoViewings
) -> Array:
    """The weights from co-viewings of the same interactions, float64 [items, items]."""
    gram = own_sum(interactions, counted.weight) * counted.together
    penalty = _penalty(gram.diagonal(), interactions, settings)
    for facts in _fact_rows(features, settings):
        add_together(gram, facts)
    return weights_of(gram, penalty, item_scale(interactions, settings))


def item_scale(interactions: Interactions, settings: EaseSettings) -> Array:
    """What each item's scores are multiplied by, float64 [items]."""
    viewings = np.maximum(interactions.viewings, 1).astype(np.float64)
    lift = (viewings / viewings.mean()) ** settings.lift
    return np.asarray(lift * trend_of(interactions, settings.lately) ** settings.trend)


def viewer_rows(interactions: Interactions, settings: EaseSettings) -> Rows:
    """Viewings as they count while fitting, their sum kept; float64 [rows, items]."""
    own = own_sum(interactions, viewer_weight(interactions, settings))
    return sp.csr_matrix(np.sqrt(own) * counted_rows(interactions, settings))


def _terms_through_rows(
    interactions: Interactions, features: GraphFeatures, settings: EaseSettings
) -> tuple[LinearTerm, ...]:
    viewers = viewer_rows(interactions, settings)
    squares = np.asarray(viewers.multiply(viewers).sum(axis=0)).ravel()
    penalty = _penalty(squares, interactions, settings)
    rows = sp.csr_matrix(sp.vstack([viewers, *_fact_rows(features, settings)]))
    found = weights_through_rows(rows, penalty, item_scale(interactions, settings))
    return tuple(LinearTerm(steps[-1], steps[:-1], settings.fading) for steps in found)


def _fact_rows(features: GraphFeatures, settings: EaseSettings) -> list[Rows]:
    """Facts as further viewers, float64 [facts, items]; none where they do not speak."""
    if not settings.fact_viewers:
        return []
    spoken = np.sqrt(settings.fact_viewers) * features.undated.T.astype(np.float64)
    return [sp.csr_matrix(spoken)]


def _penalty(squares: Array, interactions: Interactions, settings: EaseSettings) -> Array:
    """What is added to the diagonal, float64 [items]; `squares` is what viewers have there.

    Dividing the Gram matrix by the popularity to a power on both sides and carrying the weights
    back is the same as a penalty that grows with popularity.
    """
    viewings = np.maximum(interactions.viewings, 1).astype(np.float64)
    odds = settings.dropout / (1.0 - settings.dropout)
    typical = np.sqrt(viewings).sum() / (viewings ** (0.5 - settings.item_norm)).sum()
    normed = (viewings**settings.item_norm / typical) ** 2
    return np.asarray(settings.regularization * normed + odds * squares)
