"""How much alike ordinary accounts are to whoever is most like them."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from openslate.audience.integrity.overlap import Overlap
from openslate.audience.integrity.p_values import SMALLEST
from openslate.audience.integrity.viewings import FloatArray

DRAWN = 400
AT_ONCE = 50
MOST_WORK = 100_000_000
"""Bounds the work of comparing the drawn accounts with all (`Overlap.work` each)."""
FEWEST = 20
NARROWEST = 0.3
TENTH = 1.2816  # standard deviations above which one in ten of a normal lies


@dataclass(frozen=True)
class UsualLikeness:
    """Best matches of ordinary accounts: their log odds are near normal, `middle` and `spread`."""

    middle: float
    spread: float

    def chance(self, alike: FloatArray) -> FloatArray:
        """Probability that an ordinary account's best match is so much alike or more."""
        odds = np.clip(alike, 1e-6, 1 - 1e-6)
        z = (np.log(odds / (1 - odds)) - self.middle) / self.spread
        return np.asarray(np.maximum(norm.sf(z), SMALLEST))


def usual_likeness(
    overlap: Overlap, least_history: int, generator: np.random.Generator
) -> UsualLikeness:
    """Learned from accounts drawn blindly, each compared with all others.

    Middle and spread come from the median and the upper tenth, which few bots cannot move.
    """
    eligible = np.flatnonzero(overlap.sizes >= least_history)
    most = int(np.clip(MOST_WORK / overlap.work, FEWEST, DRAWN))
    drawn = generator.permutation(eligible)[:most]
    parts = [overlap.best_alike(drawn[i : i + AT_ONCE]) for i in range(0, len(drawn), AT_ONCE)]
    if not parts:
        return UsualLikeness(0.0, NARROWEST)
    alike = np.clip(np.concatenate(parts), 1e-3, 1 - 1e-3)
    middle, upper = np.quantile(np.log(alike / (1 - alike)), (0.5, 0.9))
    return UsualLikeness(float(middle), max(float(upper - middle) / TENTH, NARROWEST))
