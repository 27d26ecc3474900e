"""Trials are made once and remembered."""

from pathlib import Path

import numpy as np
import pytest
from tests.recommend.choice.conftest import DictMemory

from openslate.recommend.choice.trial import Ground, Trials
from openslate.recommend.choice.trial_folder import TrialFolder
from openslate.recommend.evaluation.evaluate import Quality
from openslate.recommend.evaluation.split import random_split
from openslate.recommend.models.family_settings import NeighbourSettings, PopularitySettings
from openslate.recommend.models.graph_features import no_features
from openslate.recommend.models.interactions import Interactions


@pytest.fixture
def ground(audience: Interactions) -> Ground:
    split = random_split(audience, seed=0)
    return Ground(split.train, split.valid, no_features(audience.size))


def test_a_trial_is_made_once(ground: Ground):
    memory = DictMemory()
    first = Trials(ground, memory)(PopularitySettings())
    memory.stop_after = 1
    again = Trials(ground, memory)(PopularitySettings())
    assert again.ndcg == first.ndcg > 0


def test_other_settings_viewers_or_data_are_other_trials(ground: Ground, audience: Interactions):
    memory = DictMemory()
    trials = Trials(ground, memory)
    trials(NeighbourSettings())
    trials(NeighbourSettings(neighbours=3))
    trials(NeighbourSettings(), 0.5)
    split = random_split(audience, seed=1)
    Trials(Ground(split.train, split.valid, ground.features), memory)(NeighbourSettings())
    assert len(memory.kept) == 4


def test_a_smaller_sample_is_part_of_a_larger_one(ground: Ground):
    small, large = (set(ground.sample(share).viewers) for share in (0.25, 0.5))
    assert len(small) == 22
    assert small < large


def test_a_folder_keeps_trials(tmp_path: Path):
    folder, quality = TrialFolder(tmp_path / "trials"), Quality(np.array([0.5]), np.array([1.0]))
    assert folder.get("abc") is None
    folder.put("abc", quality, 2.5)
    kept = folder.get("abc")
    assert kept is not None
    assert (kept[0].ndcg.tolist(), kept[0].recall.tolist(), kept[1]) == ([0.5], [1.0], 2.5)


def test_a_harmed_file_is_a_trial_not_made(tmp_path: Path):
    folder = TrialFolder(tmp_path)
    folder.put("abc", Quality(np.array([0.5]), np.array([1.0])), 2.5)
    (file,) = tmp_path.iterdir()
    for harm in (file.read_bytes()[:30], b"", b"PK\x03\x04"):
        file.write_bytes(harm)
        assert folder.get("abc") is None
