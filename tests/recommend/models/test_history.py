"""Histories as scorers take them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.common.errors import NotFoundError
from openslate.recommend.models.history import sequence_of


@given(st.lists(st.integers(0, 5), max_size=8))
def test_each_item_stands_at_its_last_place(history: list[int]):
    plain: list[int] = []
    for item in history:
        plain = [*(other for other in plain if other != item), item]
    assert sequence_of(history, 6).tolist() == plain


def test_an_item_outside_the_catalogue_is_named():
    with pytest.raises(NotFoundError, match="There is no item 7 among 7 items"):
        sequence_of([0, 7], 7)
