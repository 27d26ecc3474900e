"""The share of viewers who are still watching at each minute, with an interval.

Kaplan and Meier (1958), for some viewers are still watching and others came to the end: all that
is known of them is that they stayed so long. Variance by Greenwood (1926) on the scale log(-log),
where intervals stay between 0 and 1; where nobody or everybody left, Wilson (1927).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openslate.audience.retention.heartbeats import Watched

Z = 1.959963984540054  # of a 95 % interval
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RetentionCurve:
    """At the beginning of each minute, 0 first: the share still watching, low and high (95 %).

    `watching` counts the viewers known to have come there; the curve ends where there are fewer
    than the least that are told of. `viewers` is all of them.
    """

    viewers: int
    share: Numbers
    low: Numbers
    high: Numbers
    watching: NDArray[np.int64]

    @property
    def minutes(self) -> int:
        """How many minutes are told of."""
        return len(self.share)

    @property
    def half(self) -> int | None:
        """The first minute at which at most half are still watching, None when more stay."""
        below = np.flatnonzero(self.share <= 0.5)
        return int(below[0]) if len(below) else None


def retention_curve(watched: Watched, least: int) -> RetentionCurve | None:
    """The curve of these viewers; None when they are fewer than `least`.

    >>> four = Watched(("a", "b", "c", "d"), np.array([0, 1, 1, 2]), np.array([1, 1, 0, 0], bool))
    >>> retention_curve(four, 1).share.round(3).tolist()
    [1.0, 0.75, 0.5]
    """
    if len(watched.viewers) < max(least, 1):
        return None
    size = int(watched.minutes.max()) + 1
    came = np.bincount(watched.minutes, minlength=size)[::-1].cumsum()[::-1]
    left = np.bincount(watched.minutes[watched.left], minlength=size)
    told = int(np.count_nonzero(came >= least))  # `came` only falls
    share, spread = _survival(came[:told], left[:told])
    low, high = _interval(share, spread, came[:told])
    return RetentionCurve(len(watched.viewers), share, low, high, came[:told])


def _survival(came: NDArray[np.int64], left: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    """Shares at the beginning of each minute and Greenwood's sums, without the last minute's."""
    stay = 1 - left / came
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(left > 0, left / (came * (came - left)), 0.0)
    shares = np.concatenate([[1.0], np.cumprod(stay)])[: len(came)]
    return shares, np.concatenate([[0.0], np.cumsum(terms)])[: len(came)]


def _interval(share: Numbers, spread: Numbers, came: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    inside = (share > 0) & (share < 1)
    safe = np.where(inside, share, 0.5)
    reach = Z * np.sqrt(np.where(inside, spread, 0.0)) / np.abs(np.log(safe))
    low, high = safe ** np.exp(reach), safe ** np.exp(-reach)
    wide = Z * Z / (came + Z * Z)  # Wilson's interval of none, or all, of `came`
    low = np.where(inside, low, np.where(share >= 1, 1 - wide, 0.0))
    high = np.where(inside, high, np.where(share >= 1, 1.0, wide))
    return low, high
