"""`implicit`'s alternating least squares (Hu, Koren and Volinsky 2008)."""

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.sparse as sp
from implicit.als import AlternatingLeastSquares

Array = np.ndarray


def fit(matrix: sp.csr_matrix, settings: dict[str, Any]) -> Callable[[Array], Array]:
    """Settings: factors, regularization, alpha, iterations."""
    model = AlternatingLeastSquares(**settings, random_state=0)
    model.fit(matrix, show_progress=False)
    return lambda rows: np.asarray(model.user_factors[rows] @ model.item_factors.T)
