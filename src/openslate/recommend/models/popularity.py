"""The simplest scorer: what most people watched, the same for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openslate.common.errors import NotFoundError
from openslate.recommend.models.contributions import Contribution
from openslate.recommend.models.interactions import Interactions


@dataclass(frozen=True, eq=False)
class PopularityScorer:
    """Share of viewers who watched each item, float32 [items]; a yardstick for other scorers."""

    share: np.ndarray

    @classmethod
    def fit(cls, interactions: Interactions) -> "PopularityScorer":
        """Count viewers by item."""
        viewers = max(len(interactions.viewers), 1)
        return cls((interactions.viewings / viewers).astype(np.float32))

    @property
    def size(self) -> int:
        """How many items are scored."""
        return len(self.share)

    def scores(self, history: Sequence[int]) -> np.ndarray:
        """The same scores for every history."""
        self._check(history)
        return self.share.copy()

    def base(self, history: Sequence[int]) -> np.ndarray:
        """All of the score: no item of the history is answerable for any of it."""
        return self.scores(history)

    def contributions(self, history: Sequence[int], item: int) -> list[Contribution]:
        """None."""
        self._check([*history, item])
        return []

    def _check(self, items: Sequence[int]) -> None:
        outside = [item for item in items if not 0 <= item < self.size]
        if outside:
            raise NotFoundError(f"There is no item {outside[0]} among {self.size} items")
