"""Fixed precision."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from openslate.recommend.models.precision import STEP, settled


@given(st.integers(-(2**22), 2**22), st.floats(-1e-9, 1e-9))
def test_what_differs_in_the_last_bits_becomes_the_same(steps: int, noise: float):
    value = steps * STEP
    assert settled(np.array([value + noise])).tolist() == [value]


def test_nothing_moves_by_more_than_half_a_step():
    values = np.linspace(-1, 1, 1001)
    moved = np.abs(settled(values).astype(np.float64) - values)
    assert moved.max() <= STEP / 2
