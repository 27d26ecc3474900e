"""Blends are kept only where they help."""

import numpy as np
import pytest

from openslate.recommend.choice.blending import ScoreTable, best_blend
from openslate.recommend.choice.trial import Ground
from openslate.recommend.evaluation.split import random_split
from openslate.recommend.models.family_settings import EaseSettings, NeighbourSettings
from openslate.recommend.models.graph_features import no_features
from openslate.recommend.models.interactions import Interactions, interactions_of


@pytest.fixture
def ground(audience: Interactions) -> Ground:
    split = random_split(audience, seed=0)
    return Ground(split.train, split.valid, no_features(audience.size))


def test_a_model_with_itself_is_no_blend(ground: Ground):
    assert best_blend([NeighbourSettings(), NeighbourSettings()], ground) is None


def test_scores_are_added_by_weight():
    """One viewer; the first model puts item 1 first, the second item 2, which is wanted."""
    known, wanted = interactions_of(["a"], [0], 3), interactions_of(["a"], [2], 3)
    ground = Ground(known, wanted, no_features(3))
    scores = np.array([[[0, 1, 0.4]], [[0, 0, 1]]], dtype=np.float32)
    table = ScoreTable(ground, np.array([0]), scores)
    assert table.ndcg(np.array([1.0, 0.0])) == pytest.approx(1 / np.log2(3))
    assert table.ndcg(np.array([0.5, 0.5])) == 1.0


def test_weights_add_up_to_one(ground: Ground):
    models = [EaseSettings(regularization=2000.0, fact_viewers=0.0), NeighbourSettings()]
    blend = best_blend(models, ground)
    if blend is not None:
        assert sum(part.weight for part in blend.parts) == pytest.approx(1.0)
    table = ScoreTable.of(models, ground)
    alone = table.ndcg(np.array([1.0, 0.0]))
    shares = [table.ndcg(np.array([1 - s, s])) for s in (0.1, 0.2, 0.35, 0.5)]
    assert (blend is not None) == (max(shares) > alone)
