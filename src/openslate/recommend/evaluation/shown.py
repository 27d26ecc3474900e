"""Everything that measures ask about the lists of one model."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from openslate.recommend.evaluation.item_groups import ItemGroups
from openslate.recommend.evaluation.metrics.diversity import directions_of
from openslate.recommend.evaluation.metrics.hits import Hits, hits_of
from openslate.recommend.evaluation.ranking import Rankings
from openslate.recommend.models.interactions import Interactions

Array = np.ndarray
MAJORITY = 0.8
"""Countries that together have this share of all viewings, the largest first, are the majority."""


@dataclass(frozen=True, eq=False)
class ItemWorld:
    """What is known of items: graph facts, and the groups that they belong to."""

    features: sp.csr_matrix[np.float32]
    genres: ItemGroups
    countries: ItemGroups
    providers: ItemGroups

    @cached_property
    def directions(self) -> sp.csr_matrix[np.float64]:
        """Graph facts as rows of length 1."""
        return directions_of(self.features)


@dataclass(frozen=True, eq=False)
class Shown:
    """Lists, the histories that they were made from, and what was really watched next."""

    rankings: Rankings
    known: Interactions
    wanted: Interactions
    world: ItemWorld
    seed: int = 0

    @property
    def lists(self) -> Array:
        """Items by place, int64 [viewers, k]."""
        return self.rankings.items

    @cached_property
    def hits(self) -> Hits:
        """Which places hold what was watched next."""
        return hits_of(self.rankings, self.wanted)

    @cached_property
    def histories(self) -> sp.csr_matrix[np.float32]:
        """What these viewers know, CSR [viewers, items]."""
        return self.known.matrix[self.rankings.rows]

    @cached_property
    def other_voices(self) -> Array:
        """Share of each item that does not come from the countries of the majority, [items]."""
        countries = self.world.countries
        sums = countries.weights(self.known.viewings)
        order = np.argsort(-sums, kind="stable")
        before = np.append(0.0, np.cumsum(sums[order]))[:-1]
        few = np.zeros(len(sums))
        few[order[before >= MAJORITY * sums.sum()]] = 1.0
        return np.asarray(countries.matrix @ few)
