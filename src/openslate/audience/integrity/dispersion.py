"""What counts usually do: a negative binomial whose spread is learned from ordinary pairs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import betainc, gammaln

from openslate.audience.integrity.p_values import SMALLEST

Floats = npt.NDArray[np.float64]
INFLATIONS = tuple(float(x) for x in np.geomspace(1.0, 4.0, 15))
SHAPES = tuple(float(x) for x in np.geomspace(0.15, 60.0, 20))
NONE = 1e9
LASTING = (*(float(x) for x in np.geomspace(0.25, 64.0, 9)), NONE)
ROUNDS = 8
CLEARLY = 4.0
"""Nats by which something lasting must make the counts likelier."""
TRIMMED, TRIMS = 0.01, 2
"""The share of drawn pairs that may be of rings, and how often they are sought out."""
FEWEST = 50
"""Draws that say something from which the spread is learned; with fewer the widest is taken."""


@dataclass(frozen=True)
class Expectation:
    """What chance alone would give, by pair: the mean count, and how many sessions carry it.

    `sessions` is the effective number (sum of means, squared, by the sum of squared means): what
    happens in one session hangs together, different sessions do not.
    """

    mean: Floats
    sessions: Floats

    def of(self, chosen: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> "Expectation":
        """That of some pairs."""
        return Expectation(self.mean[chosen], self.sessions[chosen])


@dataclass(frozen=True)
class Dispersion:
    """The null model of a count: ordinary likeness makes pairs meet `inflation` times as often as
    chance does, and unevenly, as gammas spread it.

    `shape` belongs to one session (two who began at the same page), `lasting` to a pair for good
    (two who follow the same series); smaller is wilder, `NONE` is none.
    """

    inflation: float
    shape: float
    lasting: float = NONE

    def tail(self, count: Floats, expected: Expectation) -> Floats:
        """Probability of so high a count or a higher one; counts may be weighted, so not whole."""
        mean = self.inflation * np.maximum(expected.mean, 1e-12)
        shape = self.shape_of(expected)
        p = betainc(np.maximum(count, 1e-9), shape, mean / (mean + shape))
        return np.where(count > 0, np.maximum(p, SMALLEST), 1.0)

    def shape_of(self, expected: Expectation) -> Floats:
        """The shape of a sum over sessions: variances add up."""
        by_session = self.shape * np.maximum(expected.sessions, 1.0)
        return np.asarray(1 / (1 / by_session + 1 / self.lasting))

    def likelihood(self, count: Floats, expected: Expectation) -> float:
        """The logarithm of how likely these counts are."""
        mean, shape = self.inflation * expected.mean, self.shape_of(expected)
        ways = gammaln(count + shape) - gammaln(shape) - gammaln(count + 1)
        log = ways + shape * np.log(shape / (mean + shape)) + count * np.log(mean / (mean + shape))
        return float(log.sum())


def fit_dispersion(count: Floats, expected: Expectation) -> Dispersion:
    """The most likely null for counts of pairs drawn without regard to their counts.

    Among those drawn may be pairs of the very rings that are looked for, so the share `TRIMMED` of
    the least likely is set aside and the rest learned from again. Pairs for which chance expects
    nothing are passed over.
    """
    told = expected.mean > 1e-6
    count, expected = np.round(count[told]), expected.of(told)
    if int((count > 0).sum()) < FEWEST:
        return Dispersion(INFLATIONS[-1], SHAPES[0], LASTING[0])
    null = _likeliest(count, expected)
    for _ in range(TRIMS):
        kept = np.argsort(null.tail(count, expected), kind="stable")[round(TRIMMED * len(count)) :]
        null = _likeliest(count[kept], expected.of(kept))
    return null


def _likeliest(count: Floats, expected: Expectation) -> Dispersion:
    """On a grid, one parameter after the other until none gets better.

    Something lasting is only assumed where it makes the counts clearly likelier.
    """

    def best(nulls: Sequence[Dispersion]) -> Dispersion:
        return max(nulls, key=lambda null: null.likelihood(count, expected))

    def climb(null: Dispersion, lasting: Sequence[float]) -> Dispersion:
        for _ in range(ROUNDS):
            before = null
            null = best([replace(null, inflation=x) for x in INFLATIONS])
            null = best([replace(null, shape=x) for x in SHAPES])
            null = best([replace(null, lasting=x) for x in lasting])
            if null == before:
                break
        return null

    passing = climb(Dispersion(1.0, 1.0), [NONE])
    lasting = climb(passing, LASTING)
    gain = lasting.likelihood(count, expected) - passing.likelihood(count, expected)
    return lasting if gain > CLEARLY else passing
