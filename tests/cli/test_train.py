"""Training from the command line: kinds of models compared, one kept."""

import json

import pytest
from tests.cli.conftest import Slate

from openslate.recommend.choice import search
from openslate.recommend.choice.candidates import CANDIDATES
from openslate.recommend.models.model_folder import read_card
from openslate.testing.workspace import MadeWorkspace


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    few = tuple(c for c in CANDIDATES if c.name in ("popularity", "knn", "ease"))
    monkeypatch.setattr(search, "CANDIDATES", few)
    monkeypatch.setattr(search, "LEAST_VIEWERS", 10)


def test_kinds_of_models_are_compared_and_one_is_kept(town_copy: MadeWorkspace) -> None:
    slate = Slate(town_copy.folder)
    told = slate.says("train")
    assert "over plain EASE" in told
    assert "with 95 % intervals." in told
    assert told.count("kept") == 1
    answer = slate.json("train")
    choice = answer["choice"]
    kept = next(one for one in choice["candidates"] if one["kept"])
    assert [kept["name"], answer["family"]] == [choice["kept"], kept["settings"]["family"]]
    assert kept["ndcg"]["low"] <= kept["ndcg"]["mean"] <= kept["ndcg"]["high"]
    card = read_card(town_copy.folder / "models" / answer["model"])
    assert card["settings"]["model"] == kept["settings"]
    assert json.dumps(card["notes"]["choice"]["kept"]) == json.dumps(choice["kept"])


def test_trials_are_remembered(town_copy: MadeWorkspace) -> None:
    slate, trials = Slate(town_copy.folder), town_copy.folder / "trials"
    first = slate.json("train")
    made = {path.name: path.stat().st_mtime_ns for path in trials.iterdir()}
    assert made
    again = slate.json("train")
    assert {path.name: path.stat().st_mtime_ns for path in trials.iterdir()} == made
    assert again["model"] == first["model"]


def test_a_kind_can_be_asked_for(town_copy: MadeWorkspace) -> None:
    answer = Slate(town_copy.folder).json("train", "--model", "knn")
    assert answer["choice"]["kept"] == answer["family"] == "knn"
