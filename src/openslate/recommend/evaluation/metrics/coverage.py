"""Coverage: how much of the catalogue does anybody get to see?"""

import numpy as np

from openslate.recommend.evaluation.ranking import NOTHING

Array = np.ndarray


def coverage(lists: Array, size: int) -> float:
    """Share of all items that stand in at least one list; 0 to 1. Herlocker et al. 2004."""
    return len(np.unique(lists[lists != NOTHING])) / size


def coverage_interval(lists: Array, size: int, deviations: float = 1.96) -> tuple[float, float]:
    """The share of `coverage`, give or take; by the jackknife over viewers.

    A bootstrap would be wrong here: it leaves viewers out, and with them what only they are
    shown. Leaving out viewer v loses the u(v) items in no other list, so the variance is
    (n - 1) / n times the sum of (u(v) - mean u) squared (Efron and Stein 1981).
    """
    shown = np.bincount(lists[lists != NOTHING], minlength=size)
    alone = np.append(shown == 1, False)  # the last is what NOTHING, -1, reads
    lost = alone[lists].sum(axis=1) / size
    half = deviations * float(np.sqrt((len(lists) - 1) * lost.var())) if len(lists) else 0.0
    middle = coverage(lists, size)
    return max(0.0, middle - half), min(1.0, middle + half)
