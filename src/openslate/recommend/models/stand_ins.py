"""Watched items that stand in for one nobody has watched, found by ridge regression.

With features P of the watched items, an item with features f is stood in for by the blend
s = (P P' + r I)^-1 P f of watched items, so a model's weights W give it the column W s and the
row s' W. This is ridge regression from features to the weights; it is solved in whichever of
items and features there are fewer of.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from openslate.recommend.models.closed_form import symmetric_inverse
from openslate.recommend.models.precision import settled
from openslate.recommend.models.settings import StandInSettings

Array = np.ndarray
Sparse = sp.csr_matrix[np.float32]


@dataclass(frozen=True, eq=False)
class StandIns:
    """The solved regression: blend = features @ `lift` @ `solved`.

    `lift` is sparse [features, inner] and `solved` float32 [inner, watched items], where inner
    is the smaller of both.
    """

    lift: Sparse
    solved: Array

    def inner(self, features: Sparse) -> Array:
        """Features [items, features] carried to the inner space, float32 [items, inner]."""
        return np.asarray((features @ self.lift).todense(), dtype=np.float32)

    def blend(self, features: Sparse) -> Array:
        """How much of each watched item stands in, float32 [items, watched items]."""
        return np.asarray(self.inner(features) @ self.solved)


def fit_stand_ins(watched: Sparse, settings: StandInSettings) -> StandIns:
    """Solve for items with features `watched` [watched items, features]."""
    lift = lift_of(watched)
    exact = watched.astype(np.float64)
    if lift.shape[1] == watched.shape[1]:
        inverse = _penalised_inverse(exact.T.tocsr(), settings.regularization)
        solved = np.asarray((exact @ inverse).T)
    else:
        solved = _penalised_inverse(exact, settings.regularization)
    return StandIns(lift, settled(solved))


def lift_of(watched: Sparse) -> Sparse:
    """The map to the inner space: to themselves if features are fewer, else to items."""
    items, features = watched.shape
    if features <= items:
        return sp.csr_matrix(sp.identity(features, dtype=np.float32))
    return watched.T.tocsr()


def _penalised_inverse(rows: sp.csr_matrix[np.float64], penalty: float) -> Array:
    """Inverse of `rows @ rows'` plus the penalty on its diagonal."""
    kernel = np.asarray((rows @ rows.T).todense())
    kernel[np.diag_indices_from(kernel)] += penalty
    return symmetric_inverse(kernel)
