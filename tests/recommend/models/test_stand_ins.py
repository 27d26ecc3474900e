"""Watched items standing in for one nobody has watched."""

import numpy as np
import pytest
import scipy.sparse as sp

from openslate.recommend.models.settings import StandInSettings
from openslate.recommend.models.stand_ins import fit_stand_ins

WIDE = np.array([[1, 0, 1, 0], [0, 1, 1, 1]], dtype=np.float32)  # 2 items, 4 features


def ridge(watched: np.ndarray, new: np.ndarray, weights: np.ndarray, penalty: float) -> np.ndarray:
    """The textbook: regress weights on features, then predict for new features."""
    gram = watched.T @ watched + penalty * np.eye(watched.shape[1])
    return new @ np.linalg.solve(gram, watched.T @ weights)


@pytest.mark.parametrize("watched", [WIDE, WIDE.T.copy()], ids=["by items", "by features"])
def test_stand_ins_predict_what_ridge_regression_does(watched: np.ndarray):
    weights = np.arange(len(watched) * 3, dtype=float).reshape(len(watched), 3)
    new = np.eye(watched.shape[1], dtype=np.float32)
    found = fit_stand_ins(sp.csr_matrix(watched), StandInSettings(regularization=0.5))
    assert found.solved.shape[0] == 2  # solved in the smaller dimension
    predicted = found.blend(sp.csr_matrix(new)) @ weights
    assert predicted == pytest.approx(ridge(watched, new, weights, 0.5), abs=1e-5)


def test_an_item_without_features_has_no_stand_ins():
    found = fit_stand_ins(sp.csr_matrix(WIDE), StandInSettings())
    assert not found.blend(sp.csr_matrix(np.zeros((1, 4), np.float32))).any()
