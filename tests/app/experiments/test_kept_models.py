"""Which models may serve group b: those that score the snapshot in force."""

import json
from collections.abc import Iterator

import pytest

from openslate.app.desk import Desk
from openslate.app.experiments.new_experiment import NewExperiment
from openslate.app.train import TrainRecommender, quick_settings
from openslate.common.errors import NotFoundError, SlateError
from openslate.recommend.models.model_folder import CARD
from openslate.testing.workspace import MadeWorkspace


@pytest.fixture
def desk(tiny_copy: MadeWorkspace) -> Iterator[Desk]:
    with tiny_copy.desk() as desk:
        yield desk


def test_an_earlier_model_can_serve_group_b(desk: Desk) -> None:
    assert desk.experiments.models() == ()
    first, _ = desk.workspace.model_in_force()
    TrainRecommender(desk.workspace, quick_settings("knn"))()
    (kept,) = desk.experiments.models()
    assert (kept.name, kept.fits) == (first, True)
    said = NewExperiment.model_validate({"name": "back", "model": first, "until": "2026-04-01"})
    told = desk.experiments.begin(said, by="ada")
    assert told.arms[1].sentence == f"The same, but the model {first}."


def test_a_model_of_another_snapshot_cannot_however_large_it_is(desk: Desk) -> None:
    first, _ = desk.workspace.model_in_force()
    TrainRecommender(desk.workspace, quick_settings("knn"))()
    path = desk.workspace.models / first / CARD
    card = json.loads(path.read_text())
    card["notes"]["snapshot"] = "s0009-00000000"
    path.write_text(json.dumps(card))
    assert desk.experiments.models() == ()
    with pytest.raises(SlateError, match="trained on another snapshot"):
        desk.experiments.settings(first)


def test_a_model_that_is_not_here_is_not_found(desk: Desk) -> None:
    first, _ = desk.workspace.model_in_force()
    with pytest.raises(NotFoundError, match=f"The nearest name is {first}"):
        desk.experiments.settings(f"{first}x")
    with pytest.raises(NotFoundError, match="no model 'm-'"):
        desk.experiments.settings("m-")
