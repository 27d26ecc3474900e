"""irspack's recommenders: SLIM, random walks, iALS, dense SLIM, neighbours."""

from collections.abc import Callable
from typing import Any

import irspack
import numpy as np
import scipy.sparse as sp

Array = np.ndarray


def fit(matrix: sp.csr_matrix, settings: dict[str, Any]) -> Callable[[Array], Array]:
    """Settings: `model`, a class of irspack without 'Recommender', and what that takes."""
    rest = {name: value for name, value in settings.items() if name != "model"}
    model = getattr(irspack, settings["model"] + "Recommender")(matrix, **rest)
    model.learn()
    return lambda rows: np.asarray(model.get_score(rows))
