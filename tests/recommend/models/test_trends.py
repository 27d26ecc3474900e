"""What is watched of late, counted by hand."""

import pytest

from openslate.recommend.models.ease import item_scale
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.interactions import Interactions, interactions_of
from openslate.recommend.models.trends import DOUBT, trend_of


@pytest.fixture
def viewings() -> Interactions:
    """Eight viewings; the last two, a quarter of them, are of item 1."""
    viewers = ["a", "b", "c", "d", "a", "b", "c", "d"]
    return interactions_of(viewers, [0, 0, 0, 2, 2, 2, 1, 1], 3, times=range(8))


def test_a_trend_is_what_was_found_over_what_is_usual(viewings: Interactions):
    usual = [3 / 4, 2 / 4, 3 / 4]
    wanted = [(found + DOUBT) / (u + DOUBT) for found, u in zip([0, 2, 0], usual, strict=True)]
    assert trend_of(viewings, 0.25).tolist() == pytest.approx(wanted)


def test_a_trend_scales_items_and_without_times_there_is_none(viewings: Interactions):
    settings = EaseSettings(trend=2.0, lately=0.25)
    assert item_scale(viewings, settings) == pytest.approx(trend_of(viewings, 0.25) ** 2)
    untimed = Interactions(viewings.viewers, viewings.matrix)
    assert item_scale(untimed, settings).tolist() == [1.0, 1.0, 1.0]
