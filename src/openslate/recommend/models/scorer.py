"""What every scorer of items offers; `openslate.testing.scorers` tests it."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from openslate.recommend.models.contributions import Contribution
from openslate.recommend.models.history import History


class Scorer(Protocol):
    """Scores all items for a history; higher is better.

    A history is a sequence of dense items, the oldest first, each once; an item that is given
    again counts at its last place. The score of an item is its base plus the sum of its
    contributions. An item outside the catalogue raises NotFoundError.
    """

    @property
    def size(self) -> int:
        """How many items are scored."""
        ...

    @property
    def heeds_order(self) -> bool:
        """Whether the order of a history changes its scores."""
        ...

    def scores(self, history: History) -> np.ndarray:
        """Scores of all items, float32 [items]."""
        ...

    def scores_of(self, histories: Sequence[History]) -> np.ndarray:
        """Scores of all items for many histories at once, float32 [histories, items]."""
        ...

    def base(self, history: History) -> np.ndarray:
        """The part of the scores that no item of the history is answerable for, float32."""
        ...

    def contributions(self, history: History, item: int) -> list[Contribution]:
        """What each item of the history adds to the score of `item`, the strongest first."""
        ...
