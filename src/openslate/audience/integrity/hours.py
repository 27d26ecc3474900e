"""Accounts that never sleep."""

import numpy as np

from openslate.audience.integrity.account_findings import AccountFindings
from openslate.audience.integrity.heavy_tail import fit_pareto_tail
from openslate.audience.integrity.viewings import HOUR, Viewings

SLEEP = 5 * HOUR
"""A pause in which somebody may have slept."""
AWAKE = 20.0
"""Hours that people do stay up; what is shorter is no evidence, however short others' are."""


def without_sleep(viewings: Viewings) -> AccountFindings:
    """The longest time, in hours, that each account went on without a pause to sleep in.

    Against everybody's longest, of which the tail is a power law and begins at `AWAKE` at least.
    Accounts that several people share, or a set left on, look the same: a person has to judge.
    """
    order = viewings.by_viewer
    viewer, second = viewings.viewer[order], viewings.second[order]
    new = np.concatenate(([True], (np.diff(viewer) > 0) | (np.diff(second) >= SLEEP)))[: len(order)]
    begins = np.flatnonzero(new)
    ends = np.concatenate((begins[1:], [len(order)])) - 1
    hours = (second[ends] - second[begins]) / HOUR
    owner = viewer[begins]
    first = np.searchsorted(owner, np.arange(len(viewings.viewers)))
    best = np.lexsort((-hours, owner))[first]
    longest = hours[best]
    tail = fit_pareto_tail(longest, least=AWAKE)
    return AccountFindings(
        longest, tail.chance(longest), second[begins[best]], second[ends[best]], tail.begins
    )
