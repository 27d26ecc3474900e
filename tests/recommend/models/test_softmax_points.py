"""Points learned by softmax: their gradients against differences, and what is learned of whom."""

import numpy as np
import pytest

from openslate.recommend.models.family_settings import SoftmaxSettings
from openslate.recommend.models.graph_features import no_features
from openslate.recommend.models.interactions import interactions_of
from openslate.recommend.models.matrices import sparse
from openslate.recommend.models.softmax_points import (
    directed,
    first_points,
    fit_softmax,
    gradient,
    passed,
    softmax_gradient,
    viewing_graph,
)

VIEWINGS = interactions_of(list("aaabbbcccddd"), [0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5], 7)
WATCHED = VIEWINGS.matrix
SETTINGS = SoftmaxSettings(factors=3, rounds=60)
NO_WEIGHTS = np.zeros(7, np.float32)


def loss(points: np.ndarray) -> float:
    """The mean of -log softmax over viewings, of points that pass along the graph first."""
    total, _ = passed(points, viewing_graph(WATCHED, SETTINGS), SETTINGS, 4)
    viewers, items = np.split(directed(total)[0].astype(float), [4])
    scores = viewers @ items.T / SETTINGS.temperature
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return float(-logs[WATCHED.nonzero()].mean())


def test_the_gradient_is_how_the_loss_changes():
    generator = np.random.default_rng(1)
    points, change = generator.normal(size=(2, 11, 3))
    difference = (loss(points + 1e-4 * change) - loss(points - 1e-4 * change)) / 2e-4
    graph = viewing_graph(WATCHED, SETTINGS)
    rows, pull = np.arange(11), lambda units: softmax_gradient(units, WATCHED, NO_WEIGHTS, 0.15)
    found = gradient(points, rows, pull, graph, SETTINGS, 4)
    assert float((found * change).sum()) == pytest.approx(difference, rel=1e-3)


def test_what_is_watched_by_the_same_viewers_comes_first():
    scores = fit_softmax(VIEWINGS, no_features(7), SETTINGS).scores([0, 1])
    assert scores[2] > scores[[3, 4, 5, 6]].max()


def test_an_item_without_viewings_has_no_score():
    model = fit_softmax(VIEWINGS, no_features(7), SETTINGS)
    assert model.scores([0, 1])[6] == 0.0
    assert model.scores([6]) == pytest.approx(np.zeros(7))


def test_it_begins_with_the_main_directions_at_one_length():
    points = first_points(WATCHED, 3, np.random.default_rng(0))
    assert np.linalg.norm(points[:10], axis=1) == pytest.approx(np.full(10, 0.8))
    assert points[0] @ points[1] == pytest.approx(0.64)
    assert not points[10].any()


def test_a_seed_makes_one_model():
    first, same, other = (
        fit_softmax(VIEWINGS, no_features(7), SETTINGS.model_copy(update={"seed": seed}))
        for seed in (1, 1, 2)
    )
    every = VIEWINGS.sequences()
    assert np.array_equal(first.scores_of(every), same.scores_of(every))
    assert not np.array_equal(first.scores_of(every), other.scores_of(every))


def test_nobody_and_nothing_watched_is_no_error():
    empty = sparse(np.zeros((1, 3)))
    units = directed(np.ones((4, 2), np.float32))[0]
    assert not softmax_gradient(units, empty, NO_WEIGHTS[:3], 0.15).any()
