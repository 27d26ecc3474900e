"""A model for the films of another catalogue: some gone, some new, two become one."""

import numpy as np

from openslate.recommend.learning.carry import carry
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.recommender import Recommender


def test_films_that_stay_are_scored_as_before(recommender: Recommender, features: GraphFeatures):
    """Film 2 is gone and film 6 moves to the front."""
    there = np.array([6, 0, 1, 3, 4, 5])
    places = np.array([1, 2, -1, 3, 4, 5, 0])
    carried = carry(recommender, places, features.among(there))
    assert carried.watched.tolist() == [1, 2, 3, 4]
    assert carried.viewings.tolist() == recommender.viewings[there].tolist()
    before, after = recommender.scores([0, 3]), carried.scores([1, 3])
    np.testing.assert_allclose(after[[1, 2, 3, 4]], before[[0, 1, 3, 4]], atol=1e-6)
    assert after[[0, 5]].all()


def test_of_two_that_became_one_the_first_speaks(recommender: Recommender, features: GraphFeatures):
    """Film 1 is found to be film 0 under another name."""
    places = np.array([0, 0, 1, 2, 3, 4, 5])
    carried = carry(recommender, places, features.among(np.array([0, 2, 3, 4, 5, 6])))
    viewings = recommender.viewings
    assert carried.viewings.tolist() == [viewings[0] + viewings[1], *viewings[2:]]
    before, after = recommender.scores([0, 3]), carried.scores([0, 2])
    np.testing.assert_allclose(after[:4], before[[0, 2, 3, 4]], atol=1e-6)


def test_nothing_moved_is_the_same_model(recommender: Recommender, features: GraphFeatures):
    carried = carry(recommender, np.arange(7), features)
    assert carried.scorer is recommender.scorer
    for history in ([], [0], [5, 1]):
        assert np.array_equal(carried.scores(history), recommender.scores(history))
