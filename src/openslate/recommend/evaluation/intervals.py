"""How far a mean over viewers can be trusted: bootstrap intervals."""

import numpy as np

from openslate.common.seeds import generator_for

Array = np.ndarray
LEVEL, ROUNDS = 0.95, 1000


def bootstrap_interval(
    values: Array, level: float = LEVEL, rounds: int = ROUNDS, seed: int = 0
) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean; the same for the same values and seed.

    Efron and Tibshirani 1993. Give differences by viewer for a paired interval.
    """
    if not len(values):
        return float("nan"), float("nan")
    draws = generator_for("bootstrap", seed).integers(len(values), size=(rounds, len(values)))
    tail = (1.0 - level) / 2
    low, high = np.quantile(values[draws].mean(axis=1), [tail, 1.0 - tail])
    return float(low), float(high)
