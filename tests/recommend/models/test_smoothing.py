"""The filter of likeness between viewers, next to what it is where it does nothing clever."""

import numpy as np
import pytest

from openslate.recommend.models.family_settings import SmoothSettings
from openslate.recommend.models.graph_features import no_features
from openslate.recommend.models.interactions import interactions_of
from openslate.recommend.models.smoothing import fit_smooth

VIEWINGS = interactions_of(list("aaabbccd"), [0, 1, 2, 0, 1, 3, 4, 4], 5)
WATCHED = VIEWINGS.matrix.toarray().astype(float)
BARE = SmoothSettings(item_norm=0.0, lift=0.0, main=0.0, directions=1)


def scores(settings: SmoothSettings) -> np.ndarray:
    every = [VIEWINGS.row(row) for row in range(4)]
    return fit_smooth(VIEWINGS, no_features(5), settings).scores_of(every)


def test_a_large_ridge_leaves_how_many_viewings_are_shared():
    together = WATCHED @ WATCHED.T @ WATCHED
    assert scores(BARE.model_copy(update={"ridge": 1e6})) == pytest.approx(together, rel=1e-4)


def test_the_main_direction_alone_is_the_best_approximation_of_rank_one():
    settings = BARE.model_copy(update={"ridge": 1e6, "main": 1e6})
    left, values, right = np.linalg.svd(WATCHED)
    best = values[0] * np.outer(left[:, 0], right[0])
    found = scores(settings)
    assert found / found.max() == pytest.approx(best / best.max(), abs=1e-4)


def test_normalised_items_count_by_their_popularity_and_lift_scales_them():
    viewings = WATCHED.sum(axis=0)
    settings = BARE.model_copy(update={"ridge": 1e6, "item_norm": 0.5, "lift": -1.0})
    wanted = WATCHED @ np.diag(1 / viewings) @ WATCHED.T @ WATCHED * viewings.mean() / viewings
    assert scores(settings) == pytest.approx(wanted, rel=1e-4)
