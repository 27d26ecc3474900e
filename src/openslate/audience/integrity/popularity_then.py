"""How popular a title was just then, so that what everybody watched is no surprise."""

import numpy as np
import numpy.typing as npt

from openslate.audience.integrity.viewings import Viewings

PAIR = 2
"""Viewings of the pair itself, which are not to explain themselves."""


def share_then(viewings: Viewings, nearest: int) -> npt.NDArray[np.float64]:
    """Of each viewing, the share its title had among the viewings around it.

    Half from the `nearest` viewings in time (hours of a busy evening, days of a quiet week: a
    premiere is unsurprising while it lasts), half from all time, so that rare titles stay rare.
    The pair's own viewings are taken out of the count. float64 [viewings].
    """
    total = len(viewings)
    nearest = min(nearest, total)
    places = np.arange(total)
    low = np.clip(places - nearest // 2, 0, total - nearest)
    keys = np.sort(viewings.title * total + places)
    here = viewings.title * total
    then = np.searchsorted(keys, here + low + nearest) - np.searchsorted(keys, here + low)
    always = np.maximum(viewings.of_title[viewings.title] - PAIR, 0.5) / total
    return np.asarray((np.maximum(then - PAIR, 0) / nearest + always) / 2)
