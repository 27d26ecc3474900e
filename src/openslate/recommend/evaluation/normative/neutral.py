"""Recommenders that favour nothing: what measures are compared with."""

from collections.abc import Callable

import numpy as np

from openslate.common.seeds import generator_for
from openslate.recommend.evaluation.metrics.lists import ratio
from openslate.recommend.evaluation.ranking import mask_known, top_items
from openslate.recommend.models.interactions import Interactions

Array = np.ndarray
ROUNDS = 20
"""How many neutral lists each viewer is given where the expectation has no closed form."""
BLOCK = 1_000_000


def any_unknown(known: Interactions, rows: Array, k: int, random: np.random.Generator) -> Array:
    """Lists of k different items that the viewer does not know, each as likely as any other."""
    size = max(1, BLOCK // max(known.size, 1))
    lists = [np.empty((0, k), dtype=np.int64)]
    for start in range(0, len(rows), size):
        block = rows[start : start + size]
        scores = random.random((len(block), known.size))
        mask_known(scores, known, block)
        lists.append(top_items(scores, k))
    return np.concatenate(lists)


def own_taste(known: Interactions, rows: Array, k: int, random: np.random.Generator) -> Array:
    """Lists of k items drawn from the viewer's own history, each time from all of it."""
    starts, ends = known.matrix.indptr[rows], known.matrix.indptr[rows + 1]
    drawn = random.random((len(rows), k)) * (ends - starts)[:, None]
    return np.asarray(known.matrix.indices[starts[:, None] + drawn.astype(np.int64)], np.int64)


def expected(
    measure: Callable[[Array], Array], draw: Callable[[np.random.Generator], Array], seed: int
) -> Array:
    """Mean of a measure over `ROUNDS` neutral lists of each viewer, float64 [viewers]."""
    rounds = [measure(draw(generator_for("neutral", seed, turn))) for turn in range(ROUNDS)]
    told = ~np.isnan(rounds)
    return ratio(np.where(told, rounds, 0.0).sum(axis=0), told.sum(axis=0))
