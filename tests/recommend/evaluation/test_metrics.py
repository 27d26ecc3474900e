"""Each measure against numbers worked out by hand."""

import math

import numpy as np
import polars as pl
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.graph.vocabulary import Columns
from openslate.recommend.evaluation.item_groups import groups_of
from openslate.recommend.evaluation.item_world import ItemWorld
from openslate.recommend.evaluation.metrics.calibration import divergence, miscalibration
from openslate.recommend.evaluation.metrics.coverage import coverage, coverage_interval
from openslate.recommend.evaluation.metrics.diversity import directions_of, diversity
from openslate.recommend.evaluation.metrics.exposure import displaced, exposure, imbalance
from openslate.recommend.evaluation.metrics.fragmentation import fragmentation, overlap
from openslate.recommend.evaluation.metrics.hits import Hits
from openslate.recommend.evaluation.metrics.lists import as_rows
from openslate.recommend.evaluation.metrics.novelty import novelty
from openslate.recommend.evaluation.metrics.popularity_lift import popularity_lift
from openslate.recommend.evaluation.metrics.serendipity import serendipity
from openslate.recommend.evaluation.normative.pools import pool_distance, pool_mean, pool_overlap
from openslate.recommend.evaluation.ranking import NOTHING
from openslate.recommend.evaluation.segments import segments_of

SIZE = 4
VIEWINGS = np.array([8, 4, 1, 0])
LISTS = np.array([[0, 1], [2, NOTHING]])
HISTORIES = as_rows(np.array([[1, 2], [0, NOTHING]]), SIZE)
FACTS = sp.csr_matrix(np.array([[1, 1, 0], [1, 0, 1], [0, 0, 2], [0, 0, 0]], dtype=np.float32))
PAIRS = pl.DataFrame({Columns.ITEM: [0, 0, 1, 2], Columns.TAG: ["Drama", "War", "Drama", "War"]})
GENRES = groups_of(PAIRS, Columns.TAG, SIZE)


def test_coverage_counts_what_anybody_sees() -> None:
    assert coverage(LISTS, SIZE) == 3 / 4


def test_the_jackknife_of_coverage() -> None:
    """Alone in a list: viewer 1 two items, viewer 2 one; mean 1.5 of 4, deviations 0.125."""
    low, high = coverage_interval(LISTS, SIZE)
    half = 1.96 * math.sqrt(1 * 0.125**2)
    assert (low, high) == (pytest.approx(3 / 4 - half), pytest.approx(3 / 4 + half))
    assert coverage_interval(np.array([[0, 1], [1, 0]]), SIZE) == (0.5, 0.5)


def test_novelty_in_bits() -> None:
    """Of eight viewers 8, 4 and 1 watched: 0, 1 and 3 bits; nobody counts as one."""
    assert novelty(LISTS, VIEWINGS, 8).tolist() == [0.5, 3.0]
    assert novelty(np.array([[3, NOTHING]]), VIEWINGS, 8).tolist() == [3.0]


def test_diversity_is_mean_distance_of_pairs() -> None:
    """Items 0 and 1 share one of two facts, cosine 1/2; items 1 and 2 cosine 1/sqrt(2)."""
    lists = np.array([[0, 1, NOTHING], [0, 1, 2], [3, 0, NOTHING], [0, NOTHING, NOTHING]])
    found = diversity(lists, directions_of(FACTS))
    assert found[:3] == pytest.approx([0.5, 1 - (0.5 + 1 / math.sqrt(2)) / 3, 1.0])
    assert np.isnan(found[3])


def test_serendipity_counts_hits_that_popularity_puts_behind() -> None:
    """Popularity ranks 1 to 4; item 2 at place 1 is rank 3: (3 - 1) / 4, halved over two places."""
    hits = Hits(np.array([[True, True], [True, False]]), np.array([2, 1]))
    lists = np.array([[2, 0], [0, 3]])
    assert serendipity(lists, hits, VIEWINGS).tolist() == [0.25, 0.0]


def test_popularity_lift_is_relative_to_the_history() -> None:
    """List (8 + 4) / 2 over history (4 + 1) / 2, less 1; then 1 over 8, less 1."""
    assert popularity_lift(LISTS, HISTORIES, VIEWINGS).tolist() == [6 / 2.5 - 1, 1 / 8 - 1]


def test_miscalibration_by_hand() -> None:
    """History of items 1, 2: half each; list of 0 and 1: three quarters Drama, a quarter War."""
    shown = 0.99 * np.array([0.75, 0.25]) + 0.01 * 0.5
    expected = 0.5 * math.log(0.5 / shown[0]) + 0.5 * math.log(0.5 / shown[1])
    assert miscalibration(LISTS, HISTORIES, GENRES.matrix)[0] == pytest.approx(expected)
    assert np.isnan(miscalibration(np.array([[3, NOTHING]]), HISTORIES[:1], GENRES.matrix)[0])


@settings(max_examples=25)
@given(st.lists(st.floats(0.01, 1), min_size=3, max_size=3))
def test_the_divergence_is_never_negative_and_zero_for_the_same(weights: list[float]) -> None:
    taste = np.array([weights]) / sum(weights)
    assert divergence(taste, taste)[0] == pytest.approx(0.0)
    assert divergence(taste, taste[:, ::-1])[0] >= -1e-12


def test_exposure_weighs_places() -> None:
    """Item 0 at place 1 is half Drama, half War; item 1 at place 2 Drama."""
    second = 1 / math.log2(3)
    drama, war = (0.5 + second) / (1 + second), 0.5 / (1 + second)
    assert exposure(LISTS, GENRES.matrix)[0] == pytest.approx([drama, war])


def test_what_would_have_to_move() -> None:
    assert displaced(np.array([0.7, 0.3]), np.array([0.5, 0.5])) == pytest.approx(0.2)
    shares = np.array([[1.0, 0.0], [0.5, 0.5]])
    due = np.array([0.0, 1.0])
    assert imbalance(shares, due)[0] == pytest.approx(1.0)
    assert imbalance(shares, shares).tolist() == [0.0, 0.0]


def test_rank_biased_overlap_by_hand() -> None:
    """Agreements 0, 1/2, 1 at depths 1, 2, 3 with weights 1, .9, .81."""
    one, other = np.array([[0, 1, 2]]), np.array([[1, 2, 0]])
    weights = np.array([1.0, 0.9, 0.81]) / 2.71
    assert overlap(one, other)[0] == pytest.approx(weights @ [0.0, 0.5, 1.0])
    assert overlap(one, one)[0] == pytest.approx(1.0)
    assert overlap(np.array([[0, NOTHING]]), np.array([[NOTHING, NOTHING]]))[0] == 0.0


def test_each_viewer_is_in_one_pair() -> None:
    lists = np.tile([0, 1, 2], (5, 1))
    found = fragmentation(lists)
    assert np.isnan(found).sum() == 3
    assert found[~np.isnan(found)] == pytest.approx(0.0)


def test_the_pool_in_closed_form_is_what_listing_gives() -> None:
    random = np.random.default_rng(3)
    facts = sp.csr_matrix((random.random((12, 6)) < 0.5).astype(float))
    known = sp.csr_matrix((random.random((4, 12)) < 0.3).astype(np.float32))
    directions, values = directions_of(facts), random.random(12)
    pools = [np.flatnonzero(row == 0) for row in known.toarray()]
    lists = np.full((4, 12), NOTHING)
    for row, pool in enumerate(pools):
        lists[row, : len(pool)] = pool
    assert pool_distance(directions, known) == pytest.approx(diversity(lists, directions))
    assert pool_mean(values, known) == pytest.approx([values[pool].mean() for pool in pools])
    both = len(np.intersect1d(pools[0], pools[1]))
    chance = both / (len(pools[0]) * len(pools[1]))
    found = pool_overlap(known, np.array([0]), np.array([1]), np.array([0.6, 0.4]))
    assert found[0] == pytest.approx(0.6 * chance + 0.4 * 2 * chance)


def test_voices_outside_the_majority() -> None:
    """Of 13 viewings Drama has 4 + 4 = 8, War 4 + 1 = 5: both are needed for four fifths."""
    world = ItemWorld(FACTS, GENRES, GENRES, GENRES)
    assert world.other_voices(VIEWINGS).tolist() == [0.0, 0.0, 0.0, 0.0]
    assert world.other_voices(np.array([0, 9, 1, 0])).tolist() == [0.5, 0.0, 1.0, 0.0]


def test_groups_share_an_item_equally() -> None:
    assert GENRES.names == ("Drama", "War")
    assert GENRES.matrix.toarray().tolist() == [[0.5, 0.5], [1, 0], [0, 1], [0, 0]]
    assert GENRES.shares(np.array([2, 1, 0, 5])).tolist() == [2 / 3, 1 / 3]


def test_segments_by_age_and_activity() -> None:
    viewers = ("a", "b", "c", "d")
    profiles = pl.DataFrame({Columns.VIEWER: ["a", "b", "c"], "age": [12, 56, None]})
    lengths = np.array([9, 1, 5, 0])
    ages = segments_of("age", viewers, profiles, lengths)
    assert [(s.name, s.rows.tolist()) for s in ages] == [
        ("under 13", [0]), ("56 and over", [1]),
    ]  # fmt: skip
    active = segments_of("activity", viewers, profiles, lengths)
    assert [s.rows.tolist() for s in active] == [[1], [2], [0]]
