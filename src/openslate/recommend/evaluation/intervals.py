"""How far a mean over viewers can be trusted: bootstrap intervals."""

from dataclasses import dataclass

import numpy as np

from openslate.common.seeds import generator_for

Array = np.ndarray
LEVEL, ROUNDS = 0.95, 1000
CELLS = 4_000_000  # viewers drawn at a time


@dataclass(frozen=True)
class Estimate:
    """A mean over `n` viewers with its interval; all not a number where there are none."""

    value: float
    low: float
    high: float
    n: int


def bootstrap_interval(
    values: Array, level: float = LEVEL, rounds: int = ROUNDS, seed: int = 0
) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean; the same for the same values and seed.

    Efron and Tibshirani 1993. Give differences by viewer for a paired interval.
    """
    one = estimates(values[:, None], level, rounds, seed)[0]
    return one.low, one.high


def estimates(
    columns: Array, level: float = LEVEL, rounds: int = ROUNDS, seed: int = 0
) -> list[Estimate]:
    """Means of columns [viewers, columns] with intervals; NaN: that viewer does not count there.

    Every column sees the same viewers drawn.
    """
    told = (~np.isnan(columns)).sum(axis=0)
    tail = (1.0 - level) / 2
    found = []
    for column, n in zip(resampled(columns, rounds, seed).T, told.tolist(), strict=True):
        known = column[~np.isnan(column)]
        low, high = np.quantile(known, [tail, 1.0 - tail]) if len(known) else (np.nan, np.nan)
        found.append((float(low), float(high), n))
    means = _means(np.ones((1, len(columns))), columns)[0]
    return [Estimate(float(m), *rest) for m, rest in zip(means, found, strict=True)]


def resampled(columns: Array, rounds: int = ROUNDS, seed: int = 0) -> Array:
    """Means of columns over viewers drawn with replacement, float64 [rounds, columns]."""
    n = len(columns)
    if not n:
        return np.full((rounds, columns.shape[1]), np.nan)
    random = generator_for("bootstrap", seed)
    parts, size = [], max(1, CELLS // n)
    for start in range(0, rounds, size):
        turns = min(size, rounds - start)
        drawn = random.integers(n, size=(turns, n)) + n * np.arange(turns)[:, None]
        counts = np.bincount(drawn.ravel(), minlength=turns * n).reshape(turns, n)
        parts.append(_means(counts.astype(np.float64), columns))
    return np.concatenate(parts)


def _means(counts: Array, columns: Array) -> Array:
    """Means of columns by how often each viewer counts [turns, viewers]."""
    told = ~np.isnan(columns)
    below = counts @ told
    above = counts @ np.where(told, columns, 0.0)
    return np.asarray(np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0))
