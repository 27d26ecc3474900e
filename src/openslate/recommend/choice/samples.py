"""Settings for a sample of the viewers that do what the given ones do for all of them."""

from collections.abc import Mapping
from typing import Any

from openslate.recommend.models.family_settings import ModelSettings

IN_VIEWINGS: Mapping[str, tuple[str, ...]] = {
    "knn": ("shrinkage",),
    "ease": ("regularization", "fact_viewers"),
    "sequence": ("shrinkage",),
    "slim": ("ridge", "lasso"),
}
"""The settings of each family that are counts of viewings: with half the viewers, half of them."""


def for_sample(settings: ModelSettings, share: float) -> ModelSettings:
    """The same settings where only a share of the viewers is learned from.

    >>> from openslate.recommend.models.family_settings import NeighbourSettings
    >>> for_sample(NeighbourSettings(shrinkage=20.0), 0.25).shrinkage
    5.0
    """
    return type(settings).model_validate(_scaled(settings.model_dump(), share))


def _scaled(data: Mapping[str, Any], share: float) -> dict[str, Any]:
    counts = IN_VIEWINGS.get(data["family"], ())
    return {
        name: _scaled(value, share) if isinstance(value, dict) and "family" in value
        else value * share if name in counts
        else value
        for name, value in data.items()
    }  # fmt: skip
