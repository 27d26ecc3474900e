"""What follows what, counted by hand."""

import numpy as np
import pytest

from openslate.recommend.models.fading import Fading
from openslate.recommend.models.families import fit_model
from openslate.recommend.models.family_settings import EaseSettings, SequenceSettings
from openslate.recommend.models.graph_features import no_features
from openslate.recommend.models.interactions import Interactions, interactions_of
from openslate.recommend.models.transitions import successors

SETTINGS = SequenceSettings(window=2, decay=0.5, shrinkage=0.0)


@pytest.fixture
def viewings() -> Interactions:
    """Viewer a watches 0, 1, 2; viewer b watches 2, 0."""
    return interactions_of(list("aaabb"), [0, 1, 2, 2, 0], 3, times=[1, 2, 3, 1, 2])


def test_near_successors_count_more_and_none_crosses_viewers(viewings: Interactions):
    found = successors(viewings, SETTINGS).toarray()
    assert found.tolist() == [[0, 1 / 2, 0.5 / 2], [0, 0, 1], [1 / 2, 0, 0]]


def test_shrinkage_doubts_rare_items(viewings: Interactions):
    found = successors(viewings, SETTINGS.model_copy(update={"shrinkage": 2.0})).toarray()
    assert found[1].tolist() == pytest.approx([0, 0, 1 / 3])


def test_without_times_nothing_follows(viewings: Interactions):
    untimed = Interactions(viewings.viewers, viewings.matrix)
    plain = fit_model(untimed, no_features(3), EaseSettings(fading=SETTINGS.ease.fading))
    alone = fit_model(untimed, no_features(3), SETTINGS)
    assert np.array_equal(alone.scores([0, 1]), plain.scores([0, 1]))


def test_places_fade_by_half_lives_down_to_the_least():
    fading = Fading(half_life=2.0, least=0.5)
    assert fading.weights(np.array([0, 2, 100])).tolist() == [1.0, 0.75, 0.5]
