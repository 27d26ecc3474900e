"""What a test of pairs found, and what that means for each account."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from openslate.audience.integrity.dispersion import Dispersion
from openslate.audience.integrity.p_values import harmonic_mean
from openslate.audience.integrity.viewings import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class PairFindings:
    """Pairs of accounts int64 [pairs, 2] with what they have in common and its p-value.

    `count` is what was seen, `mean` what the null expects. Every pair of the `accounts` counts as
    tested; those not here have p = 1.
    """

    pairs: IntArray
    p: FloatArray
    count: FloatArray
    mean: FloatArray
    accounts: int
    null: Dispersion

    @property
    def tests(self) -> int:
        """How many pairs there are, looked at or not."""
        return self.accounts * (self.accounts - 1) // 2

    def by_account(self) -> FloatArray:
        """One p-value an account: the harmonic mean over everybody it could be paired with."""
        inverse = 1 / self.p - 1
        summed = np.zeros(self.accounts)
        for side in (0, 1):
            summed += np.bincount(self.pairs[:, side], inverse, minlength=self.accounts)
        return harmonic_mean(summed + self.accounts - 1, self.accounts - 1)


Counted = Callable[[IntArray], IntArray]
"""Gives the counts of pairs."""
