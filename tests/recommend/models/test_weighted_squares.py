"""Points solved in batches against the loss they are to bring down."""

import numpy as np
import pytest
import scipy.sparse as sp

from openslate.recommend.models.family_settings import IalsSettings
from openslate.recommend.models.graph_features import no_features
from openslate.recommend.models.interactions import interactions_of
from openslate.recommend.models.weighted_squares import (
    fit_ials,
    item_points,
    solved_points,
)

SETTINGS = IalsSettings(factors=2, confidence=5.0, regularization=0.05, iterations=30)
VIEWINGS = interactions_of(list("aaabbccd"), [0, 1, 2, 0, 1, 3, 4, 4], 6)


def plain_points(rows: np.ndarray, others: np.ndarray, size: int = 2) -> np.ndarray:
    """One system a row, written as the loss is."""
    solved = []
    for row in rows:
        weight = 1.0 + (SETTINGS.confidence - 1.0) * row
        penalty = SETTINGS.regularization * weight.sum() * np.eye(size)
        left = others.T @ np.diag(weight) @ others + penalty
        solved.append(np.linalg.solve(left, others.T @ (weight * row)))
    return np.array(solved)


def test_points_stay_where_each_is_best_given_the_others():
    watched = VIEWINGS.matrix.toarray().astype(float)
    points = item_points(VIEWINGS.matrix, SETTINGS).astype(float)
    again = plain_points(watched.T, plain_points(watched, points))
    again[5] = 0.0
    assert points == pytest.approx(again, abs=0.02)
    assert np.abs(points[:5]).max() > 0.1


def test_what_nobody_watched_stays_at_the_origin():
    assert item_points(VIEWINGS.matrix, SETTINGS)[5].tolist() == [0.0, 0.0]


def test_a_history_finds_the_point_of_its_viewer():
    scorer = fit_ials(VIEWINGS, no_features(6), SETTINGS)
    row = VIEWINGS.matrix[0].toarray().astype(float)
    point = plain_points(row, scorer.points.astype(float))[0]
    assert scorer.scores([0, 1, 2]) == pytest.approx(scorer.points @ point, abs=1e-5)


def test_few_places_and_many_are_solved_alike():
    """Three factors: one place goes through the places, four are solved directly."""
    settings = SETTINGS.model_copy(update={"factors": 3, "iterations": 1})
    chance = np.random.default_rng(0)
    watched = sp.csr_matrix((chance.random((40, 30)) < 0.15).astype(np.float32))
    lengths = np.diff(watched.indptr)
    assert (lengths < 3).any()
    assert (lengths > 3).any()
    others = chance.normal(size=(30, 3)).astype(np.float32)
    expected = plain_points(watched.toarray(), others.astype(float), size=3)
    assert solved_points(watched, others, settings) == pytest.approx(expected, abs=1e-4)
