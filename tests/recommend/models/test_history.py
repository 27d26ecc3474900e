"""Histories as scorers take them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.common.errors import NotFoundError
from openslate.recommend.models.history import sequence_of, stacked


@given(st.lists(st.integers(0, 5), max_size=8))
def test_each_item_stands_at_its_last_place(history: list[int]):
    plain: list[int] = []
    for item in history:
        plain = [*(other for other in plain if other != item), item]
    assert sequence_of(history, 6).tolist() == plain


def test_an_item_outside_the_catalogue_is_named():
    with pytest.raises(NotFoundError, match="There is no item 7 among 7 items"):
        sequence_of([0, 7], 7)


def test_sequences_become_rows():
    rows = stacked([np.array([2, 0]), np.array([], dtype=int)], 3)
    assert rows.toarray().tolist() == [[1, 0, 1], [0, 0, 0]]
    weighed = stacked([np.array([2, 0])], 3, np.array([0.5, 1.0]))
    assert weighed.toarray().tolist() == [[1, 0, 0.5]]
