"""How far moderators agree: Krippendorff's alpha with a bootstrap interval.

K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011; the difference of ordered values
is that of its section on ordinal data. 1 is agreement throughout, 0 what chance gives.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FEWEST = 5
"""Units that two people judged before alpha is worth telling."""
DRAWS = 2_000


@dataclass(frozen=True)
class Agreement:
    """Alpha, its 95 % interval, and the units with two judgements or more that it is of."""

    alpha: float
    low: float
    high: float
    units: int


def agreement(units: Sequence[Sequence[int]], values: int, seed: int = 0) -> Agreement | None:
    """Agreement on units (each the values that people gave, 0 to `values` - 1).

    None where fewer than `FEWEST` units were judged twice, or all have one value.
    """
    twice = [unit for unit in units if len(unit) > 1]
    if len(twice) < FEWEST:
        return None
    pairs = np.stack([_coincidences(unit, values) for unit in twice])
    alpha = _alpha(pairs.sum(axis=0))
    if alpha is None:
        return None
    random = np.random.default_rng(seed)
    drawn = random.integers(len(twice), size=(DRAWS, len(twice)))
    alphas = [a for draw in drawn if (a := _alpha(pairs[draw].sum(axis=0))) is not None]
    low, high = np.quantile(alphas, [0.025, 0.975])
    return Agreement(alpha, float(low), float(high), len(twice))


def judged_by_several(judgements: Mapping[str, Mapping[str, int]]) -> list[list[int]]:
    """Units from the last value that each person gave each subject."""
    return [list(by_person.values()) for by_person in judgements.values()]


def _coincidences(unit: Sequence[int], values: int) -> Floats:
    """Ordered pairs of values that different people gave one unit, divided by others: (v, v)."""
    counts = np.bincount(unit, minlength=values).astype(float)
    return (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)


def _alpha(coincidences: Floats) -> float | None:
    """1 - observed / expected disagreement; None where chance could not disagree."""
    totals = coincidences.sum(axis=0)
    differences = _ordinal(totals)
    pairs = np.outer(totals, totals) - np.diag(totals)
    expected = float((pairs * differences).sum()) / float(totals.sum() - 1)
    if expected <= 0:
        return None
    return 1.0 - float((coincidences * differences).sum()) / expected


def _ordinal(totals: Floats) -> Floats:
    """Squared ordinal differences: how many judgements lie between two values."""
    upto = np.cumsum(totals)
    middle = upto - totals / 2
    between = np.abs(middle[:, None] - middle[None, :])
    return np.asarray(between**2)
