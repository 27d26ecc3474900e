"""Drawing noisy effects towards what effects of their family are like (empirical Bayes).

The family's effects are taken to come from a mixture of normal distributions around zero, narrow
and wide, whose weights are fitted by EM: Stephens, False discovery rates: a new deal,
Biostatistics 18 (2017). The narrow ones hold all that is next to nothing; the wide ones
let large effects stand almost as measured, which one normal distribution would not.

EM is too sure of itself with a few dozen effects: it puts all weight on nothing where small effects
drown in noise, and intervals then miss them. So half of the weight is kept for the spread that the
family has by its moments, and for twice that; see docs/guide/resonance.md for what this gains.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

NOTHING = 0.005
"""Scale of effects that are next to nothing: half a per cent."""
STEP = np.sqrt(2.0)
NARROW = 10.0  # the narrowest scale that is told from nothing, in parts of the least error
ROUNDS, SETTLED = 500, 1e-7
HALVINGS = 45
PRIOR_EFFECTS = 10.0
"""EM starts from this many effects spread evenly over the scales."""
HELD_BACK = 0.5
"""Share of the weight that EM does not decide on."""


@dataclass(frozen=True, eq=False)
class Mixture:
    """What the effects of a family are like: `scales` with `weights` that add up to one."""

    weights: np.ndarray
    scales: np.ndarray


@dataclass(frozen=True, eq=False)
class Posterior:
    """What is known of each effect after shrinking: its mean, and an interval of equal tails."""

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


def fit_mixture(estimate: np.ndarray, error: np.ndarray) -> Mixture:
    """What estimates with standard errors `error`, both [effects], say of their family."""
    scales = _scales(estimate, error)
    weights = _likeliest(np.exp(_log_likelihood(estimate, error, scales)))
    spread = _spread(estimate, error)
    kept = np.full(2, HELD_BACK / 2)
    return Mixture(
        np.concatenate([(1 - HELD_BACK) * weights, kept]),
        np.concatenate([scales, [spread, 2 * spread]]),
    )


def _likeliest(fit: np.ndarray) -> np.ndarray:
    """Weights of the scales by EM, from the likelihood of each effect under each."""
    count, scales = fit.shape
    weights = np.full(scales, 1 / scales)
    for _ in range(ROUNDS):
        share = fit * weights
        share /= share.sum(axis=1, keepdims=True)
        before = weights
        weights = (share.sum(axis=0) + PRIOR_EFFECTS / scales) / (count + PRIOR_EFFECTS)
        if np.abs(weights - before).max() < SETTLED:
            break
    return weights


def _spread(estimate: np.ndarray, error: np.ndarray) -> float:
    """How far effects are from zero beyond their errors: root of the larger of two moments."""
    if not len(estimate):
        return NOTHING
    excess, weight = estimate**2 - error**2, 1 / error**2
    return float(np.sqrt(max(np.average(excess, weights=weight), excess.mean(), NOTHING**2)))


def shrink(mixture: Mixture, estimate: np.ndarray, error: np.ndarray, level: float) -> Posterior:
    """The posterior of each effect, with an interval of probability `level`."""
    log_fit = _log_likelihood(estimate, error, mixture.scales)
    share = np.exp(log_fit) * mixture.weights
    share /= share.sum(axis=1, keepdims=True)
    prior = mixture.scales**2
    noise = error[:, None] ** 2
    means = estimate[:, None] * prior / (prior + noise)
    spreads = np.sqrt(prior * noise / (prior + noise))
    tail = (1 - level) / 2
    low = _quantile(share, means, spreads, tail)
    return Posterior((share * means).sum(axis=1), low, _quantile(share, means, spreads, 1 - tail))


def _scales(estimate: np.ndarray, error: np.ndarray) -> np.ndarray:
    """From next to nothing to twice what the largest estimate could need."""
    least = max(NOTHING * STEP, error.min() / NARROW) if len(error) else NOTHING * STEP
    excess = np.max(estimate**2 - error**2, initial=0.0)
    most = max(2 * np.sqrt(excess), 8 * least)
    count = int(np.ceil(np.log(most / least) / np.log(STEP))) + 1
    return np.concatenate([[NOTHING], least * STEP ** np.arange(count)])


def _log_likelihood(estimate: np.ndarray, error: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Of each estimate under each scale, up to a constant of the estimate: [effects, scales]."""
    spread = error[:, None] ** 2 + scales**2
    log_fit = -0.5 * (estimate[:, None] ** 2 / spread + np.log(spread))
    return np.asarray(log_fit - log_fit.max(axis=1, keepdims=True))


def _quantile(
    share: np.ndarray, means: np.ndarray, spreads: np.ndarray, wanted: float
) -> np.ndarray:
    """Where each mixture of normal distributions has a share of `wanted` below, by halving."""
    low = (means - 9 * spreads).min(axis=1)
    high = (means + 9 * spreads).max(axis=1)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = (share * ndtr((middle[:, None] - means) / spreads)).sum(axis=1) < wanted
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray((low + high) / 2)
