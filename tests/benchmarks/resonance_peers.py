"""What is commonly done instead: events of all viewers thrown together."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2

from openslate.audience.resonance.attributes import Attributes
from openslate.audience.resonance.chance import share_of_false
from openslate.audience.resonance.resonance import Audience

MIDDLE = 1.959964


@dataclass(frozen=True, eq=False)
class Pooled:
    """Log ratio of pooled proportions with its Wald interval, and the chi-square test's p-values.

    Arrays are [segments, attributes]; `found` by Benjamini and Hochberg at five per cent.
    """

    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    chance: np.ndarray

    @property
    def found(self) -> np.ndarray:
        """Which differences it calls found."""
        usable = np.isfinite(self.chance)
        found = np.zeros(self.chance.shape, dtype=bool)
        found[usable] = share_of_false(self.chance[usable]) <= 0.05
        return found


def pooled(audience: Audience, attributes: Attributes, by: str) -> Pooled:
    """Every event counts once; that a viewer's events hang together is not thought of."""
    dimension = audience.dimensions[by]
    events = np.asarray((audience.viewings @ attributes.matrix).todense())
    totals = np.asarray(audience.viewings.sum(axis=1)).ravel()
    member = np.eye(len(dimension.segments))[dimension.codes].T
    a, n = member @ events, (member @ totals)[:, None]
    c, m = a.sum(axis=0) - a, n.sum() - n
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = np.log(a / n) - np.log(c / m)
        error = np.sqrt(1 / a - 1 / n + 1 / c - 1 / m)
        every = (a + c) / (n + m)
        square = (a - n * every) ** 2 / (n * every * (1 - every)) * (n + m) / m
        low, high = estimate - MIDDLE * error, estimate + MIDDLE * error
    return Pooled(estimate, low, high, np.asarray(chi2.sf(square, 1)))
