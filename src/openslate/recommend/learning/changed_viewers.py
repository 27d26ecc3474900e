"""Whose histories are not what they were."""

from dataclasses import dataclass

import numpy as np

from openslate.recommend.models.interactions import Interactions

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class ChangedViewers:
    """Rows of viewers as they were, `gone`, and as they are now, `come`.

    Who is new is only in the second, who left only in the first.
    """

    gone: Interactions
    come: Interactions

    @property
    def count(self) -> int:
        """How many viewers changed."""
        return len({*self.gone.viewers, *self.come.viewers})


def changed_viewers(before: Interactions, after: Interactions, places: Array) -> ChangedViewers:
    """Compare two moments; item i of `before` is item `places`[i] of `after`, -1 for none.

    `places` ascend, so that items keep their order.
    """
    old, new = _same(before, after, places)
    return ChangedViewers(_others(before, old), _others(after, new))


def _same(before: Interactions, after: Interactions, places: Array) -> tuple[Array, Array]:
    """Rows of those who are as they were, before and after."""
    if (before.times is None) != (after.times is None):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    earlier, later = np.array(before.viewers, dtype=str), np.array(after.viewers, dtype=str)
    _, old, new = np.intersect1d(earlier, later, assume_unique=True, return_indices=True)
    as_long = np.diff(before.matrix.indptr)[old] == np.diff(after.matrix.indptr)[new]
    old, new = old[as_long], new[as_long]
    one, other = before.of_rows(old), after.of_rows(new)
    differs = places[one.matrix.indices] != other.matrix.indices
    if one.times is not None and other.times is not None:
        differs |= one.times != other.times
    same = np.bincount(one.rows, weights=differs, minlength=len(old)) == 0
    return old[same], new[same]


def _others(interactions: Interactions, same: Array) -> Interactions:
    return interactions.of_rows(np.setdiff1d(np.arange(len(interactions.viewers)), same))
