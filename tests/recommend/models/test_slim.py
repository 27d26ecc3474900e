"""Coordinate descent against the solver of scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.linear_model import ElasticNet

from openslate.recommend.models.family_settings import SlimSettings
from openslate.recommend.models.graph_features import no_features
from openslate.recommend.models.interactions import interactions_of
from openslate.recommend.models.slim import descend, fit_slim


@settings(max_examples=20, deadline=None)
@given(arrays(np.float64, (8, 4), elements=st.sampled_from([0.0, 1.0])))
def test_weights_are_those_of_an_elastic_net(rows: np.ndarray):
    known, wanted, ridge, lasso = rows[:, :3], rows[:, 3], 0.5, 0.2
    among, asked = (known.T @ known)[None], (known.T @ wanted)[None]
    found = descend(among, asked, ridge, lasso, sweeps=200)[0]
    peer = ElasticNet(
        alpha=(ridge + lasso) / len(rows), l1_ratio=lasso / (ridge + lasso),
        fit_intercept=False, positive=True, tol=1e-8, max_iter=10_000,
    ).fit(known, wanted)  # fmt: skip
    assert found == pytest.approx(peer.coef_, abs=1e-4)


def test_an_item_is_predicted_from_its_candidates_only():
    pairs = [("a", 0), ("a", 1), ("b", 0), ("b", 1), ("c", 0), ("c", 2), ("d", 3), ("d", 2)]
    viewers, items = zip(*pairs, strict=True)
    viewings = interactions_of(viewers, items, 4)
    settings = SlimSettings(candidates=1, ridge=1.0, lasso=0.5)
    weights = fit_slim(viewings, no_features(4), settings).scores_of([[i] for i in range(4)])
    assert weights[1, 0] == pytest.approx((2 - 0.5) / (2 + 1.0))
    assert (weights > 0).sum(axis=0).max() == 1


def test_items_nobody_watched_have_no_weights():
    scorer = fit_slim(interactions_of(["a", "a"], [0, 1], 3), no_features(3), SlimSettings())
    assert scorer.scores([2]).tolist() == [0, 0, 0]
