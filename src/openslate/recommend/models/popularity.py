"""The simplest scorer: what most people watched, the same for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openslate.recommend.models.contributions import Contribution
from openslate.recommend.models.history import checked
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

    @property
    def heeds_order(self) -> bool:
        """It heeds nothing of a history."""
        return False

    def scores(self, history: Sequence[int]) -> np.ndarray:
        """The same scores for every history."""
        checked(history, self.size)
        return self.share.copy()

    def scores_of(self, histories: Sequence[Sequence[int]]) -> np.ndarray:
        """The same row for every history."""
        return np.array([self.scores(history) for history in histories]).reshape(-1, self.size)

    def base(self, history: Sequence[int]) -> np.ndarray:
        """All of the score: no item of the history is answerable for any of it."""
        return self.scores(history)

    def contributions(self, history: Sequence[int], item: int) -> list[Contribution]:
        """None."""
        checked([*history, item], self.size)
        return []
