"""The closed form against the plain minimisation it stands for."""

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from openslate.common.errors import SlateError
from openslate.recommend.models.ease import fit_ease, symmetric_inverse
from openslate.recommend.models.settings import EaseSettings

WATCHED = np.array(
    [
        [1, 1, 0, 0, 0],
        [1, 1, 1, 0, 0],
        [0, 1, 1, 0, 0],
        [0, 0, 0, 1, 1],
        [0, 0, 1, 1, 1],
        [1, 0, 0, 0, 1],
    ],
    dtype=float,
)
FACTS = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0.5, 0]])


def minimise(rows: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """Column by column: least squares of each item on all others, with nothing clever."""
    items = rows.shape[1]
    weights = np.zeros((items, items))
    for target in range(items):
        others = [item for item in range(items) if item != target]
        stacked = np.vstack([rows[:, others], np.diag(np.sqrt(penalty[others]))])
        wanted = np.concatenate([rows[:, target], np.zeros(len(others))])
        weights[others, target] = np.linalg.lstsq(stacked, wanted, rcond=None)[0]
    return weights


def fit(rows: np.ndarray, settings: EaseSettings, facts: np.ndarray | None = None) -> np.ndarray:
    described = None if facts is None else sp.csr_matrix(facts.astype(np.float32))
    return fit_ease(sp.csr_matrix(rows.astype(np.float32)), settings, described)


def test_plain_weights_are_the_least_squares_solution():
    found = fit(WATCHED, EaseSettings(regularization=2.0, dropout=0.0))
    assert found == pytest.approx(minimise(WATCHED, np.full(5, 2.0)), abs=1e-6)


def test_dropout_is_a_penalty_that_grows_with_viewings():
    found = fit(WATCHED, EaseSettings(regularization=2.0, dropout=0.2))
    penalty = 2.0 + 0.25 * WATCHED.sum(axis=0)
    assert found == pytest.approx(minimise(WATCHED, penalty), abs=1e-6)


def test_facts_are_further_viewers():
    settings = EaseSettings(regularization=2.0, dropout=0.2, fact_viewers=4.0)
    rows = np.vstack([WATCHED, 2.0 * FACTS.T])
    penalty = 2.0 + 0.25 * WATCHED.sum(axis=0)
    assert fit(WATCHED, settings, FACTS) == pytest.approx(minimise(rows, penalty), abs=1e-6)


@given(arrays(np.float32, (4, 6), elements=st.sampled_from([0.0, 1.0])))
def test_no_item_speaks_for_itself(rows: np.ndarray):
    weights = fit(rows, EaseSettings(regularization=1.0))
    assert (weights.diagonal() == 0).all()
    assert weights.dtype == np.float32


def test_weights_without_a_solution_are_an_error():
    with pytest.raises(SlateError, match="Raise the regularization"):
        symmetric_inverse(np.zeros((2, 2)))
