"""Recommenders that favour nothing: what measures are compared with."""

import numpy as np

from openslate.recommend.evaluation.ranking import mask_known, top_items
from openslate.recommend.models.interactions import Interactions

Array = np.ndarray
BLOCK = 4_000_000  # random numbers held at a time


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
