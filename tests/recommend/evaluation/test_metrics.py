"""Metrics against numbers worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.recommend.evaluation.metrics import (
    bootstrap_interval,
    evaluate,
    ndcg,
    ranked,
    recall,
)
from openslate.recommend.models.interactions import interactions_of

SCORES = np.array([0.9, 0.1, 0.5, 0.5, 0.7], dtype=np.float32)


def test_the_best_come_first_ties_by_item_and_never_a_masked_one():
    assert ranked(SCORES, np.array([0]), 3).tolist() == [4, 2, 3]
    assert ranked(SCORES, np.array([0]), 9).tolist() == [4, 2, 3, 1]
    assert ranked(SCORES, np.array([], int), 2, among=np.array([3, 1, 2])).tolist() == [2, 3]


def test_ndcg_by_hand():
    """Hits in places 1 and 3 of 3, two wanted: (1 + 1/2) / (1 + 1/log2(3))."""
    found = ndcg(np.array([4, 2, 3]), np.array([3, 4]), 3)
    assert found == pytest.approx(1.5 / (1 + 1 / math.log2(3)))
    assert ndcg(np.array([4, 2]), np.array([2, 3, 4]), 2) == pytest.approx(1.0)
    assert ndcg(np.array([4, 2]), np.array([1]), 2) == 0.0


def test_recall_by_hand():
    assert recall(np.array([4, 2, 3]), np.array([3, 4, 0])) == pytest.approx(2 / 3)


def test_only_viewers_with_something_known_and_wanted_count():
    known = interactions_of(["a", "b", "c"], [0, 0, 0], 5)
    wanted = interactions_of(["a", "b", "c"], [4, 2, 0], 5)
    quality = evaluate(lambda _: SCORES, known, wanted, k=2)
    assert quality.ndcg == pytest.approx([1.0, 1 / math.log2(3), 0.0])
    assert quality.means()["recall"] == pytest.approx(2 / 3)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_interval_holds_within_the_values_and_is_repeatable(values: list[float]):
    low, high = bootstrap_interval(np.array(values))
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9
    assert (low, high) == bootstrap_interval(np.array(values))


def test_the_interval_of_nothing_is_not_a_number():
    assert all(map(math.isnan, bootstrap_interval(np.array([]))))
