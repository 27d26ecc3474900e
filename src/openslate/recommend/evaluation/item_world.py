"""What is known of items: graph facts, and the groups that they belong to."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from openslate.graph.snapshot import Snapshot
from openslate.recommend.evaluation.item_groups import ItemGroups, provided, tagged
from openslate.recommend.evaluation.metrics.diversity import directions_of
from openslate.recommend.models.graph_features import GraphFeatures

Array = np.ndarray
MAJORITY = 0.8
"""Countries that together have this share of all viewings, the largest first, are the majority."""


@dataclass(frozen=True, eq=False)
class ItemWorld:
    """Facts are CSR [items, features]; the groups have a row for each item, too."""

    features: sp.csr_matrix[np.float32]
    genres: ItemGroups
    countries: ItemGroups
    providers: ItemGroups

    @cached_property
    def directions(self) -> sp.csr_matrix[np.float64]:
        """Graph facts as rows of length 1."""
        return directions_of(self.features)

    def other_voices(self, viewings: Array) -> Array:
        """Share of each item that comes from outside the countries of the majority, [items]."""
        sums = self.countries.weights(viewings)
        order = np.argsort(-sums, kind="stable")
        before = np.append(0.0, np.cumsum(sums[order]))[:-1]
        few = np.zeros(len(sums))
        few[order[before >= MAJORITY * sums.sum()]] = 1.0
        return np.asarray(self.countries.matrix @ few)


def world_of(snapshot: Snapshot, features: GraphFeatures) -> ItemWorld:
    """The world of a snapshot's items."""
    countries = tagged(snapshot, "countries")
    return ItemWorld(features.matrix, tagged(snapshot, "genres"), countries, provided(snapshot))
