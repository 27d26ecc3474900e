"""How well scores tell restrained messages from allowed ones, each figure with its interval."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from openslate.common.seeds import generator_for

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
ROUNDS = 500
LEVEL = 0.95


@dataclass(frozen=True)
class Estimate:
    """A figure and its 95 % bootstrap interval over messages."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def share(hits: Mask) -> Estimate:
    """The share of messages for which something holds: recall, or false refusals.

    >>> share(np.array([True, True, True, False])).value
    0.75
    """
    return _estimate(lambda rows: float(hits[rows].mean()), len(hits))


def area(restrained: Mask, scores: Floats) -> Estimate:
    """Area under the ROC curve: how often a restrained message scores above an allowed one."""

    def of(rows: NDArray[np.intp]) -> float:
        wanted = restrained[rows]
        both = wanted.any() and not wanted.all()
        return float(roc_auc_score(wanted, scores[rows])) if both else float("nan")

    return _estimate(of, len(scores))


def f1(restrained: Mask, said: Mask) -> Estimate:
    """Harmonic mean of precision and recall of what was said to be restrained."""

    def of(rows: NDArray[np.intp]) -> float:
        right = float((restrained[rows] & said[rows]).sum())
        return 2 * right / max(float(restrained[rows].sum() + said[rows].sum()), 1.0)

    return _estimate(of, len(said))


def _estimate(of: Callable[[NDArray[np.intp]], float], count: int) -> Estimate:
    if not count:
        raise ValueError("there is no message to measure")
    random = generator_for("guard-evaluation", count)
    drawn = [of(random.integers(count, size=count)) for _ in range(ROUNDS)]
    low, high = np.nanquantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(of(np.arange(count)), float(low), float(high))
