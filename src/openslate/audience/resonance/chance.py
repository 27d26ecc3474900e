"""How likely a difference is if labels were dealt to viewers by chance, and which to believe."""

import numpy as np
from scipy.stats import norm, pearson3

STRAIGHT = 1e-4  # below this skewness the normal distribution serves
LEAST = 1e-300


def dealt_by_chance(
    inside: np.ndarray, size: np.ndarray, sums: np.ndarray, known: int
) -> np.ndarray:
    """Two-sided p-values of sums over a segment, had its viewers been drawn blindly from `known`.

    `inside` [segments, attributes] is the sum of a figure over each segment of `size` viewers;
    `sums` [3, attributes] are those of the figure, its square and its cube over all. Drawing
    without replacement has three exact moments; the tail between them is that of a gamma
    distribution, which keeps to the level far out, where skewed figures mislead a normal one:
    Larson and Owen, Moment based gene set tests, BMC Bioinformatics 16 (2015).
    """
    first, second, third = sums
    mean = first / known
    spread = second - known * mean**2
    lean = third - 3 * mean * second + 2 * known * mean**3
    n = size[:, None].astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = n * (known - n) / (known * (known - 1)) * spread
        cube = n * (known - n) * (known - 2 * n) / (known * (known - 1) * (known - 2)) * lean
        z = (inside - n * mean) / np.sqrt(variance)
        skew = cube / variance**1.5
    return _two_sided(np.nan_to_num(z), np.nan_to_num(skew))


def _two_sided(z: np.ndarray, skew: np.ndarray) -> np.ndarray:
    """Twice the smaller tail; a left-leaning distribution is its mirror image."""
    mirrored, lean = np.where(skew < 0, -z, z), np.maximum(np.abs(skew), STRAIGHT)
    upper, lower = pearson3.sf(mirrored, lean), pearson3.cdf(mirrored, lean)
    return np.asarray(np.clip(2 * np.minimum(upper, lower), LEAST, 1.0))


def normal_chance(z: np.ndarray) -> np.ndarray:
    """Two-sided p-values of standardised effects."""
    return np.asarray(np.clip(2 * norm.sf(np.abs(z)), LEAST, 1.0))


def share_of_false(chances: np.ndarray) -> np.ndarray:
    """For each p-value the share of false ones among all that are no larger, at most.

    Benjamini and Hochberg, Controlling the false discovery rate, JRSS B 57 (1995).

    >>> share_of_false(np.array([0.01, 0.04, 0.03, 0.5])).round(3).tolist()
    [0.04, 0.053, 0.053, 0.5]
    """
    count = len(chances)
    order = np.argsort(chances)[::-1]
    scaled = chances[order] * count / np.arange(count, 0, -1)
    found = np.empty(count)
    found[order] = np.minimum.accumulate(scaled)
    return np.minimum(found, 1.0)
