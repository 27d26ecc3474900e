"""What was watched close together, on histories short enough to cut by hand."""

import numpy as np
import pytest

from openslate.recommend.models.ease import fit_ease
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.graph_features import no_features
from openslate.recommend.models.interactions import Interactions, interactions_of
from openslate.recommend.models.stretches import stretch_rows, stretches_of


@pytest.fixture
def interactions() -> Interactions:
    """Ada watched 0, 1, 2, 3, 4 in this order, Ben 4 and then 0."""
    viewers = ["ada"] * 5 + ["ben"] * 2
    return interactions_of(viewers, [0, 1, 2, 3, 4, 4, 0], 5, times=[1, 2, 3, 4, 5, 1, 2])


def together(interactions: Interactions, shift: int) -> set[tuple[int, ...]]:
    stretch = stretches_of(interactions, 2, shift)
    items = interactions.matrix.indices
    return {tuple(items[stretch == one]) for one in range(stretch.max() + 1)}


def test_histories_are_cut_from_their_end(interactions):
    assert together(interactions, 0) == {(0,), (1, 2), (3, 4), (0, 4)}


def test_a_shift_joins_what_a_cut_parted(interactions):
    assert together(interactions, 1) == {(0, 1), (2, 3), (4,), (0,)}


def test_stretches_count_as_often_as_they_are_told(interactions):
    first, second = stretch_rows(interactions, np.full(7, 2.0), 2)
    gram = (first.T @ first + second.T @ second).toarray()
    assert gram.diagonal() == pytest.approx([8.0, 4.0, 4.0, 4.0, 8.0])
    assert [gram[1, 2], gram[2, 3], gram[1, 3]] == pytest.approx([2.0, 2.0, 0.0])


def test_near_items_speak_more_for_each_other(interactions):
    plain = EaseSettings(regularization=1.0, dropout=0.0)
    near = plain.model_copy(update={"near_viewers": 5.0, "near_places": 2})
    known = no_features(5)
    apart, close = (fit_ease(interactions, known, s).scores([1]) for s in (plain, near))
    assert apart[2] == pytest.approx(apart[3], abs=1e-6)
    assert close[2] > close[3]


def test_without_times_nothing_is_near(interactions):
    timeless = Interactions(interactions.viewers, interactions.matrix)
    plain, near = EaseSettings(), EaseSettings(near_viewers=5.0)
    found = [fit_ease(timeless, no_features(5), s).scores([1, 2]) for s in (plain, near)]
    assert found[0].tolist() == found[1].tolist()
