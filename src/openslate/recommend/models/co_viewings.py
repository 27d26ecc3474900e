"""What the closed form learns from viewers: sums over them, so that each can be taken out again."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from openslate.recommend.models.closed_form import BLOCK, Rows, together
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.stretches import stretch_rows

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class CoViewings:
    """How often items were watched by the same viewers, as viewers count while fitting.

    `together` is R'R, float64 [items, items], for the rows R of `counted_rows`. `weight` is the sum
    of what each viewer's viewings count. Both are sums over viewers: adding and subtracting some
    gives what counting anew without or with them gives.
    """

    together: Array
    weight: float

    @classmethod
    def of(cls, interactions: Interactions, settings: EaseSettings) -> "CoViewings":
        """Count all viewers."""
        rows = counted_rows(interactions, settings)
        return cls(together(rows), viewer_weight(interactions, settings))

    def changed(
        self, gone: Interactions, come: Interactions, settings: EaseSettings
    ) -> "CoViewings":
        """The same without the viewers `gone`, counted as they were, and with those who `come`."""
        if not gone.viewers and not come.viewers:
            return self
        counted = np.array(self.together)
        _add(counted, counted_rows(come, settings), 1.0)
        _add(counted, counted_rows(gone, settings), -1.0)
        weight = self.weight + viewer_weight(come, settings) - viewer_weight(gone, settings)
        return CoViewings(counted, weight)

    def placed(self, places: Array, size: int) -> "CoViewings":
        """The same for `size` items, of which item i is now number `places`[i], -1 for none.

        Exact when every item that is left out has been watched by nobody any more.
        """
        if size == len(places) and np.array_equal(places, np.arange(size)):
            return self
        kept = np.flatnonzero(places >= 0)
        counted = np.zeros((size, size))
        for start in range(0, len(kept), BLOCK):
            rows = kept[start : start + BLOCK]
            counted[np.ix_(places[rows], places[kept])] = self.together[np.ix_(rows, kept)]
        return CoViewings(counted, self.weight)


def own_sum(interactions: Interactions, weight: float) -> float:
    """What brings viewings that count `weight` together to their own sum."""
    return float(interactions.matrix.nnz / max(weight, 1.0))


def viewer_weight(interactions: Interactions, settings: EaseSettings) -> float:
    """The sum of what viewings count when viewers are made equal."""
    lengths = _lengths(interactions)
    return float((lengths ** (1.0 - settings.viewer_norm)).sum())


def counted_rows(interactions: Interactions, settings: EaseSettings) -> Rows:
    """Viewings as they count while fitting, then stretches of them; float64 [rows, items].

    Viewings are faded and viewers made equal, each by their own history alone.
    """
    matrix = interactions.matrix.astype(np.float64)
    matrix.data = (_lengths(interactions) ** (-0.5 * settings.viewer_norm))[interactions.rows]
    if settings.fitted_fading.half_life is not None:
        matrix.data *= settings.fitted_fading.weights(interactions.places)
    if interactions.times is None or not settings.near_viewers:
        return sp.csr_matrix(matrix)
    counting = np.sqrt(settings.near_viewers) * matrix.data
    near = stretch_rows(interactions, counting, settings.near_places)
    return sp.csr_matrix(sp.vstack([matrix, *near]))


def _lengths(interactions: Interactions) -> Array:
    return np.maximum(np.diff(interactions.matrix.indptr), 1).astype(np.float64)


def _add(counted: Array, rows: Rows, sign: float) -> None:
    """Add R'R times `sign`; few rows touch few cells."""
    turned = rows.T.tocsr()
    for start in range(0, len(counted), BLOCK):
        part = (turned[start : start + BLOCK] @ rows).tocoo()
        counted[start + part.row, part.col] += sign * part.data
