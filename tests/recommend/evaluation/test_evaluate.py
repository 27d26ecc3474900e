"""Ranking everybody, and figures worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.recommend.evaluation import ranking
from openslate.recommend.evaluation.evaluate import evaluate, measurable
from openslate.recommend.evaluation.intervals import bootstrap_interval
from openslate.recommend.evaluation.metrics.hits import Hits, hits_of
from openslate.recommend.evaluation.metrics.ndcg import ndcg
from openslate.recommend.evaluation.metrics.recall import recall
from openslate.recommend.evaluation.ranking import NOTHING, Rankings, rank, ranked, top_items
from openslate.recommend.models.interactions import interactions_of
from openslate.recommend.models.popularity import PopularityScorer

SCORES = np.array([0.9, 0.1, 0.5, 0.5, 0.7], dtype=np.float32)


def one(places: list[int], wanted: int) -> Hits:
    return Hits(np.array([places], dtype=bool), np.array([wanted]))


def test_the_best_come_first_ties_by_item_and_never_a_masked_one():
    assert ranked(SCORES, np.array([0]), 3).tolist() == [4, 2, 3]
    assert ranked(SCORES, np.array([0]), 9).tolist() == [4, 2, 3, 1]
    assert ranked(SCORES, np.array([], int), 2, among=np.array([3, 1, 2])).tolist() == [2, 3]


@settings(max_examples=30)
@given(st.integers(0, 99), st.integers(1, 9))
def test_blocks_rank_like_sorting_all_of_it(seed: int, k: int):
    random = np.random.default_rng(seed)
    scores = random.integers(0, 4, size=(5, 8)).astype(float)
    scores[random.random((5, 8)) < 0.3] = -np.inf
    for row, top in zip(scores, top_items(scores, k), strict=True):
        order = sorted(np.flatnonzero(row > -np.inf), key=lambda item: (-row[item], item))[:k]
        assert top.tolist() == order + [NOTHING] * (k - len(order))


def test_ndcg_by_hand():
    """Hits in places 1 and 3 of 3, two wanted: (1 + 1/2) / (1 + 1/log2(3))."""
    assert ndcg(one([1, 0, 1], 2)) == pytest.approx(1.5 / (1 + 1 / math.log2(3)))
    assert ndcg(one([1, 1], 3)) == pytest.approx(1.0)
    assert ndcg(one([0, 0], 1)) == 0.0


def test_recall_by_hand():
    assert recall(one([1, 0, 1], 3)) == pytest.approx(2 / 3)


def test_a_hit_is_the_viewers_own_and_nothing_is_no_hit():
    wanted = interactions_of(["a", "b"], [4, 0], 5)
    hits = hits_of(Rankings(np.array([1, 0]), np.array([[4, 0], [4, NOTHING]])), wanted)
    assert hits.places.tolist() == [[False, True], [True, False]]


def test_only_viewers_with_something_known_and_wanted_count():
    known = interactions_of(["a", "b", "c", "d"], [0, 0, 0, 1], 5).keep(np.array([1, 1, 1, 0]) > 0)
    wanted = interactions_of(["a", "b", "c", "d"], [4, 2, 0, 2], 5)
    assert measurable(known, wanted).tolist() == [0, 1, 2]
    quality = evaluate(lambda _: SCORES, known, wanted, k=2)
    assert quality.ndcg == pytest.approx([1.0, 1 / math.log2(3), 0.0])
    assert quality.means()["recall"] == pytest.approx(2 / 3)


def test_histories_are_handed_over_oldest_first():
    known = interactions_of(["a", "a", "a"], [0, 3, 1], 5, times=[30, 20, 10])
    seen: list[list[int]] = []
    evaluate(lambda h: seen.append(h.tolist()) or SCORES, known, interactions_of(["a"], [4], 5))
    assert seen == [[1, 3, 0]]


def test_scorers_and_functions_rank_alike_whatever_the_blocks(monkeypatch: pytest.MonkeyPatch):
    known = interactions_of(list("aabbcd"), [0, 1, 1, 2, 3, 1], 5)
    scorer, rows = PopularityScorer.fit(known), np.array([3, 0, 2])
    whole = rank(scorer, known, rows, 3)
    monkeypatch.setattr(ranking, "CELLS", 5)
    assert np.array_equal(rank(scorer.scores, known, rows, 3).items, whole.items)
    assert whole.items.tolist() == [[0, 2, 3], [2, 3, 4], [1, 0, 2]]
    assert whole.first(1).items.tolist() == [[0], [2], [1]]


@settings(max_examples=20)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_interval_holds_within_the_values_and_is_repeatable(values: list[float]):
    low, high = bootstrap_interval(np.array(values))
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9
    assert (low, high) == bootstrap_interval(np.array(values))


def test_the_interval_of_nothing_is_not_a_number():
    assert all(map(math.isnan, bootstrap_interval(np.array([]))))
