"""Parts of the viewings to learn from and to be measured on, the same for the same seed."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from openslate.common.errors import SlateError
from openslate.common.seeds import generator_for
from openslate.recommend.models.interactions import Interactions, union

LEAST = 3  # a viewer with fewer viewings is only learned from


@dataclass(frozen=True, eq=False)
class Split:
    """Three disjoint parts over the same viewers and items."""

    train: Interactions
    valid: Interactions
    test: Interactions

    @cached_property
    def known(self) -> Interactions:
        """Train and valid together: what is known when the test is taken."""
        return union(self.train, self.valid)


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
    return Split(*(interactions.keep(part == number) for number in range(3)))


def time_split(interactions: Interactions, first: float = 0.8, second: float = 0.9) -> Split:
    """The oldest viewings, a share of `first`, to train, those after `second` to test.

    What lies between is valid. One cut for everybody, so that nothing is predicted from what came
    later (Meng et al. 2020, "Exploring data splitting strategies for the evaluation of
    recommendation models"). Viewers who came after a cut have nothing known before it; `evaluate`
    leaves them out. Raises SlateError when times are not known.
    """
    if interactions.times is None or not len(interactions.times):
        raise SlateError(
            "It is not known when things were watched", do="Split at random, or import moments"
        )
    moments = np.sort(interactions.times)
    cuts = moments[[int(share * len(moments)) for share in (first, second)]]
    part = np.searchsorted(cuts, interactions.times, side="right")
    return Split(*(interactions.keep(part == number) for number in range(3)))


def hold_out_items(interactions: Interactions, count: int, seed: int) -> ItemSplit:
    """Take `count` random watched items out of the viewings altogether."""
    watched = np.flatnonzero(interactions.viewings)
    held = np.sort(generator_for("items", seed).choice(watched, count, replace=False))
    out = np.isin(interactions.matrix.indices, held)
    return ItemSplit(interactions.keep(~out), interactions.keep(out), held)


def _parts(size: int, share: float, random: np.random.Generator) -> np.ndarray:
    """0 train, 1 valid, 2 test for each of a viewer's items, in random order."""
    part = np.zeros(size, dtype=np.int8)
    each = max(1, round(size * share)) if size >= LEAST else 0
    part[:each], part[each : 2 * each] = 2, 1
    return random.permutation(part)
