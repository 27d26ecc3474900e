"""Learning beside what is served: real events, a real process, a real model put in force."""

import shutil
import time
from collections.abc import Iterator

import pytest
from tests.app.learning.test_update_and_forget import EASE, watch

from openslate.app.desk import Desk
from openslate.app.learning.earlier_models import remove_earlier_models
from openslate.app.settings import FILE_NAME
from openslate.app.train import TrainRecommender
from openslate.recommend.models.settings import RecommenderSettings
from openslate.testing.workspace import MadeWorkspace

PATIENCE = 120.0
"""Seconds after which a test gives up waiting; nothing is said of how long it takes."""


@pytest.fixture
def desk(town_copy: MadeWorkspace) -> Iterator[Desk]:
    """A desk that learns after every three events."""
    path = town_copy.folder / FILE_NAME
    path.write_text(path.read_text().replace("after_events = 0", "after_events = 3"))
    with town_copy.desk() as desk:
        TrainRecommender(desk.workspace, RecommenderSettings(model=EASE))()
        yield desk


def test_enough_new_events_make_a_new_model_and_it_serves(desk: Desk) -> None:
    before, viewers = desk.engine.model_name, desk.engine.model.viewers
    watch(desk.workspace, "newcomer", [1, 2])
    assert not desk.learner.look()
    assert desk.status()["learning"] == "waits for 3 new events"
    watch(desk.workspace, "another", [3])
    assert desk.learner.look()
    after = desk.engine.model_name
    assert after != before
    assert desk.status()["learning"].endswith(f"the last time it made model {after}")
    assert desk.engine.model.viewers == viewers + 2
    assert not desk.learner.look()


def test_what_was_learned_by_hand_is_not_learned_again(desk: Desk) -> None:
    watch(desk.workspace, "newcomer", [1, 2, 3, 4])
    TrainRecommender(desk.workspace, RecommenderSettings(model=EASE))()
    assert not desk.learner.look()


def test_a_failure_is_told_and_the_earlier_model_serves_on(desk: Desk) -> None:
    before = desk.engine.model_name
    watch(desk.workspace, "newcomer", [1, 2, 3])
    shutil.rmtree(desk.workspace.snapshots)
    assert desk.learner.look()
    assert desk.status()["learning"].startswith("failed: ")
    assert "There is no snapshot yet" in desk.status()["learning"]
    assert desk.engine.model_name == before


def test_it_looks_by_itself_and_stops_with_the_desk(desk: Desk) -> None:
    before = desk.engine.model_name
    watch(desk.workspace, "newcomer", [1, 2, 3])
    desk.learner.start(seconds=0.01)
    until = time.monotonic() + PATIENCE
    while desk.engine.model_name == before and time.monotonic() < until:
        time.sleep(0.05)
    assert desk.engine.model_name != before
    desk.learner.close()
    watch(desk.workspace, "another", [1, 2, 3])
    assert not any(folder.name.startswith(".draft") for folder in desk.workspace.models.iterdir())


def test_off_it_never_looks(town: Desk) -> None:
    town.learner.start()
    assert town.status()["learning"] == "off"
    assert not town.learner.look()


def test_only_the_newest_earlier_models_stay(desk: Desk) -> None:
    names = [desk.engine.model_name]
    for regularization in (1.0, 2.0, 3.0):
        model = EASE.model_copy(update={"regularization": regularization})
        names.append(TrainRecommender(desk.workspace, RecommenderSettings(model=model))().model)
    remove_earlier_models(desk.workspace, keep=2)
    there = {folder.name for folder in desk.workspace.models.iterdir() if folder.is_dir()}
    assert there == set(names[1:])
