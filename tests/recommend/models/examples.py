"""One model of every family, for seven films and five viewers."""

from openslate.recommend.models.fading import Fading
from openslate.recommend.models.family_settings import (
    AlsSettings,
    BlendPart,
    BlendSettings,
    EaseSettings,
    IalsSettings,
    ModelSettings,
    NeighbourSettings,
    PopularitySettings,
    SequenceSettings,
    SlimSettings,
    SmoothSettings,
)

EASE = EaseSettings(regularization=1.0, fact_viewers=0.5)
SEQUENCE = SequenceSettings(ease=EASE.model_copy(update={"fading": Fading(half_life=2.0)}))
ALS = AlsSettings(factors=3, regularization=0.1, iterations=3)
EXAMPLES: tuple[ModelSettings, ...] = (
    PopularitySettings(),
    NeighbourSettings(neighbours=3, shrinkage=0.5),
    EASE,
    SEQUENCE,
    SlimSettings(candidates=3, ridge=0.5, lasso=0.1),
    ALS,
    IalsSettings(factors=3, regularization=0.02, iterations=3),
    SmoothSettings(directions=2, ridge=0.3),
    BlendSettings(parts=(BlendPart(model=SEQUENCE, weight=0.7), BlendPart(model=ALS, weight=0.3))),
)
