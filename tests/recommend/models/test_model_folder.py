"""Models on disk."""

import json
from pathlib import Path

import numpy as np
import pytest
from tests.recommend.models.examples import EXAMPLES, skip_without_its_parts

from openslate.common.errors import SlateError
from openslate.recommend.models.family_settings import ModelSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.model_folder import (
    load_recommender,
    model_name,
    read_card,
    save_recommender,
)
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.settings import RecommenderSettings


@pytest.fixture
def folder(recommender: Recommender, tmp_path: Path) -> Path:
    return save_recommender(recommender, tmp_path, {"seconds": 0.5})


def test_what_is_loaded_is_what_was_saved(recommender: Recommender, folder: Path):
    loaded = load_recommender(folder)
    assert folder.name == model_name(recommender) == model_name(loaded)
    for history in ([], [0], [5, 6], [0, 3, 5]):
        assert np.array_equal(loaded.scores(history), recommender.scores(history))
        assert loaded.contributions(history, 6) == recommender.contributions(history, 6)
    assert loaded.features_in_common(0, 5) == recommender.features_in_common(0, 5)


def as_first_format(folder: Path) -> None:
    """Write a model's folder as version 0.1 wrote it."""
    card = read_card(folder)
    for old, new in (("weights", "scorer_term0_0"), ("carried", "carried0")):
        (folder / f"{new}.npy").rename(folder / f"{old}.npy")
        card["arrays"][old] = card["arrays"].pop(new)
    (folder / "scorer_share.npy").unlink()
    del card["arrays"]["scorer_share"], card["scorer"], card["facts"], card["carried"]
    settings = card["settings"]["model"]
    kept = ("regularization", "dropout", "fact_viewers")
    card["settings"]["ease"] = {name: settings[name] for name in kept}
    del card["settings"]["model"]
    (folder / "card.json").write_text(json.dumps({**card, "format": 1}))


def test_models_of_the_first_format_are_read_still(recommender: Recommender, folder: Path):
    as_first_format(folder)
    loaded = load_recommender(folder)
    for history in ([], [0], [5, 6], [0, 3, 5]):
        assert np.array_equal(loaded.scores(history), recommender.scores(history))
        assert loaded.contributions(history, 6) == recommender.contributions(history, 6)
    assert loaded.settings == recommender.settings


@pytest.mark.parametrize("family", EXAMPLES, ids=lambda settings: settings.family)
def test_a_model_of_any_family_comes_back(
    family: ModelSettings, interactions: Interactions, features: GraphFeatures, tmp_path: Path
):
    skip_without_its_parts(family)
    fitted = Recommender.fit(interactions, features, RecommenderSettings(model=family))
    loaded = load_recommender(save_recommender(fitted, tmp_path))
    assert loaded.settings == fitted.settings
    for history in ([], [0], [0, 3, 5], [5, 3, 0]):
        assert np.array_equal(loaded.scores(history), fitted.scores(history))
        assert loaded.contributions(history, 6) == fitted.contributions(history, 6)


def test_the_same_input_gives_the_same_name(
    recommender: Recommender, interactions: Interactions, features: GraphFeatures
):
    again = Recommender.fit(interactions, features, recommender.settings)
    assert model_name(again) == model_name(recommender)
    other = Recommender.fit(interactions, features)
    assert model_name(other) != model_name(recommender)


def test_the_card_holds_settings_and_notes(recommender: Recommender, folder: Path):
    card = read_card(folder)
    assert card["notes"] == {"seconds": 0.5}
    assert RecommenderSettings.model_validate(card["settings"]) == recommender.settings


def test_saving_again_keeps_what_is_there(recommender: Recommender, folder: Path):
    assert save_recommender(recommender, folder.parent, {"seconds": 9.0}) == folder
    assert read_card(folder)["notes"] == {"seconds": 0.5}
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_save_that_fails_leaves_nothing(recommender: Recommender, tmp_path: Path):
    with pytest.raises(TypeError):
        save_recommender(recommender, tmp_path, {"seconds": object()})
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_pickled(folder: Path):
    assert {path.suffix for path in folder.iterdir()} == {".npy", ".json"}
    for path in folder.glob("*.npy"):
        np.load(path, allow_pickle=False)


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (
            lambda f: spoil(f / "scorer_term0_0.npy"),
            "term0_0.npy: The model file is not what was saved",
        ),
        (lambda f: (f / "solved.npy").unlink(), "solved.npy: The model file cannot be read"),
        (lambda f: (f / "carried0.npy").write_bytes(b"\x93NUM"), "cannot be read"),
        (lambda f: (f / "card.json").write_text("{"), "has no readable card"),
        (lambda f: (f / "card.json").write_text(json.dumps({"format": 99})), "another version"),
    ],
)
def test_a_harmed_model_is_one_clear_sentence(folder: Path, harm, message: str):
    harm(folder)
    with pytest.raises(SlateError, match=message) as caught:
        load_recommender(folder)
    assert str(caught.value).endswith("Run 'slate train' again.")
