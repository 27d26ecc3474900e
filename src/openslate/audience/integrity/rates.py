"""Accounts that watch more in an hour than people do."""

import numpy as np

from openslate.audience.integrity.account_findings import AccountFindings
from openslate.audience.integrity.heavy_tail import fit_pareto_tail
from openslate.audience.integrity.viewings import HOUR, Viewings


def improbable_rates(viewings: Viewings) -> AccountFindings:
    """The most viewings each account began within one hour, against everybody's.

    Ordinary activity is heavy-tailed (people who rate a hundred films when they sign up), so the
    tail is a power law learned from the accounts themselves.
    """
    order = viewings.by_viewer
    viewer, second = viewings.viewer[order], viewings.second[order]
    begin = int(second.min(initial=0))
    reach = int(second.max(initial=0)) - begin + HOUR + 1
    key = viewer * reach + (second - begin)
    within = np.searchsorted(key, key + HOUR) - np.arange(len(key))
    best = np.lexsort((-within, viewer))[viewings.starts[:-1]]
    most = within[best].astype(float)
    tail = fit_pareto_tail(most)
    since = second[best]
    return AccountFindings(most, tail.chance(most), since, since + HOUR, tail.begins)
