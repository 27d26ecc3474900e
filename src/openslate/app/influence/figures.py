"""Estimates in words: how many places, and how sure that is."""

from openslate.recommend.influence.viewer_mean import Estimate

WIDE = 2.0
"""From this width on an interval is told in whole places."""


def told(estimate: Estimate) -> str:
    """A number of places with its interval.

    >>> told(Estimate(13.2, 11.9, 14.1)), told(Estimate(1.44, 1.09, 1.72))
    ('about 13 (12 to 14)', '1.4 (1.1 to 1.7)')
    >>> told(Estimate(0.0, 0.0, 1.9)), told(Estimate(0.02, 0.001, 0.04))
    ('0 (at most 1.9)', 'under 0.1')
    """
    if estimate.value == 0:
        return f"0 (at most {estimate.high:.1f})"
    if estimate.high < 0.1:
        return "under 0.1"
    if estimate.high - estimate.low >= WIDE:
        return f"about {estimate.value:.0f} ({estimate.low:.0f} to {estimate.high:.0f})"
    return f"{estimate.value:.1f} ({estimate.low:.1f} to {estimate.high:.1f})"
