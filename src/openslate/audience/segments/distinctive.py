"""What sets a group of viewers apart from the others, by what they watch."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from openslate.audience.segments.segments import Mask


@dataclass(frozen=True)
class Difference:
    """One attribute: its mean share of what viewers inside and outside a group watch.

    `standardised` is the difference in pooled standard deviations (Cohen's d): 0.2 is small, 0.8
    is large.
    """

    attribute: str
    inside: float
    outside: float
    standardised: float


def shares_of(
    watched: sp.csr_matrix[np.float32], attributes: sp.csc_matrix[np.float64]
) -> NDArray[np.float64]:
    """For each viewer the share of watched items with each attribute, [viewers, attributes].

    `watched` is [viewers, items] of ones, `attributes` [items, attributes] of ones; who watched
    nothing has shares of 0.
    """
    seen = np.asarray(watched.sum(axis=1), dtype=np.float64).reshape(-1, 1)
    counts = np.asarray((watched.astype(np.float64) @ attributes).todense())
    return counts / np.maximum(seen, 1)


def distinctive(
    shares: NDArray[np.float64], names: Sequence[str], members: Mask, most: int = 3
) -> tuple[Difference, ...]:
    """The attributes that the group has more of than all others, the most telling first.

    >>> shares = np.array([[0.9, 0.1], [0.8, 0.1], [0.1, 0.1], [0.2, 0.1]])
    >>> distinctive(shares, ["Drama", "War"], np.array([1, 1, 0, 0], bool))[0].attribute
    'Drama'
    """
    inside, outside = shares[members], shares[~members]
    if not len(inside) or not len(outside):
        return ()
    spread = np.sqrt(
        (len(inside) * inside.var(axis=0) + len(outside) * outside.var(axis=0)) / len(shares)
    )
    gap = inside.mean(axis=0) - outside.mean(axis=0)
    effect = np.divide(gap, spread, out=np.zeros_like(gap), where=spread > 0)
    best = np.argsort(-effect, kind="stable")[:most]
    return tuple(
        Difference(
            names[at],
            round(float(inside[:, at].mean()), 4),
            round(float(outside[:, at].mean()), 4),
            round(float(effect[at]), 3),
        )
        for at in best
        if effect[at] > 0
    )
