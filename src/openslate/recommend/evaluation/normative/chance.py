"""What neutral recommenders would have, worked out once for everybody's lists of one length."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from openslate.common.seeds import generator_for
from openslate.recommend.evaluation.item_groups import ItemGroups
from openslate.recommend.evaluation.item_world import ItemWorld
from openslate.recommend.evaluation.metrics.calibration import miscalibration
from openslate.recommend.evaluation.metrics.exposure import exposure, imbalance
from openslate.recommend.evaluation.metrics.fragmentation import depth_weights, pairs
from openslate.recommend.evaluation.metrics.lists import Sparse, dense, ratio
from openslate.recommend.evaluation.metrics.novelty import surprise
from openslate.recommend.evaluation.normative.neutral import any_unknown, own_taste
from openslate.recommend.evaluation.normative.pools import pool_distance, pool_mean, pool_overlap
from openslate.recommend.models.interactions import Interactions

Array = np.ndarray
ROUNDS = 10
"""Neutral lists that each viewer is given where the expectation has no closed form."""


@dataclass(frozen=True, eq=False)
class Chance:
    """Expectations under the null models, float64 [viewers] for the viewers of `rows`.

    A viewer's pool is all that they do not know; the neutral recommender draws from it without
    replacement. The one that is neutral towards a taste draws from the history with replacement.
    """

    known: Interactions
    world: ItemWorld
    rows: Array
    k: int
    seed: int = 0

    @cached_property
    def histories(self) -> Sparse:
        """What these viewers know, CSR [viewers, items]."""
        return self.known.matrix[self.rows]

    @cached_property
    def miscalibration(self) -> Array:
        """Of lists drawn from the own history; mean of `ROUNDS` seeded lists."""
        genres = self.world.genres.matrix
        return self._mean(own_taste, lambda lists: miscalibration(lists, self.histories, genres))

    @cached_property
    def diversity(self) -> Array:
        """Mean distance of two items of the pool, whatever the length; closed form."""
        return pool_distance(self.world.directions, self.histories)

    @cached_property
    def novelty(self) -> Array:
        """Mean surprise of the pool, whatever the length; closed form."""
        return pool_mean(surprise(self.known.viewings, len(self.known.viewers)), self.histories)

    @cached_property
    def voices(self) -> Array:
        """Share of the pool that is outside the majority, whatever the length; closed form."""
        return pool_mean(self.world.other_voices(self.known.viewings), self.histories)

    @cached_property
    def fragmentation(self) -> Array:
        """1 - expected overlap with the viewer in the same pair; closed form, else NaN."""
        first, second = pairs(len(self.rows), self.seed)
        expected = np.full(len(self.rows), np.nan)
        expected[first] = 1.0 - pool_overlap(self.histories, first, second, depth_weights(self.k))
        return expected

    @cached_property
    def countries(self) -> Array:
        """Imbalance between countries; mean of `ROUNDS` seeded lists."""
        return self._mean(any_unknown, lambda lists: self.imbalance(lists, self.world.countries))

    @cached_property
    def providers(self) -> Array:
        """Imbalance between providers; mean of `ROUNDS` seeded lists."""
        return self._mean(any_unknown, lambda lists: self.imbalance(lists, self.world.providers))

    def imbalance(self, lists: Array, groups: ItemGroups) -> Array:
        """How far the exposure of groups is from their shares of the pool, bits."""
        left = groups.matrix.sum(axis=0).A1 - dense(self.histories @ groups.matrix)
        due = ratio(left, np.broadcast_to(left.sum(axis=1, keepdims=True), left.shape))
        return imbalance(exposure(lists, groups.matrix), due)

    def _mean(self, draw: Callable[..., Array], measure: Callable[[Array], Array]) -> Array:
        rounds = []
        for turn in range(ROUNDS):
            random = generator_for("neutral", self.seed, turn)
            rounds.append(measure(draw(self.known, self.rows, self.k, random)))
        told = ~np.isnan(rounds)
        return ratio(np.where(told, rounds, 0.0).sum(axis=0), told.sum(axis=0))
