"""One scorer for every model that ends as item-item weights."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from openslate.recommend.models.coded_scorer import CodedScorer, Codes
from openslate.recommend.models.fading import FULL, Fading
from openslate.recommend.models.heard import Heard
from openslate.recommend.models.matrices import Matrix, Sparse, pack_matrix, unpack_matrix

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class LinearTerm:
    """Item-item weights and how much each place of a history counts.

    The weights are `through[0] @ through[1] @ ... @ loadings`, [items, items]; most have nothing
    to go through. What is solved through the viewers goes through them and is never multiplied
    out.
    """

    loadings: Matrix
    through: tuple[Matrix, ...] = ()
    fading: Fading = FULL

    def place_codes(self, heard: Heard) -> Matrix:
        """What each place adds to the code."""
        return self._carried(heard.faded(self.fading.weights(heard.from_end)))

    def codes(self, heard: Heard) -> Matrix:
        """Codes of whole histories."""
        return self._carried(heard.summed(self.fading.weights(heard.from_end)))

    def among(self, items: Array) -> "LinearTerm":
        """The weights between some items."""
        if not self.through:
            return replace(self, loadings=self.loadings[items][:, items])
        through = (self.through[0][items], *self.through[1:])
        return replace(self, loadings=self.loadings[:, items], through=through)

    def _carried(self, rows: Sparse) -> Matrix:
        code: Matrix = rows
        for step in self.through:
            code = code @ step
        return code


@dataclass(frozen=True, eq=False)
class LinearScorer(CodedScorer):
    """Sums rows of item-item weights over a history; several terms may look at it differently."""

    share: Array
    terms: tuple[LinearTerm, ...]
    kind = "linear"

    @property
    def heeds_order(self) -> bool:
        """Whether some places count more than others."""
        return any(term.fading != FULL for term in self.terms)

    @cached_property
    def loadings(self) -> tuple[Matrix, ...]:
        """The weights of each term, or the last factor of them."""
        return tuple(term.loadings for term in self.terms)

    def place_codes(self, heard: Heard) -> Codes:
        """The places themselves, faded, or what they are in another space."""
        return tuple(term.place_codes(heard) for term in self.terms)

    def codes(self, heard: Heard) -> Codes:
        """The same, summed by history."""
        return tuple(term.codes(heard) for term in self.terms)

    def among(self, items: Array) -> "LinearScorer":
        """The weights between these items."""
        return LinearScorer(self.share[items], tuple(term.among(items) for term in self.terms))

    def arrays(self) -> dict[str, Array]:
        """Share and the matrices of every term."""
        arrays = {"share": self.share}
        for at, term in enumerate(self.terms):
            for step, matrix in enumerate((*term.through, term.loadings)):
                arrays |= pack_matrix(f"term{at}_{step}", matrix)
        return arrays

    def facts(self) -> dict[str, Any]:
        """How many matrices each term has, and how it fades."""
        return {
            "terms": [
                {"matrices": len(term.through) + 1, "fading": term.fading.model_dump()}
                for term in self.terms
            ]
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> "LinearScorer":
        """The scorer that has these arrays."""
        terms = []
        for at, fact in enumerate(facts["terms"]):
            steps = [unpack_matrix(f"term{at}_{s}", arrays) for s in range(fact["matrices"])]
            fading = Fading.model_validate(fact["fading"])
            terms.append(LinearTerm(steps[-1], tuple(steps[:-1]), fading))
        return cls(arrays["share"], tuple(terms))
