"""One model of every family, for seven films and five viewers."""

import shutil
from importlib.util import find_spec

import pytest

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
    SoftmaxSettings,
    SparkAlsSettings,
)

EASE = EaseSettings(regularization=1.0, fact_viewers=0.5)
SEQUENCE = SequenceSettings(ease=EASE.model_copy(update={"fading": Fading(half_life=2.0)}))
ALS = AlsSettings(factors=3, regularization=0.1, iterations=3)
SPARK = SparkAlsSettings(factors=3, regularization=0.05, iterations=3, blocks=2, master="local[2]")
EXAMPLES: tuple[ModelSettings, ...] = (
    PopularitySettings(),
    NeighbourSettings(neighbours=3, shrinkage=0.5),
    EASE,
    SEQUENCE,
    SlimSettings(candidates=3, ridge=0.5, lasso=0.1),
    ALS,
    SPARK,
    IalsSettings(factors=3, regularization=0.02, iterations=3),
    SmoothSettings(directions=2, ridge=0.3),
    SoftmaxSettings(factors=3, rounds=3),
    BlendSettings(parts=(BlendPart(model=SEQUENCE, weight=0.7), BlendPart(model=ALS, weight=0.3))),
)


def skip_without_its_parts(settings: ModelSettings) -> None:
    """Spark is half a gigabyte, so it is there only where somebody asked for it."""
    if settings.family == "spark_als" and not (find_spec("pyspark") and shutil.which("java")):
        pytest.skip("no Spark: scripts/setup test browser spark, and Java 17")
