"""Accounts whose histories are nearly the same."""

import numpy as np

from openslate.audience.integrity.dispersion import fit_dispersion
from openslate.audience.integrity.min_hash import alike_pairs
from openslate.audience.integrity.overlap import Overlap
from openslate.audience.integrity.pair_findings import PairFindings
from openslate.audience.integrity.settings import IntegritySettings
from openslate.audience.integrity.usual_likeness import usual_likeness
from openslate.audience.integrity.viewings import Viewings
from openslate.common.seeds import generator_for

DRAWN = 8_000
HALF = 0.5
"""Pairs that share less than this of what either saw are not nearly the same."""


def near_identical(viewings: Viewings, settings: IntegritySettings) -> PairFindings:
    """Tests the pairs that MinHash finds alike; every pair counts as tested.

    A pair has to pass two tests, and its p-value is the worse of the two: it shares more than
    popularity, activity and taste explain (how much taste does is learned from pairs drawn
    blindly), and it is more alike than ordinary accounts are to their own best match.
    """
    overlap, generator = Overlap.of(viewings), generator_for(settings.seed, "histories")
    accounts = len(viewings.viewers)
    drawn = np.sort(generator.integers(accounts, size=(DRAWN, 2)), axis=1)
    null = fit_dispersion(*overlap.measure(drawn[drawn[:, 0] != drawn[:, 1]]))
    pairs = alike_pairs(overlap.seen, settings.least_history, generator)
    alike = overlap.alike(pairs)
    pairs, alike = pairs[alike >= HALF], alike[alike >= HALF]
    usual = usual_likeness(overlap, settings.least_history, generator)
    count, expected = overlap.measure(pairs)
    # An account's best is the best of all others, so what it says is shared out among them.
    best = usual.chance(alike) / max(accounts - 1, 1)
    shared = overlap.shared(pairs).astype(float)
    return PairFindings(
        pairs=pairs,
        p=np.maximum(null.tail(count, expected), best),
        count=shared,
        mean=null.inflation * expected.mean * shared / np.maximum(count, 1e-12),
        accounts=accounts,
        null=null,
    )
