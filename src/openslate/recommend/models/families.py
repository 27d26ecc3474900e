"""All families of models by name, and fitting any of them."""

from collections.abc import Callable, Mapping
from typing import Any

from openslate.recommend.models.als import fit_als
from openslate.recommend.models.blend import PARTS, BlendScorer, fit_blend
from openslate.recommend.models.co_viewings import CoViewings
from openslate.recommend.models.coded_scorer import CodedScorer
from openslate.recommend.models.ease import fit_ease
from openslate.recommend.models.family_settings import (
    BlendSettings,
    EaseSettings,
    ModelSettings,
    SequenceSettings,
)
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.neighbours import fit_neighbours
from openslate.recommend.models.popularity import fit_popularity
from openslate.recommend.models.slim import fit_slim
from openslate.recommend.models.smoothing import fit_smooth
from openslate.recommend.models.softmax_points import fit_softmax
from openslate.recommend.models.spark_als import fit_spark_als
from openslate.recommend.models.transitions import fit_sequence
from openslate.recommend.models.weighted_squares import fit_ials

Fit = Callable[[Interactions, GraphFeatures, Any], CodedScorer]
"""From viewings, facts of the same items, and the family's settings to a scorer of these items."""


def _fit_blend(
    interactions: Interactions, features: GraphFeatures, settings: BlendSettings
) -> BlendScorer:
    return fit_blend(interactions, features, settings, fit_model)


FAMILIES: Mapping[str, Fit] = {
    "popularity": fit_popularity,
    "knn": fit_neighbours,
    "ease": fit_ease,
    "sequence": fit_sequence,
    "slim": fit_slim,
    "als": fit_als,
    "spark_als": fit_spark_als,
    "ials": fit_ials,
    "smooth": fit_smooth,
    "softmax": fit_softmax,
    "blend": _fit_blend,
}
"""How each family is fitted, by the `family` of its settings."""

SCORERS: Mapping[str, type[CodedScorer]] = {**PARTS, BlendScorer.kind: BlendScorer}
"""What families end as, by the name in a model's card."""


def fit_model(
    interactions: Interactions,
    features: GraphFeatures,
    settings: ModelSettings,
    counted: CoViewings | None = None,
) -> CodedScorer:
    """Fit the family that the settings are of; the same input gives the same scorer.

    `counted` are the co-viewings of these interactions where they are known, for families that
    `ease_settings` says are solved from them.
    """
    if counted is not None and isinstance(settings, EaseSettings):
        return fit_ease(interactions, features, settings, counted)
    if counted is not None and isinstance(settings, SequenceSettings):
        return fit_sequence(interactions, features, settings, counted)
    return FAMILIES[settings.family](interactions, features, settings)


def ease_settings(settings: ModelSettings) -> EaseSettings | None:
    """How the family counts co-viewings; None if it learns from viewers in another way."""
    if isinstance(settings, SequenceSettings):
        return settings.ease
    return settings if isinstance(settings, EaseSettings) else None
