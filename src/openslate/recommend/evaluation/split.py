"""Parts of the viewings to learn from and to be measured on, the same for the same seed."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from openslate.common.seeds import generator_for
from openslate.recommend.models.interactions import Interactions

LEAST = 3  # a viewer with fewer viewings is only learned from


@dataclass(frozen=True, eq=False)
class Split:
    """Three disjoint parts over the same viewers and items."""

    train: Interactions
    valid: Interactions
    test: Interactions

    @property
    def known(self) -> Interactions:
        """Train and valid together: what is known when the test is taken."""
        both = self.train.matrix + self.valid.matrix
        return Interactions(self.train.viewers, sp.csr_matrix(both))


@dataclass(frozen=True, eq=False)
class ItemSplit:
    """Items that are wholly taken out: `train` knows nothing of `held`, `test` only of them."""

    train: Interactions
    test: Interactions
    held: np.ndarray


def random_split(interactions: Interactions, seed: int, share: float = 0.1) -> Split:
    """Of each viewer's items, `share` at random to test, as many to valid, the rest to train.

    Seeded by viewer, so that other viewers and their order change nothing.
    """
    part = np.zeros(interactions.matrix.nnz, dtype=np.int8)
    bounds = interactions.matrix.indptr
    for row, viewer in enumerate(interactions.viewers):
        part[bounds[row] : bounds[row + 1]] = _parts(
            int(bounds[row + 1] - bounds[row]), share, generator_for(seed, viewer)
        )
    return Split(*(_keep(interactions, part == number) for number in range(3)))


def hold_out_items(interactions: Interactions, count: int, seed: int) -> ItemSplit:
    """Take `count` random watched items out of the viewings altogether."""
    watched = np.flatnonzero(interactions.viewings)
    held = np.sort(generator_for("items", seed).choice(watched, count, replace=False))
    out = np.isin(interactions.matrix.indices, held)
    return ItemSplit(_keep(interactions, ~out), _keep(interactions, out), held)


def _parts(size: int, share: float, random: np.random.Generator) -> np.ndarray:
    """0 train, 1 valid, 2 test for each of a viewer's items, in random order."""
    part = np.zeros(size, dtype=np.int8)
    each = max(1, round(size * share)) if size >= LEAST else 0
    part[:each], part[each : 2 * each] = 2, 1
    return random.permutation(part)


def _keep(interactions: Interactions, chosen: np.ndarray) -> Interactions:
    """The chosen entries of the matrix, by their order in it."""
    matrix = interactions.matrix
    indptr = np.concatenate([[0], np.cumsum(chosen)])[matrix.indptr]
    parts = (matrix.data[chosen], matrix.indices[chosen], indptr)
    return Interactions(interactions.viewers, sp.csr_matrix(parts, shape=matrix.shape))
