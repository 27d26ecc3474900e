"""Each measure less what a neutral recommender has on lists of the same length."""

import numpy as np

from openslate.recommend.evaluation.metrics.calibration import miscalibration
from openslate.recommend.evaluation.metrics.diversity import diversity
from openslate.recommend.evaluation.metrics.fragmentation import fragmentation
from openslate.recommend.evaluation.metrics.lists import mean_of
from openslate.recommend.evaluation.metrics.novelty import novelty
from openslate.recommend.evaluation.shown import Shown

Array = np.ndarray


def taste_gap(shown: Shown) -> Array:
    """How much further the genres are from the viewer's taste than chance makes them; nats.

    Miscalibration (Steck 2018) less its mean over 10 seeded lists of as many items drawn from the
    viewer's own history. Neutral: draws from what the viewer watches.
    """
    found = miscalibration(shown.lists, shown.histories, shown.world.genres.matrix)
    return np.asarray(found - shown.chance.miscalibration)


def variety(shown: Shown) -> Array:
    """How much more unlike each other the items of a list are than items drawn at random.

    Diversity less the mean distance of two items of the viewer's pool, which is its expectation
    for lists of any length. Neutral: draws from all that the viewer does not know.
    """
    found = diversity(shown.lists, shown.world.directions)
    return np.asarray(found - shown.chance.diversity)


def discovery(shown: Shown) -> Array:
    """How much less known the items of a list are than items drawn at random; bits.

    Novelty less the mean surprise of the viewer's pool. Neutral: draws from all that the viewer
    does not know. Every recommender that follows tastes is far below 0.
    """
    found = novelty(shown.lists, shown.viewings, shown.viewers)
    return np.asarray(found - shown.chance.novelty)


def other_voices(shown: Shown) -> Array:
    """Share of places for countries outside the majority, less their share of the pool.

    Majority: the countries with the most viewings that together have four fifths of them. After
    RADio's alternative voices (Vrijenhoek et al. 2022). Neutral: draws from all that the viewer
    does not know.
    """
    found = mean_of(shown.world.other_voices(shown.viewings), shown.lists)
    return np.asarray(found - shown.chance.voices)


def country_gap(shown: Shown) -> Array:
    """How much further from the pool the countries of a list are than chance makes them; bits.

    Jensen and Shannon's divergence of exposure from the pool's shares, as in RADio's
    representation, less its mean over 10 seeded neutral lists. Neutral: draws from all that the
    viewer does not know.
    """
    found = shown.chance.imbalance(shown.lists, shown.world.countries)
    return np.asarray(found - shown.chance.countries)


def provider_gap(shown: Shown) -> Array:
    """How much further from the pool the providers of a list are than chance makes them; bits.

    As for countries, with the sources that deliver an item. Neutral: draws from all that the
    viewer does not know.
    """
    found = shown.chance.imbalance(shown.lists, shown.world.providers)
    return np.asarray(found - shown.chance.providers)


def apartness(shown: Shown) -> Array:
    """How much less two viewers see in common than two random lists would; for pairs of viewers.

    Fragmentation less 1 - E, where E = sum over depths d of w(d) d both / (one * other) is the
    expected overlap of lists drawn from pools of `one` and `other` items with `both` in common.
    Below 0: viewers share more. Neutral: draws from all that each does not know.
    """
    return np.asarray(fragmentation(shown.lists, shown.seed) - shown.chance.fragmentation)
