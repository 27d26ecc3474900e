"""The mean of a share over viewers, with an interval that covers also where few are touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.special import stdtrit

LEVEL = 0.95


@dataclass(frozen=True)
class Estimate:
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> "Estimate":
        """The same in another unit."""
        return Estimate(self.value * factor, self.low * factor, self.high * factor)


def viewer_mean(shares: Sequence[float] | np.ndarray) -> Estimate:
    """Mean of one number in [0, 1] a viewer, for the average viewer.

    The number has two parts: what share of viewers is touched at all (Wilson), and how much where
    it is (Wilson with as many observations as its variance is worth). Their intervals join as a
    product by variance recovery (Zou and Donner, 2008). A plain t interval or a bootstrap covers
    far too seldom where one viewer in fifty is touched; this one keeps to its level from 50
    viewers on (`scripts/bench influence`). Nobody at all gives the interval [0, 1].
    """
    values = np.asarray(shares, dtype=np.float64)
    if not len(values):
        return Estimate(0.0, 0.0, 1.0)
    touched = values[values > 0]
    part, whole = len(touched) / len(values), float(values.mean())
    least, most = wilson(part, _quantile(len(values)), len(values))
    if not len(touched):
        return Estimate(0.0, 0.0, most)
    size = float(touched.mean())
    smallest, largest = _size_bounds(touched, size)
    below = sqrt((size * (part - least)) ** 2 + (part * (size - smallest)) ** 2)
    above = sqrt((size * (most - part)) ** 2 + (part * (largest - size)) ** 2)
    return Estimate(whole, max(0.0, whole - below), min(1.0, whole + above))


def wilson(share: float, quantile: float, count: float) -> tuple[float, float]:
    """Wilson's score interval of a share among `count` independent observations."""
    spread = quantile * quantile / count
    middle = (share + spread / 2) / (1 + spread)
    half = sqrt(max(share * (1 - share), 0.0) * spread + spread * spread / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def _size_bounds(touched: np.ndarray, size: float) -> tuple[float, float]:
    """Bounds of the mean among viewers who are touched; anything, if it is one viewer."""
    count = len(touched)
    if count == 1:
        return 0.0, 1.0
    variance = float(touched.var(ddof=1)) / count
    if variance == 0 or size >= 1:
        return size, size
    return wilson(size, _quantile(count), size * (1 - size) / variance)


def _quantile(count: int) -> float:
    """Student's t for a two-sided interval over `count` viewers."""
    return float(stdtrit(max(count - 1, 1), (1 + LEVEL) / 2))
