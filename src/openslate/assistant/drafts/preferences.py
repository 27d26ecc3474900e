"""Learning from picks which drafts this house prefers.

Bradley and Terry (1952) with attributes: the odds that one draft is picked over another are
exp(w.(a - b)); that is a logistic regression on differences, here with an L2 penalty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from openslate.assistant.drafts.attributes import ATTRIBUTES

PENALTY = 1.0
LEAST = 20
"""Picks from which on anything is learned or said."""
FOLDS = 5
STEPS = 25
Values = Mapping[str, float]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pick:
    """The attributes of the draft that was picked, and of those that were not, as shown.

    `place` is where the picked one stood, 0 the first.
    """

    chosen: Values
    others: tuple[Values, ...]
    place: int = 0


@dataclass(frozen=True)
class Agreement:
    """How often learned ranking and editors agree about picks that were not learned from.

    `share` of `pairs` (picked against not picked) with the 95 % interval over picks; `shown` is
    the share that the order in which drafts were shown would have had.
    """

    picks: int
    pairs: int
    share: float
    low: float
    high: float
    shown: float


@dataclass(frozen=True)
class Ranking:
    """What was learned: a weight for each attribute, over its spread. Empty: nothing yet."""

    weights: Mapping[str, float]

    def score(self, values: Values) -> float:
        """How much a draft is to the house's taste; 0 where nothing was learned."""
        return sum(self.weights.get(name, 0.0) * value for name, value in values.items())


NOTHING_LEARNED = Ranking({})


def learn(picks: Sequence[Pick]) -> Ranking:
    """Weights from picks; none from fewer than `LEAST`."""
    return NOTHING_LEARNED if len(picks) < LEAST else _fitted(picks)


def agreement(picks: Sequence[Pick]) -> Agreement | None:
    """Measured on each fifth of the picks after learning from the others; None for too few."""
    if len(picks) < LEAST:
        return None
    shares: list[float] = []
    pairs = 0
    for fold in range(FOLDS):
        ranking = _fitted([pick for n, pick in enumerate(picks) if n % FOLDS != fold])
        for pick in picks[fold::FOLDS]:
            if pick.others:
                shares.append(_share(ranking, pick))
                pairs += len(pick.others)
    share = float(np.mean(shares)) if shares else 0.5
    low, high = _wilson(share, max(1, len(shares)))
    shown = [_shown(pick) for pick in picks if pick.others]
    return Agreement(len(picks), pairs, share, low, high, float(np.mean(shown)) if shown else 0.5)


def _fitted(picks: Sequence[Pick]) -> Ranking:
    names = tuple(ATTRIBUTES)
    rows = [(_row(p.chosen, names) - _row(o, names)) / len(p.others) ** 0.5
            for p in picks for o in p.others]  # fmt: skip
    if not rows:
        return NOTHING_LEARNED
    differences = np.array(rows)
    spread = np.maximum(np.sqrt(np.square(differences).mean(axis=0)), 1e-9)
    spread[spread <= 1e-9] = np.inf  # what never differs says nothing
    weights = _logistic(differences / spread) / spread
    return Ranking({name: float(w) for name, w in zip(names, weights, strict=True)})


def _logistic(x: Numbers) -> Numbers:
    """Weights under which every row is positive, by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (p - 1) + PENALTY * weights
        curvature = (x.T * (p * (1 - p))) @ x + PENALTY * np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def _row(values: Values, names: Sequence[str]) -> Numbers:
    return np.array([values.get(name, 0.0) for name in names])


def _share(ranking: Ranking, pick: Pick) -> float:
    """Of the drafts that were not picked, how many rank below the one that was."""
    own = ranking.score(pick.chosen)
    others = [ranking.score(other) for other in pick.others]
    return float(np.mean([1.0 if own > o else 0.5 if own == o else 0.0 for o in others]))


def _shown(pick: Pick) -> float:
    return 1 - pick.place / len(pick.others)


def _wilson(share: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval for a share of n (1927)."""
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)
