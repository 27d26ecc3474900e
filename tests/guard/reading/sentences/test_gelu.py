"""The fast GELU is the exact one, to the rounding of 32 bits."""

import numpy as np
import pytest
from scipy.special import ndtr

from openslate.guard.reading.sentences.gelu import PIECE, gelu


@pytest.mark.parametrize("reach", [1.0, 6.0, 50.0, 1e6])
def test_it_is_within_rounding_of_the_exact_one(reach: float) -> None:
    values = np.linspace(-reach, reach, PIECE * 2 + 3).astype(np.float32)
    exact = values.astype(np.float64) * ndtr(values.astype(np.float64))
    error = np.abs(gelu(values.copy()) - exact)
    assert (error <= 4e-7 + 1.3e-7 * np.abs(exact)).all()


def test_it_replaces_what_it_is_given() -> None:
    values = np.ones((3, 4), dtype=np.float32)
    assert gelu(values) is values
    assert values == pytest.approx(0.8413447, abs=1e-6)
