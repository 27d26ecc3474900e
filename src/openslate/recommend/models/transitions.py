"""What tends to be watched after what."""

import numpy as np
import scipy.sparse as sp

from openslate.recommend.models.co_viewings import CoViewings
from openslate.recommend.models.ease import ease_terms, item_scale
from openslate.recommend.models.family_settings import SequenceSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.linear_scorer import LinearScorer, LinearTerm
from openslate.recommend.models.matrices import Sparse, sparse

Array = np.ndarray


def fit_sequence(
    interactions: Interactions,
    features: GraphFeatures,
    settings: SequenceSettings,
    counted: CoViewings | None = None,
) -> LinearScorer:
    """EASE over the whole history plus successors of its end; `counted` as for `fit_ease`.

    Without times no viewing follows another, and only EASE is left.
    """
    terms = ease_terms(interactions, features, settings.ease, counted)
    if interactions.times is not None and settings.weight:
        following = settings.weight * successors(interactions, settings)
        following = sparse(following @ sp.diags(item_scale(interactions, settings.ease)))
        terms += (LinearTerm(following, fading=settings.fading),)
    return LinearScorer(interactions.share, terms)


def successors(interactions: Interactions, settings: SequenceSettings) -> Sparse:
    """How often each item is followed by each other, by viewing of the first; CSR [items, items].

    A successor `d` places on counts `decay` to the power of d - 1.
    """
    items, rows = interactions.matrix.indices[interactions.order], interactions.rows
    before, after, weight = [], [], []
    for distance in range(1, settings.window + 1):
        first = np.flatnonzero(rows[distance:] == rows[:-distance])
        before.append(items[first])
        after.append(items[first + distance])
        weight.append(np.full(len(first), settings.decay ** (distance - 1)))
    pairs = (np.concatenate(before), np.concatenate(after))
    shape = (interactions.size, interactions.size)
    counts = sp.csr_matrix((np.concatenate(weight), pairs), shape=shape)
    viewings = interactions.viewings + settings.shrinkage
    return sparse(sp.diags(1.0 / np.maximum(viewings, 1.0)) @ counts)
