"""The simplest scorer: what most people watched, the same for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from openslate.recommend.models.coded_scorer import CodedScorer, Codes
from openslate.recommend.models.family_settings import PopularitySettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.heard import Heard
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.matrices import Matrix

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class PopularityScorer(CodedScorer):
    """Share of viewers who watched each item, float32 [items]; a yardstick for other scorers."""

    share: Array
    kind = "popularity"

    @classmethod
    def fit(cls, interactions: Interactions) -> "PopularityScorer":
        """Count viewers by item."""
        return cls(interactions.share)

    @property
    def heeds_order(self) -> bool:
        """It heeds nothing of a history."""
        return False

    @property
    def steady(self) -> Array:
        """All of the score: no item of the history is answerable for any of it."""
        return self.share

    @property
    def loadings(self) -> tuple[Matrix, ...]:
        """None."""
        return ()

    def place_codes(self, heard: Heard) -> Codes:  # noqa: ARG002
        """None."""
        return ()

    def codes(self, heard: Heard) -> Codes:  # noqa: ARG002
        """None."""
        return ()

    def among(self, items: Array) -> "PopularityScorer":
        """The shares of these items."""
        return PopularityScorer(self.share[items])

    def arrays(self) -> dict[str, Array]:
        """The shares."""
        return {"share": self.share}

    @classmethod
    def from_arrays(
        cls,
        arrays: Mapping[str, Array],
        facts: Mapping[str, Any],  # noqa: ARG003
    ) -> "PopularityScorer":
        """The scorer of these shares."""
        return cls(arrays["share"])


def fit_popularity(
    interactions: Interactions,
    features: GraphFeatures,  # noqa: ARG001
    settings: PopularitySettings,  # noqa: ARG001
) -> PopularityScorer:
    """Count viewers by item."""
    return PopularityScorer.fit(interactions)
