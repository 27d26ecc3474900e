"""Scores as products of a viewer's point and the items' points (weighted matrix factorisation).

Hu, Koren and Volinsky 2008, "Collaborative filtering for implicit feedback datasets".
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from openslate.recommend.models.coded_scorer import CodedScorer, Codes
from openslate.recommend.models.heard import Heard
from openslate.recommend.models.matrices import Matrix

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class FactorScorer(CodedScorer):
    """A history becomes a point by least squares of its own, whoever it belongs to.

    With item points Y and a history's items H the point is x = A^-1 sum of c y over H, where
    A = Y'Y + (c - 1) sum of y y' over H + r I. Given the history, x is a sum over its items, and
    each contributes c A^-1 y to it. `points` is float32 [items, factors]. r is `regularization`
    plus `by_weight` times the weight of all that the history tells: c for each of its items and 1
    for each other, plus `by_viewing` times the number of its items.
    """

    share: Array
    points: Array
    confidence: float
    regularization: float
    by_weight: float = 0.0
    by_viewing: float = 0.0
    kind = "factors"

    @property
    def heeds_order(self) -> bool:
        """The order of a history changes nothing."""
        return False

    @cached_property
    def loadings(self) -> tuple[Matrix, ...]:
        """The items' points."""
        return (np.ascontiguousarray(self.points.T),)

    def place_codes(self, heard: Heard) -> Codes:
        """What each item of a history adds to its point."""
        parts = [self._parts(one) for one in heard.each()]
        return (np.concatenate([np.empty((0, self.points.shape[1]), np.float32), *parts]),)

    def codes(self, heard: Heard) -> Codes:
        """The histories' points."""
        points = [self._parts(one).sum(axis=0) for one in heard.each()]
        return (np.array(points, dtype=np.float32).reshape(-1, self.points.shape[1]),)

    def _parts(self, one: Heard) -> Array:
        own = np.asarray(one.blends @ self._exact)
        extra = self.confidence - 1.0
        penalty = self.by_weight * (extra * len(own) + self.size) + self.by_viewing * len(own)
        system = self._all + extra * (own.T @ own) + penalty * np.eye(own.shape[1])
        return np.asarray(self.confidence * np.linalg.solve(system, own.T).T, dtype=np.float32)

    @cached_property
    def _exact(self) -> Array:
        return self.points.astype(np.float64)

    @cached_property
    def _all(self) -> Array:
        """Y'Y + r I, what nobody's history changes."""
        penalty = self.regularization * np.eye(self.points.shape[1])
        return np.asarray(self._exact.T @ self._exact + penalty)

    def among(self, items: Array) -> "FactorScorer":
        """The points of these items; a history finds its own among them alone."""
        return replace(self, share=self.share[items], points=self.points[items])

    def arrays(self) -> dict[str, Array]:
        """Share and points."""
        return {"share": self.share, "points": self.points}

    def facts(self) -> dict[str, Any]:
        """What the least squares need beside the points."""
        return {
            "confidence": self.confidence,
            "regularization": self.regularization,
            "by_weight": self.by_weight,
            "by_viewing": self.by_viewing,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> "FactorScorer":
        """The scorer of these points."""
        return cls(arrays["share"], arrays["points"], **facts)
