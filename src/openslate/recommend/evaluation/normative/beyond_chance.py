"""Each measure less what a neutral recommender has on lists of the same length."""

import numpy as np

from openslate.recommend.evaluation.item_groups import ItemGroups
from openslate.recommend.evaluation.metrics.calibration import miscalibration
from openslate.recommend.evaluation.metrics.diversity import diversity
from openslate.recommend.evaluation.metrics.exposure import exposure, imbalance
from openslate.recommend.evaluation.metrics.fragmentation import (
    depth_weights,
    fragmentation,
    pairs,
)
from openslate.recommend.evaluation.metrics.lists import dense, mean_of, ratio
from openslate.recommend.evaluation.metrics.novelty import novelty, surprise
from openslate.recommend.evaluation.normative.neutral import any_unknown, expected, own_taste
from openslate.recommend.evaluation.normative.pools import (
    pool_distance,
    pool_mean,
    pool_overlap,
)
from openslate.recommend.evaluation.shown import Shown

Array = np.ndarray


def taste_gap(shown: Shown) -> Array:
    """How much further the genres are from the viewer's taste than chance makes them; nats.

    Miscalibration (Steck 2018) less its mean over 20 seeded lists of as many items drawn from the
    viewer's own history. Neutral: draws from what the viewer watches.
    """
    known, rows, genres = shown.known, shown.rankings.rows, shown.world.genres.matrix

    def measure(lists: Array) -> Array:
        return miscalibration(lists, shown.histories, genres)

    chance = expected(
        measure, lambda r: own_taste(known, rows, shown.lists.shape[1], r), shown.seed
    )
    return np.asarray(measure(shown.lists) - chance)


def variety(shown: Shown) -> Array:
    """How much more unlike each other the items of a list are than items drawn at random.

    Diversity less the mean distance of two items of the viewer's pool, which is its expectation
    for lists of any length. Neutral: draws from all that the viewer does not know.
    """
    found = diversity(shown.lists, shown.world.directions)
    return np.asarray(found - pool_distance(shown.world.directions, shown.histories))


def discovery(shown: Shown) -> Array:
    """How much less known the items of a list are than items drawn at random; bits.

    Novelty less the mean surprise of the viewer's pool. Neutral: draws from all that the viewer
    does not know. Every recommender that follows tastes is far below 0.
    """
    viewings, viewers = shown.known.viewings, len(shown.known.viewers)
    chance = pool_mean(surprise(viewings, viewers), shown.histories)
    return np.asarray(novelty(shown.lists, viewings, viewers) - chance)


def other_voices(shown: Shown) -> Array:
    """Share of places for countries outside the majority, less their share of the pool.

    Majority: the countries with the most viewings that together have four fifths of them. After
    RADio's alternative voices. Neutral: draws from all that the viewer does not know.
    """
    voices = shown.other_voices
    return np.asarray(mean_of(voices, shown.lists) - pool_mean(voices, shown.histories))


def country_gap(shown: Shown) -> Array:
    """How much further from the pool the countries of a list are than chance makes them; bits.

    Jensen and Shannon's divergence of exposure from the pool's shares (RADio's representation),
    less its mean over 20 seeded neutral lists. Neutral: draws from all that the viewer does not
    know.
    """
    return _gap(shown, shown.world.countries)


def provider_gap(shown: Shown) -> Array:
    """The same for the providers of items."""
    return _gap(shown, shown.world.providers)


def apartness(shown: Shown) -> Array:
    """How much less two viewers see in common than two random lists would; for pairs of viewers.

    Fragmentation less 1 - the expected rank-biased overlap of draws from both pools: its closed
    form is the sum over depths d of w(d) d both / (one * other). Below 0: viewers share more.
    Neutral: draws from all that each does not know.
    """
    first, second = pairs(len(shown.lists), shown.seed)
    weights = depth_weights(shown.lists.shape[1])
    chance = np.full(len(shown.lists), np.nan)
    chance[first] = 1.0 - pool_overlap(shown.histories, first, second, weights)
    return np.asarray(fragmentation(shown.lists, shown.seed) - chance)


def _gap(shown: Shown, groups: ItemGroups) -> Array:
    known, rows = shown.known, shown.rankings.rows
    total = np.asarray(groups.matrix.sum(axis=0)).ravel()
    left = total - dense(shown.histories @ groups.matrix)
    due = ratio(left, np.broadcast_to(left.sum(axis=1, keepdims=True), left.shape))

    def measure(lists: Array) -> Array:
        return imbalance(exposure(lists, groups.matrix), due)

    chance = expected(
        measure, lambda r: any_unknown(known, rows, shown.lists.shape[1], r), shown.seed
    )
    return np.asarray(measure(shown.lists) - chance)
