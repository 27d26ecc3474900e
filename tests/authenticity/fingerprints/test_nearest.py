"""The nearest fingerprints, against counting every bit one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from openslate.authenticity.fingerprints.nearest import Near, NearestBits, stacked


@given(st.integers(0, 2**32), st.integers(0, 40), st.integers(1, 60))
def test_what_is_found_is_what_counting_finds(seed: int, distance: int, count: int) -> None:
    draw = np.random.default_rng(seed)
    rows = draw.integers(0, 256, (count, 8), dtype=np.uint8)
    asked = draw.integers(0, 256, 8, dtype=np.uint8)
    counted = [int(np.unpackbits(row ^ asked).sum()) for row in rows]
    wanted = sorted((bits, row) for row, bits in enumerate(counted) if bits <= distance)
    found = NearestBits(rows).within(asked, distance)
    assert [(near.distance, near.row) for near in found] == wanted


def test_of_several_questions_the_nearest_counts() -> None:
    rows = np.array([[0] * 8, [255] * 8], dtype=np.uint8)
    asked = np.array([[1] + [0] * 7, [0] * 8], dtype=np.uint8)
    assert NearestBits(rows).within(asked, 3) == [Near(0, 0)]


def test_nothing_known_finds_nothing() -> None:
    assert NearestBits(stacked([], 32)).within(np.zeros(32, np.uint8), 256) == []
