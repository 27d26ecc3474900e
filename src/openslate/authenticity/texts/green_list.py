"""The mark in generated text: words that a key calls green come more often than chance has them.

J. Kirchenbauer and others, "A Watermark for Large Language Models", ICML 2023. The word before
draws, with the key, which part of the vocabulary is green; while generating, green words get a
bonus. Counting them again tells a marked text from others, and needs the key and the same way of
cutting text into tokens, but no model. It says nothing of text that was not marked.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc

from openslate.authenticity.marks.key import MarkKey
from openslate.common.errors import SlateError


@dataclass(frozen=True)
class GreenListSettings:
    """`share` of the vocabulary that is green; `bonus` that green words get, in logits."""

    share: float = 0.25
    bonus: float = 2.0


USUAL = GreenListSettings()


@dataclass(frozen=True)
class GreenCount:
    """What counting gave: of `counted` different pairs of tokens `green` end in a green one.

    `p_value` is how often as many, or more, would be green in text that bears no mark of this key.
    """

    green: int
    counted: int
    p_value: float


class GreenListMark:
    """The mark of one key over one vocabulary of `size` tokens."""

    def __init__(self, key: MarkKey, size: int, settings: GreenListSettings = USUAL) -> None:
        if size < 2 or not 0 < settings.share < 1:
            raise SlateError("A green list takes two tokens and a share between 0 and 1")
        self.key, self.size, self.settings = key, size, settings
        self._green = lru_cache(maxsize=4096)(self._drawn)

    def green_after(self, token: int) -> NDArray[np.bool_]:
        """Which tokens are green after this one, bool [size]."""
        return self._green(token)

    def biased(self, logits: NDArray[np.floating], before: int) -> NDArray[np.float64]:
        """Logits for the next token after `before`, green ones raised; float64 [size].

        A token that the model rules out with minus infinity stays ruled out.
        """
        return np.asarray(logits, np.float64) + self.settings.bonus * self.green_after(before)

    def count(self, tokens: Sequence[int]) -> GreenCount:
        """Count the green ones of a text; each pair of neighbours once: repeats prove nothing."""
        pairs = set(itertools.pairwise(tokens))
        green = sum(bool(self.green_after(before)[token]) for before, token in pairs)
        if not pairs:
            return GreenCount(0, 0, 1.0)
        p_value = 1.0 if not green else float(bdtrc(green - 1, len(pairs), self._share))
        return GreenCount(green, len(pairs), p_value)

    @property
    def _share(self) -> float:
        """The share that is really green: a whole number of tokens."""
        return self._number / self.size

    @property
    def _number(self) -> int:
        return max(1, round(self.settings.share * self.size))

    def _drawn(self, token: int) -> NDArray[np.bool_]:
        green = np.zeros(self.size, dtype=np.bool_)
        green[self.key.order(f"green list {token}", self.size)[: self._number]] = True
        return green
