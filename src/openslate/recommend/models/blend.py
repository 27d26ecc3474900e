"""Several models as one, their scores added."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np

from openslate.common.seeds import generator_for
from openslate.recommend.models.coded_scorer import CodedScorer, Codes
from openslate.recommend.models.factors import FactorScorer
from openslate.recommend.models.family_settings import BlendSettings, PartSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.heard import Heard
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.linear_scorer import LinearScorer
from openslate.recommend.models.matrices import Matrix
from openslate.recommend.models.popularity import PopularityScorer

Array = np.ndarray
SAMPLE = 200
"""Viewers by whom a model's spread is measured."""
FitPart = Callable[[Interactions, GraphFeatures, PartSettings], CodedScorer]


@dataclass(frozen=True, eq=False)
class BlendScorer(CodedScorer):
    """A weighted sum of scorers over the same items; `factors` already holds the spreads."""

    parts: tuple[CodedScorer, ...]
    factors: tuple[float, ...]
    kind = "blend"

    @cached_property
    def share(self) -> Array:  # type: ignore[override]
        """The parts are of the same viewings, so any of theirs."""
        return self.parts[0].share

    @property
    def heeds_order(self) -> bool:
        """Whether any part does."""
        return any(part.heeds_order for part in self.parts)

    @property
    def steady(self) -> Array:
        """The parts' steady scores, weighed."""
        weighed = zip(self.parts, self.factors, strict=True)
        return sum((np.float32(f) * p.steady for p, f in weighed), np.zeros(self.size, np.float32))

    @cached_property
    def loadings(self) -> tuple[Matrix, ...]:
        """Those of all parts."""
        return tuple(chain.from_iterable(part.loadings for part in self.parts))

    def place_codes(self, heard: Heard) -> Codes:
        """Those of all parts, weighed."""
        return self._weighed(part.place_codes(heard) for part in self.parts)

    def codes(self, heard: Heard) -> Codes:
        """Those of all parts, weighed."""
        return self._weighed(part.codes(heard) for part in self.parts)

    def _weighed(self, codes: Any) -> Codes:
        pairs = zip(codes, self.factors, strict=True)
        return tuple(code * np.float32(factor) for part, factor in pairs for code in part)

    def among(self, items: Array) -> "BlendScorer":
        """The parts for these items, weighed as before."""
        return BlendScorer(tuple(part.among(items) for part in self.parts), self.factors)

    def arrays(self) -> dict[str, Array]:
        """Those of all parts, numbered."""
        return {
            f"part{at}_{name}": array
            for at, part in enumerate(self.parts)
            for name, array in part.arrays().items()
        }

    def facts(self) -> dict[str, Any]:
        """What the parts are and how they are weighed."""
        parts = [{"kind": part.kind, "facts": part.facts()} for part in self.parts]
        return {"parts": parts, "factors": list(self.factors)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> "BlendScorer":
        """The blend of the parts that these arrays make."""
        parts = []
        for at, part in enumerate(facts["parts"]):
            prefix = f"part{at}_"
            own = {n.removeprefix(prefix): a for n, a in arrays.items() if n.startswith(prefix)}
            parts.append(PARTS[part["kind"]].from_arrays(own, part["facts"]))
        return cls(tuple(parts), tuple(facts["factors"]))


PARTS: Mapping[str, type[CodedScorer]] = {
    scorer.kind: scorer for scorer in (PopularityScorer, LinearScorer, FactorScorer)
}
"""What a blend may be made of, by the name in a model's card."""


def fit_blend(
    interactions: Interactions, features: GraphFeatures, settings: BlendSettings, fit: FitPart
) -> BlendScorer:
    """Fit every part to the same viewings and weigh its scores by its settings."""
    parts = tuple(fit(interactions, features, part.model) for part in settings.parts)
    factors = (
        part.weight / spread(scorer, interactions)
        for part, scorer in zip(settings.parts, parts, strict=True)
    )
    return BlendScorer(parts, tuple(factors))


def spread(scorer: CodedScorer, interactions: Interactions) -> float:
    """How far a model's scores of one viewer lie apart: their standard deviation, on average."""
    rows = generator_for("spread", 0).permutation(len(interactions.viewers))[:SAMPLE]
    scores = scorer.scores_of([interactions.sequence(row) for row in rows])
    return float(scores.std(axis=1).mean()) or 1.0
