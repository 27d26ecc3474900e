"""Scorers whose scores are codes of a history times loadings of the items.

All families but the simplest end here: item-item weights (the code is the history itself),
factors (the code is a point among them), solutions through the viewers (the code is a viewer's
likeness to all others), and sums of these. Each place of a history has its own part of the code,
so that the score comes apart into contributions, and items without history can be scored by
carrying the loadings over to their facts.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Self, TypeAlias

import numpy as np

from openslate.recommend.models.contributions import Contribution, strongest_first
from openslate.recommend.models.heard import Heard
from openslate.recommend.models.history import History, checked, sequence_of
from openslate.recommend.models.matrices import Matrix, dense

Array = np.ndarray
Codes: TypeAlias = tuple[Matrix, ...]


class CodedScorer(ABC):
    """A `Scorer` that says how it codes; all else follows."""

    kind: str
    """Its name in a model's card."""

    share: Array
    """Share of viewers who watched each item, float32 [items]."""

    @property
    @abstractmethod
    def heeds_order(self) -> bool:
        """Whether the order of a history changes its scores."""

    @property
    @abstractmethod
    def loadings(self) -> tuple[Matrix, ...]:
        """What each dimension of each code adds to each item, float32 [dimensions, items]."""

    @abstractmethod
    def place_codes(self, heard: Heard) -> Codes:
        """What each place adds to each code of its history, [places, dimensions]."""

    @abstractmethod
    def codes(self, heard: Heard) -> Codes:
        """Place codes summed by history, [histories, dimensions]."""

    @abstractmethod
    def arrays(self) -> Mapping[str, Array]:
        """All that it holds, as plain arrays."""

    @classmethod
    @abstractmethod
    def from_arrays(cls, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> Self:
        """The scorer that has these arrays and facts."""

    @abstractmethod
    def among(self, items: Array) -> Self:
        """The same for some of its items, which are numbered in the order given."""

    def facts(self) -> dict[str, Any]:
        """What it holds besides arrays, for the card."""
        return {}

    @property
    def size(self) -> int:
        """How many items are scored."""
        return len(self.share)

    @property
    def steady(self) -> Array:
        """The part of every score that no history is answerable for, float32 [items]."""
        return np.zeros(self.size, dtype=np.float32)

    def scores(self, history: History) -> Array:
        """Scores of all items, float32 [items]."""
        return np.asarray(self.scores_of([history])[0])

    def scores_of(self, histories: Sequence[History]) -> Array:
        """Scores of all items for many histories, float32 [histories, items]."""
        heard = self._heard(histories)
        scores = loaded(self.codes(heard), self.loadings, heard.histories, self.size)
        scores += self.steady
        return scores

    def base(self, history: History) -> Array:
        """The steady part, whatever the history."""
        checked(history, self.size)
        return self.steady.copy()

    def contributions(self, history: History, item: int) -> list[Contribution]:
        """What each item of the history adds to the score of `item`, the strongest first."""
        asked, heard = checked([item], self.size), self._heard([history])
        columns = [loading[:, asked] for loading in self.loadings]
        amounts = loaded(self.place_codes(heard), columns, len(heard.from_end), 1)[:, 0]
        pairs = zip(heard.blends.indices.tolist(), amounts.tolist(), strict=True)
        return strongest_first(Contribution(*pair) for pair in pairs)

    def _heard(self, histories: Sequence[History]) -> Heard:
        sequences = [sequence_of(history, self.size) for history in histories]
        if not self.heeds_order:  # sums in one order, so that they are equal to the last bit
            sequences = [np.sort(sequence) for sequence in sequences]
        return Heard.of(sequences, self.size)


def loaded(codes: Sequence[Matrix], loadings: Sequence[Matrix], rows: int, columns: int) -> Array:
    """Codes times loadings, summed, float32 [rows, columns]."""
    total = np.zeros((rows, columns), dtype=np.float32)
    for code, loading in zip(codes, loadings, strict=True):
        total += dense(code @ loading)
    return total
