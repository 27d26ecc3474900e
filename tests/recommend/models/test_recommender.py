"""Scores for any history, also of items nobody has watched."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.common.errors import SlateError
from openslate.recommend.models import recommender as recommender_module
from openslate.recommend.models.contributions import Contribution, strongest_first
from openslate.recommend.models.graph_features import GraphFeatures, no_features
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.popularity import PopularityScorer
from openslate.recommend.models.recommender import Recommender, most_watched
from openslate.recommend.models.settings import RecommenderSettings
from openslate.testing.scorers import ScorerTests

BRAZIL, ALIEN, BLADE_RUNNER, MANHATTAN, ANNIE_HALL, MONKEYS, ZELIG = range(7)


@pytest.fixture(scope="module")
def mute(interactions: Interactions) -> Recommender:
    """Fitted without any graph facts."""
    return Recommender.fit(interactions, no_features(interactions.size))


class TestRecommender(ScorerTests):
    @pytest.fixture
    def scorer(self, recommender: Recommender) -> Recommender:
        return recommender


class TestRecommenderWithoutFacts(ScorerTests):
    @pytest.fixture
    def scorer(self, mute: Recommender) -> Recommender:
        return mute


class TestPopularityScorer(ScorerTests):
    @pytest.fixture
    def scorer(self, interactions: Interactions) -> PopularityScorer:
        return PopularityScorer.fit(interactions)


@given(st.lists(st.integers(0, 6), max_size=9), st.integers(0, 6))
def test_base_and_contributions_make_the_score(
    recommender: Recommender, history: list[int], item: int
):
    parts = [c.amount for c in recommender.contributions(history, item)]
    parts.append(float(recommender.base(history)[item]))
    score = float(recommender.scores(history)[item])
    assert sum(parts) == pytest.approx(score, rel=1e-5, abs=1e-5 * sum(map(abs, parts)) + 1e-9)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=7))
def test_scores_are_blends_through_the_weights(recommender: Recommender, history: list[int]):
    """The formula of the class, written out with full matrices."""
    blends = np.zeros((7, 5))
    blends[:5] = np.eye(5)
    blends[5:] = recommender.stand_ins.blend(recommender.features.matrix[5:])
    weights = recommender.scorer.scores_of([[item] for item in range(5)])
    full = blends @ weights @ blends.T
    assert recommender.scores(history) == pytest.approx(full[sorted(set(history))].sum(0), abs=1e-5)


@pytest.mark.parametrize("asked", [[], [ZELIG], [MONKEYS, ALIEN]])
def test_scores_of_some_are_those_of_all(
    recommender: Recommender, asked: list[int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(recommender_module, "FEW", 1.0)
    among = np.zeros(7, bool)
    among[asked] = True
    right = among | recommender.has_history
    for history in ([], [BRAZIL, ZELIG], [MONKEYS]):
        some, every = recommender.scores(history, among), recommender.scores(history)
        assert np.array_equal(some[right], every[right])


def test_an_unwatched_film_is_recommended_for_its_director(recommender: Recommender):
    gilliam, allen = recommender.scores([BRAZIL]), recommender.scores([MANHATTAN])
    assert gilliam[MONKEYS] > gilliam[ZELIG]
    assert allen[ZELIG] > allen[MONKEYS]


def test_liking_an_unwatched_film_speaks_for_its_kin(recommender: Recommender):
    scores = recommender.scores([ZELIG])
    assert scores[[MANHATTAN, ANNIE_HALL]].min() > scores[[BRAZIL, ALIEN]].max()
    assert recommender.contributions([ZELIG], MANHATTAN)[0].history_item == ZELIG


def test_without_history_the_share_of_viewers_is_the_score(recommender: Recommender):
    scores = recommender.scores([])
    assert scores[:5] == pytest.approx([0.6, 0.4, 0.6, 0.4, 0.4])
    assert 0 < scores[ZELIG] < 0.6
    assert recommender.contributions([], BRAZIL) == []


def test_a_history_that_says_nothing_is_like_none(mute: Recommender):
    assert np.array_equal(mute.scores([ZELIG]), mute.scores([]))
    assert mute.scores([BRAZIL])[ZELIG] == 0.0


def test_has_history_and_popularity(recommender: Recommender):
    assert recommender.has_history.tolist() == [True] * 5 + [False] * 2
    assert recommender.popularity.tolist() == [3, 2, 3, 2, 2, 0, 0]
    assert recommender.popularity.dtype == np.float32


def test_rarely_watched_items_can_be_left_to_their_facts():
    viewings = np.array([3, 1, 2, 5, 2])
    assert most_watched(viewings, RecommenderSettings(least_viewings=2)).tolist() == [0, 2, 3, 4]
    assert most_watched(viewings, RecommenderSettings(most_items=3)).tolist() == [0, 2, 3]


def test_items_with_few_viewers_still_contribute(
    interactions: Interactions, features: GraphFeatures
):
    fitted = Recommender.fit(interactions, features, RecommenderSettings(least_viewings=3))
    assert fitted.has_history.tolist() == [True, False, True] + [False] * 4
    amounts = [c.amount for c in fitted.contributions([ALIEN], BRAZIL)]
    assert sum(amounts) == pytest.approx(fitted.scores([ALIEN])[BRAZIL], rel=1e-5)


def test_viewings_and_facts_of_different_snapshots_are_refused(interactions: Interactions):
    with pytest.raises(SlateError, match="viewings of 7 items but facts of 8"):
        Recommender.fit(interactions, no_features(8))


def test_strongest_first_by_size_then_item():
    amounts = [(4, 0.1), (2, -0.5), (1, 0.1)]
    order = [c.history_item for c in strongest_first(Contribution(*pair) for pair in amounts)]
    assert order == [2, 1, 4]
