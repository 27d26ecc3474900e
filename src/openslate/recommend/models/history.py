"""Histories as scorers take them: dense items, the oldest first, each once."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from openslate.common.errors import NotFoundError

Array = np.ndarray
History: TypeAlias = Sequence[int] | Array


def checked(items: History, size: int) -> Array:
    """Dense items as int64; raises NotFoundError for one outside a catalogue of `size` items."""
    array = np.asarray(items, dtype=np.int64).reshape(-1)
    outside = array[(array < 0) | (array >= size)]
    if len(outside):
        raise NotFoundError(f"There is no item {outside[0]} among {size} items")
    return array


def sequence_of(history: History, size: int) -> Array:
    """A history with each item once, at its last place; raises NotFoundError.

    >>> sequence_of([2, 0, 1, 2], size=3).tolist()
    [0, 1, 2]
    """
    items = checked(history, size)
    _, last = np.unique(items[::-1], return_index=True)
    return np.asarray(items[len(items) - 1 - np.sort(last)[::-1]])
