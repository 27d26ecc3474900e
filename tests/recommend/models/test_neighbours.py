"""Neighbours that a reader can count."""

import numpy as np
import pytest

from openslate.recommend.models.family_settings import NeighbourSettings
from openslate.recommend.models.graph_features import no_features
from openslate.recommend.models.interactions import Interactions, interactions_of
from openslate.recommend.models.neighbours import fit_neighbours


@pytest.fixture
def viewings() -> Interactions:
    """Item 0 with item 1 twice and with item 2 once; item 3 alone."""
    pairs = [("a", 0), ("a", 1), ("b", 0), ("b", 1), ("c", 0), ("c", 2), ("d", 3)]
    viewers, items = zip(*pairs, strict=True)
    return interactions_of(viewers, items, 4)


def test_likeness_is_the_share_of_viewers_in_common(viewings: Interactions):
    settings = NeighbourSettings(neighbours=3, shrinkage=0.0)
    scorer = fit_neighbours(viewings, no_features(4), settings)
    assert scorer.scores([0]) == pytest.approx([0, 2 / np.sqrt(6), 1 / np.sqrt(3), 0])


def test_shrinkage_doubts_what_few_viewers_say(viewings: Interactions):
    settings = NeighbourSettings(neighbours=3, shrinkage=1.0)
    scorer = fit_neighbours(viewings, no_features(4), settings)
    assert scorer.scores([2]) == pytest.approx([1 / (np.sqrt(3) + 1), 0, 0, 0])


def test_each_item_listens_to_its_nearest_only(viewings: Interactions):
    scorer = fit_neighbours(viewings, no_features(4), NeighbourSettings(neighbours=1))
    assert scorer.scores([2])[0] == 0.0
    assert scorer.scores([0])[2] > 0.0
