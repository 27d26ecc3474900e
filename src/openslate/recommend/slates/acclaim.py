"""How highly critics and juries think of items, for rows that people choose rather than models."""

import numpy as np
from numpy.typing import ArrayLike

from openslate.recommend.slates.bounds import FloatArray

OSCAR = 2.0  # an award counts like this many points of a critics' score
MOST_OSCARS = 5


def acclaim(critics_score: ArrayLike, metacritic: ArrayLike, oscars: ArrayLike) -> FloatArray:
    """Points by item: the mean of the critics' scores that are known, plus awards.

    All arguments are float arrays by item with NaN for unknown; scores are 0 to 100. An item
    that nobody has judged has 0 points.

    >>> acclaim([90, 80, np.nan], [70, np.nan, np.nan], [1, np.nan, np.nan]).tolist()
    [82.0, 80.0, 0.0]
    """
    scores = np.array([critics_score, metacritic], dtype=np.float64)
    known = ~np.isnan(scores)
    mean = np.where(known, scores, 0).sum(axis=0) / np.maximum(1, known.sum(axis=0))
    awards = np.nan_to_num(np.asarray(oscars, dtype=np.float64))
    points: FloatArray = (mean + OSCAR * np.minimum(awards, MOST_OSCARS)).astype(np.float32)
    return points
