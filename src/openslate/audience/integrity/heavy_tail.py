"""How improbable an account's extreme is, where ordinary accounts already differ wildly."""

from dataclasses import dataclass

import numpy as np

from openslate.audience.integrity.p_values import SMALLEST
from openslate.audience.integrity.viewings import FloatArray

UPPER = 0.9
"""The tail begins above nine accounts in ten."""
FEWEST = 0.02
"""A share of accounts in the tail that may all be bots."""
STEEPEST = 6.0
"""However alike ordinary accounts look, doubling is never held for rarer than 2 to this power."""


@dataclass(frozen=True)
class ParetoTail:
    """Above `begins`, which `share` of accounts pass, the chance falls with the power `steepness`.

    Learned from the middle of the tail (its median), so that up to half of the tail may be bots
    without hiding each other. A power law is on the safe side: most real tails fall faster.
    """

    begins: float
    steepness: float
    share: float

    def chance(self, value: FloatArray) -> FloatArray:
        """Probability that an ordinary account reaches this value; 1 below the tail."""
        ratio = np.maximum(value / self.begins, 1.0)
        p = np.maximum(self.share * ratio**-self.steepness, SMALLEST)
        return np.where(value > self.begins, p, 1.0)


def fit_pareto_tail(values: FloatArray, least: float = 0.0) -> ParetoTail:
    """The tail of one positive figure over all accounts; it begins at `least` or above.

    With hardly any account in it the tail cannot be learned, and the steepest is taken.

    >>> round(fit_pareto_tail(np.arange(1, 101.0)).begins, 1)
    90.1
    """
    if not len(values):
        return ParetoTail(np.inf, STEEPEST, 1.0)
    begins = max(float(np.quantile(values, UPPER)), least)
    above = values[values > begins]
    if len(above) < FEWEST * len(values):
        return ParetoTail(begins, STEEPEST, 1 - UPPER)
    middle = float(np.median(np.log(above / begins)))
    steepness = min(np.log(2) / max(middle, 1e-9), STEEPEST)
    return ParetoTail(begins, float(steepness), len(above) / len(values))
