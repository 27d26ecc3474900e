"""Stretches of histories: what was watched close together belongs together the more."""

import numpy as np
import scipy.sparse as sp

from openslate.recommend.models.closed_form import Rows
from openslate.recommend.models.interactions import Interactions

Array = np.ndarray


def stretches_of(interactions: Interactions, length: int, shift: int = 0) -> Array:
    """The stretch of each entry, numbered from 0; int64 [entries].

    Every history is cut into `length` places each, counted from its end; `shift` moves the cuts
    by so many places, so that neighbours parted by one cut are together in another.
    """
    cut = (interactions.places + shift) // length
    most = int(cut.max(initial=0)) + 1
    return np.unique(interactions.rows * most + cut, return_inverse=True)[1]


def stretch_rows(interactions: Interactions, counting: Array, length: int) -> list[Rows]:
    """Stretches as if each were a viewer: twice [stretches, items], cut here and half-way between.

    `counting` is how much each entry counts, float64 [entries]; each of the two gets half.
    """
    return [
        _rows(interactions, stretches_of(interactions, length, shift), counting * np.sqrt(0.5))
        for shift in (0, length // 2)
    ]


def _rows(interactions: Interactions, stretch: Array, data: Array) -> Rows:
    shape = (int(stretch.max(initial=-1)) + 1, interactions.size)
    return sp.csr_matrix((data, (stretch, interactions.matrix.indices)), shape=shape)
