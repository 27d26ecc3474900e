"""Item points by alternating least squares, through the package `implicit` (extra `als`)."""

from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from openslate.common.errors import SlateError
from openslate.recommend.models.factors import FactorScorer
from openslate.recommend.models.family_settings import AlsSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.precision import settled


class MissingPackageError(SlateError):
    """A family needs a package that is not installed."""


def fit_als(
    interactions: Interactions,
    features: GraphFeatures,  # noqa: ARG001
    settings: AlsSettings,
) -> FactorScorer:
    """Solve viewers and items in turn; raises SlateError where `implicit` is not installed."""
    with threadpool_limits(1, "blas"):  # `implicit` warns where there may be more
        model = _solver()(
            factors=settings.factors,
            regularization=settings.regularization,
            alpha=settings.confidence,
            iterations=settings.iterations,
            num_threads=1,  # so that the sums, and with them the model's name, are always the same
            random_state=settings.seed,
        )
        model.fit(interactions.matrix, show_progress=False)
    points = settled(np.asarray(model.item_factors, dtype=np.float64))
    return FactorScorer(interactions.share, points, settings.confidence, settings.regularization)


def _solver() -> Any:
    try:
        from implicit.cpu.als import AlternatingLeastSquares
    except ImportError:
        raise MissingPackageError(
            "Models of the family 'als' need the package implicit, which is not installed",
            do="Install openslate[als], or choose another model",
        ) from None
    return AlternatingLeastSquares
