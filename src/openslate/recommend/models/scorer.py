"""What every scorer of items offers; `openslate.testing.scorers` tests it."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from openslate.recommend.models.contributions import Contribution


class Scorer(Protocol):
    """Scores all items for a history of dense items; higher is better.

    The score of an item is its base plus the sum of its contributions.
    """

    @property
    def size(self) -> int:
        """How many items are scored."""
        ...

    def scores(self, history: Sequence[int]) -> np.ndarray:
        """Scores of all items, float32 [items]."""
        ...

    def base(self, history: Sequence[int]) -> np.ndarray:
        """The part of the scores that no item of the history is answerable for, float32."""
        ...

    def contributions(self, history: Sequence[int], item: int) -> list[Contribution]:
        """What each item of the history adds to the score of `item`."""
        ...
