"""How many times as much a segment watches of an attribute as everybody else does."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm, t

from openslate.audience.resonance.moments import Moments

MIDDLE = 0.975


@dataclass(frozen=True, eq=False)
class Effects:
    """Natural logarithms of ratios, with standard errors that count viewers.

    Arrays are [segments, attributes], NaN where nobody watched. Zero is as much as others, log(2)
    twice as much. The ratio of the mean shares was chosen over their difference because it means
    the same for what everybody watches and for what few do, so that attributes of a family can be
    shrunk together.
    """

    estimate: np.ndarray
    error: np.ndarray

    @property
    def z(self) -> np.ndarray:
        """Effects in standard errors; 0 where there is none."""
        return np.asarray(np.nan_to_num(self.estimate / self.error))


def effects_of(inside: Moments, outside: Moments) -> Effects:
    """Log ratio of mean shares inside and outside, by the delta method over viewers.

    Errors are widened from the normal to the t distribution (Welch), with as many degrees of
    freedom as viewers watched the attribute at all: few of them say little about the spread.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = _level(inside) - _level(outside)
        parts = _variance(inside), _variance(outside)
        freedom = _freedom(parts, (inside.watched, outside.watched))
        error = np.sqrt(parts[0] + parts[1]) * t.ppf(MIDDLE, freedom) / norm.ppf(MIDDLE)
    usable = np.isfinite(estimate) & np.isfinite(error) & (error > 0)
    return Effects(np.where(usable, estimate, np.nan), np.where(usable, error, np.nan))


def _level(group: Moments) -> np.ndarray:
    """Log of the mean share, less what would be expected."""
    return np.asarray(np.log(group.share) - np.log(group.expected))


def _variance(group: Moments) -> np.ndarray:
    """Of `_level`, from how share over mean and expected over mean differ between viewers."""
    n = group.viewers[:, None].astype(float)
    share, expected = group.share / n, group.expected / n
    squares = group.square / share**2 + group.expected_square / expected**2
    return np.asarray((squares - 2 * group.product / (share * expected)) / (n * (n - 1)))


def _freedom(
    parts: tuple[np.ndarray, np.ndarray], watched: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    least = [np.maximum(count - 1, 1) for count in watched]
    down = sum(part**2 / free for part, free in zip(parts, least, strict=True))
    return np.asarray(np.nan_to_num((parts[0] + parts[1]) ** 2 / down, nan=1.0, posinf=1e6))
