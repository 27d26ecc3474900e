"""Which places of a list hold something the viewer really went on to watch."""

from dataclasses import dataclass

import numpy as np

from openslate.recommend.evaluation.ranking import NOTHING, Rankings
from openslate.recommend.models.interactions import Interactions

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class Hits:
    """Whether each place is a hit, bool [viewers, k], and how many there were to find, int64."""

    places: Array
    wanted: Array


def hits_of(rankings: Rankings, wanted: Interactions) -> Hits:
    """Look for what is wanted in the lists."""
    keys = wanted.rows * wanted.size + wanted.matrix.indices
    asked = rankings.rows[:, None] * wanted.size + rankings.items
    places = np.isin(asked, keys) & (rankings.items != NOTHING)
    return Hits(places, np.diff(wanted.matrix.indptr)[rankings.rows].astype(np.int64))
