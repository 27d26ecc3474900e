"""The weights do not depend on the way they are solved."""

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from openslate.recommend.models import closed_form
from openslate.recommend.models.closed_form import (
    fewer_rows_than_items,
    symmetric_inverse,
    together,
    weights_of,
    weights_through_rows,
)

ROWS = arrays(np.float64, (4, 6), elements=st.sampled_from([0.0, 0.0, 0.5, 1.0]))
PENALTY = arrays(np.float64, 6, elements=st.floats(0.5, 50.0))


def multiplied(steps: tuple) -> np.ndarray:
    """All products multiplied out and added."""
    total = np.zeros((6, 6))
    for product in steps:
        matrix = np.eye(6)
        for step in product:
            matrix = matrix @ (step.toarray() if sp.issparse(step) else step)
        total += matrix
    return total


@settings(max_examples=30)
@given(ROWS, PENALTY, arrays(np.float64, 6, elements=st.floats(0.5, 2.0)))
def test_through_few_rows_the_weights_are_the_direct_ones(
    rows: np.ndarray, penalty: np.ndarray, scale: np.ndarray
):
    direct = weights_of(rows.T @ rows, penalty, scale)
    found = weights_through_rows(sp.csr_matrix(rows), penalty, scale)
    assert multiplied(found) == pytest.approx(direct, abs=2e-5)


def test_rows_that_say_nothing_do_not_count():
    rows = sp.csr_matrix(np.vstack([np.ones((2, 6)), np.zeros((9, 6))]))
    assert fewer_rows_than_items(rows)
    assert not fewer_rows_than_items(sp.csr_matrix(np.eye(6)))


def test_columns_are_counted_block_by_block(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(closed_form, "BLOCK", 4)
    rows = np.arange(30.0).reshape(5, 6)
    assert together(sp.csr_matrix(rows)) == pytest.approx(rows.T @ rows)


def test_an_inverse_is_mirrored_block_by_block(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(closed_form, "BLOCK", 2)
    matrix = np.diag([4.0, 5.0, 6.0, 7.0, 8.0]) + 1.0
    inverse = symmetric_inverse(matrix)
    assert inverse == pytest.approx(np.linalg.inv(matrix))
    assert np.array_equal(inverse, inverse.T)
    assert matrix[0, 0] == 5.0
