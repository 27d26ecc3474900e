"""Accounts that act like clockwork."""

import numpy as np
from scipy.stats import binom

from openslate.audience.integrity.account_findings import AccountFindings
from openslate.audience.integrity.p_values import SMALLEST
from openslate.audience.integrity.viewings import HOUR, FloatArray, Viewings

LEAST_GAPS = 20
SHORTEST = 60
"""Seconds: lists that are rated in one go have equal gaps of seconds."""
LONGEST = 24 * HOUR
LIKE = 0.05
"""Gaps that differ from the account's middle gap by less than this part are alike."""
MOST_USUAL = 0.5


def metronome(viewings: Viewings) -> AccountFindings:
    """The share of each account's pauses that are as long as its middle pause, nearly.

    A binomial test against the share that nineteen accounts in twenty stay below. Pauses under a
    minute and over a day are no rhythm. An account with fewer than `LEAST_GAPS` has p = 1.
    """
    order = viewings.by_viewer
    second = viewings.second[order]
    size = len(viewings.viewers)
    alike, gaps = np.zeros(size), np.zeros(size)
    for account in range(size):
        part = np.diff(second[viewings.starts[account] : viewings.starts[account + 1]])
        part = part[(part >= SHORTEST) & (part <= LONGEST)]
        if len(part) >= LEAST_GAPS:
            near = np.abs(part - np.median(part)) <= LIKE * np.median(part)
            alike[account], gaps[account] = near.sum(), len(part)
    share = alike / np.maximum(gaps, 1)
    usual = _usual(share[gaps > 0])
    p = np.maximum(binom.sf(alike - 1, gaps, usual), SMALLEST)
    ends = second[viewings.starts[1:] - 1]
    begins = second[viewings.starts[:-1]]
    return AccountFindings(share, np.where(gaps > 0, p, 1.0), begins, ends, usual)


def _usual(shares: FloatArray) -> float:
    if len(shares) < LEAST_GAPS:
        return MOST_USUAL
    return float(np.clip(np.quantile(shares, 0.95), LIKE, MOST_USUAL))
