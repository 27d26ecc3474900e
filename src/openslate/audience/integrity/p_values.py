"""Putting p-values together without claiming more than they say."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
SMALLEST = 1e-300


def bonferroni(p: Floats, tests: int) -> Floats:
    """What the smallest of `tests` p-values is worth: p times the tests, at most 1."""
    return np.asarray(np.minimum(np.maximum(p, SMALLEST) * tests, 1.0))


def harmonic_mean(inverse_sum: Floats, tests: int) -> Floats:
    """One p-value for `tests` that may hang together in any way (Vovk and Wang, 2020).

    e log(K) times the harmonic mean is a p-value under every kind of dependence. `inverse_sum`
    adds 1/p over the tests looked at; the others, up to `tests`, count with p = 1.

    >>> float(harmonic_mean(np.array([1e8]), 100).round(7)[0])
    1.25e-05
    """
    if not tests:
        return np.ones(len(inverse_sum))
    mean = tests / np.maximum(inverse_sum, tests)
    return np.asarray(np.minimum(np.e * np.log(max(tests, np.e)) * mean, 1.0))


def benjamini_hochberg(p: Floats, tests: int | None = None) -> Floats:
    """The share of false discoveries at which each would just be found (Benjamini, Hochberg 1995).

    `tests` counts all that were tried when `p` holds only the smallest of them.

    >>> benjamini_hochberg(np.array([0.5, 0.01, 0.02])).round(3).tolist()
    [0.5, 0.03, 0.03]
    """
    if not len(p):
        return p
    order = np.argsort(p, kind="stable")
    raw = p[order] * (tests or len(p)) / np.arange(1, len(p) + 1)
    found = np.empty(len(p))
    found[order] = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)
    return found
