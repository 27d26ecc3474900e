"""One try of one model: fitted to a part of the viewings, measured on what came after."""

from dataclasses import dataclass
from functools import cached_property
from time import perf_counter
from typing import Any, Protocol

import numpy as np

from openslate.common.ids import hash_json
from openslate.common.seeds import generator_for
from openslate.recommend.choice.samples import for_sample
from openslate.recommend.evaluation.evaluate import Quality, measurable, quality_of
from openslate.recommend.evaluation.ranking import rank
from openslate.recommend.models.families import fit_model
from openslate.recommend.models.family_settings import ModelSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions

Array = np.ndarray
K = 10
FORMAT = 1
"""Counted up when a trial would come out differently, so that none is remembered wrongly."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What models are tried on: viewings that are known, and those to be foretold."""

    known: Interactions
    wanted: Interactions
    features: GraphFeatures

    @cached_property
    def rows(self) -> Array:
        """Viewers with something known and something wanted."""
        return measurable(self.known, self.wanted)

    @cached_property
    def digest(self) -> str:
        """Stands for all of it in the memory of trials."""
        return hash_json([self.known.digest, self.wanted.digest, self.features.digest])

    def sample(self, share: float) -> Interactions:
        """A share of the viewers to fit to; smaller shares are parts of larger ones."""
        if share >= 1:
            return self.known
        viewers = len(self.known.viewers)
        chosen = generator_for("trial viewers", 0).permutation(viewers)[: round(share * viewers)]
        return self.known.of_rows(np.sort(chosen))


@dataclass(frozen=True, eq=False)
class Trial:
    """How good some settings were, by viewer, and how long fitting took."""

    settings: ModelSettings
    quality: Quality
    seconds: float

    @property
    def ndcg(self) -> float:
        """Mean over viewers, by which trials are compared."""
        return float(self.quality.ndcg.mean())


class TrialMemory(Protocol):
    """Keeps finished trials, so that a search that was interrupted goes on where it was."""

    def get(self, key: str) -> tuple[Quality, float] | None:
        """Quality and seconds of a trial, None when it was not made."""
        ...

    def put(self, key: str, quality: Quality, seconds: float) -> None:
        """Remember a finished trial."""
        ...


@dataclass(frozen=True)
class Trials:
    """Tries models on one ground, each once."""

    ground: Ground
    memory: TrialMemory

    def __call__(self, settings: ModelSettings, share: float = 1.0) -> Trial:
        """Fit to a share of the viewers and measure on all who can be."""
        key = self._key(settings, share)
        found = self.memory.get(key)
        if found is None:
            found = self._try(settings, share)
            self.memory.put(key, *found)
        return Trial(settings, *found)

    def _try(self, settings: ModelSettings, share: float) -> tuple[Quality, float]:
        ground, began = self.ground, perf_counter()
        model = fit_model(ground.sample(share), ground.features, for_sample(settings, share))
        seconds = perf_counter() - began
        return quality_of(rank(model, ground.known, ground.rows, K), ground.wanted), seconds

    def _key(self, settings: ModelSettings, share: float) -> str:
        parts: list[Any] = [FORMAT, self.ground.digest, settings.model_dump(mode="json"), share]
        return hash_json(parts)
