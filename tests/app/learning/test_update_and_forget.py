"""Real workspaces brought up to date, and freed of a viewer, against such as never knew better."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from openslate.app.learning.learned_store import LEARNED, LearnedStore
from openslate.app.learning.update_model import UpdateModel
from openslate.app.train import TrainRecommender, read_lessons
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.recommend.learning.learned import Learned
from openslate.recommend.models.ease import solved_weights
from openslate.recommend.models.fading import Fading
from openslate.recommend.models.family_settings import (
    EaseSettings,
    ModelSettings,
    NeighbourSettings,
    SequenceSettings,
)
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.settings import RecommenderSettings
from openslate.store.erasure import Eraser
from openslate.store.event_kinds import EventKind
from openslate.store.events import Event, EventStore
from openslate.store.purposes import Purpose
from openslate.testing.workspace import NOW, MadeWorkspace

VIEWER = "7"
EASE = EaseSettings(viewer_norm=0.4, trend=0.3, near_viewers=0.5)
SETTINGS = (
    EASE,
    SequenceSettings(ease=EaseSettings(fitted_fading=Fading(half_life=3.0), dropout=0.3)),
    NeighbourSettings(),
)


@pytest.fixture(params=SETTINGS, ids=lambda settings: settings.family)
def settings(request: pytest.FixtureRequest) -> RecommenderSettings:
    return RecommenderSettings(model=request.param)


def watch(
    workspace: Workspace, viewer: str, records: Sequence[object], source: str = "movielens-100k"
) -> None:
    """A viewer watches films of the town, at a minute each."""
    agreed = Purpose.SERVICE | Purpose.PERSONALISATION
    events = [
        Event(
            viewer,
            str(record),
            EventKind.WATCHED,
            None,
            NOW + timedelta(minutes=at),
            purposes=agreed,
        )
        for at, record in enumerate(records)
    ]
    EventStore(workspace.database).add_all([(source, event) for event in events])


def in_force(workspace: Workspace) -> Recommender:
    return workspace.model(workspace.model_in_force()[0])


def kept(workspace: Workspace) -> Learned | None:
    return LearnedStore(workspace).read(workspace.model_in_force()[0])


def exact_weights(workspace: Workspace, learned: Learned) -> np.ndarray:
    """The weights before they are rounded, float64."""
    lessons = read_lessons(workspace, RecommenderSettings())
    place = {item: at for at, item in enumerate(lessons.snapshot.ids)}
    items = np.array([place[item] for item in learned.items])
    return solved_weights(
        lessons.interactions.among(items), lessons.features.among(items), EASE, learned.counted
    )


def served(workspace: Workspace) -> np.ndarray:
    """Scores of everybody who is left, and of someone new."""
    lessons = read_lessons(workspace, RecommenderSettings())
    return in_force(workspace).scores_of([*lessons.interactions.sequences(), []])


def files_that_name(folder: Path, viewer: str) -> list[Path]:
    named = f'"{viewer}"'.encode()
    return [p for p in folder.rglob("*") if p.is_file() and named in p.read_bytes()]


def test_an_update_is_what_training_anew_gives(
    town_copy: MadeWorkspace, settings: RecommenderSettings, tmp_path: Path
):
    with town_copy.open() as workspace:
        TrainRecommender(workspace, settings)()
        before = workspace.model_in_force()
        watch(workspace, VIEWER, [3, 9, 27])
        watch(workspace, "newcomer", [1, 2, 3, 4])
        report = UpdateModel(workspace)()
        assert report.new
        assert report.trained is not None
        counted = None if settings.model.family == "knn" else 2
        assert report.trained.changed == counted
        updated, found = workspace.model_in_force(), served(workspace)
        assert updated == (report.model, before[1])
    with town_copy.copy(tmp_path / "anew").open() as workspace:
        TrainRecommender(workspace, settings)()
        np.testing.assert_allclose(found, served(workspace), atol=1e-6)
        assert workspace.model_in_force() == updated


def test_nothing_new_changes_nothing(town_copy: MadeWorkspace):
    with town_copy.open() as workspace:
        TrainRecommender(workspace, RecommenderSettings(model=EASE))()
        before = workspace.model_in_force()
        report = UpdateModel(workspace)()
        assert (report.new, report.trained) == (False, None)
        assert workspace.model_in_force() == before


def test_without_what_was_learned_everything_is_counted_anew(town_copy: MadeWorkspace):
    with town_copy.open() as workspace:
        TrainRecommender(workspace, RecommenderSettings(model=EASE))()
        LearnedStore(workspace).drop_others(None)
        watch(workspace, "newcomer", [1, 2, 3, 4])
        report = UpdateModel(workspace)()
        assert report.trained is not None
        assert report.trained.changed is None
        assert kept(workspace) is not None


def test_without_a_model_there_is_nothing_to_update(tmp_path: Path):
    with pytest.raises(SlateError, match=r"There is no model yet\. Run 'slate train'"):
        UpdateModel(Workspace.create(tmp_path / "empty"))()


KILLED = """
import os, signal, sys
from pathlib import Path
from openslate.app.learning.update_model import UpdateModel
from openslate.app.workspace import Workspace

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

Workspace.put_in_force = kill
with Workspace.open(Path(sys.argv[1])) as workspace:
    UpdateModel(workspace)()
"""


def test_a_kill_leaves_the_earlier_model_and_the_next_update_tidies_up(town_copy: MadeWorkspace):
    with town_copy.open() as workspace:
        TrainRecommender(workspace, RecommenderSettings(model=EASE))()
        before = workspace.model_in_force()
        watch(workspace, "newcomer", [1, 2, 3, 4])
        killed = [sys.executable, "-c", KILLED, str(town_copy.folder)]
        assert subprocess.run(killed, check=False).returncode == -signal.SIGKILL
        assert workspace.model_in_force() == before
        assert len(list((workspace.folder / LEARNED).iterdir())) == 2
        report = UpdateModel(workspace)()
        assert report.trained is not None
        assert report.trained.changed == 1
        assert len(list((workspace.folder / LEARNED).iterdir())) == 1


def test_an_erased_viewer_leaves_what_would_be_without_them(
    town_copy: MadeWorkspace, tmp_path: Path
):
    settings = RecommenderSettings(model=EASE)
    never = town_copy.copy(tmp_path / "never")
    with town_copy.desk() as desk:
        workspace = desk.workspace
        TrainRecommender(workspace, settings)()
        earlier = in_force(workspace)
        assert files_that_name(workspace.folder / LEARNED, VIEWER)
        desk.audience.erase(VIEWER, by="eve", because="asked")
        after = kept(workspace)
        assert after is not None
        assert VIEWER not in after.interactions.viewers
        assert not files_that_name(workspace.folder / LEARNED, VIEWER)
        assert len(list((workspace.folder / LEARNED).iterdir())) == 1
        found, weights = served(workspace), exact_weights(workspace, after)
        assert [p.name for p in workspace.models.iterdir() if p.is_dir()] == [
            workspace.model_in_force()[0]
        ]
        assert not np.allclose(earlier.scores([3]), in_force(workspace).scores([3]))
    with never.open() as workspace:
        Eraser(workspace.database).erase(VIEWER, by="eve", because="never there")
        TrainRecommender(workspace, settings)()
        anew = kept(workspace)
        assert anew is not None
        assert anew.counted is not after.counted
        np.testing.assert_allclose(weights, exact_weights(workspace, anew), rtol=0, atol=1e-8)
        np.testing.assert_allclose(found, served(workspace), rtol=0, atol=1e-6)


@pytest.mark.parametrize("model", SETTINGS[1:], ids=lambda settings: settings.family)
def test_models_of_other_kinds_forget_too(
    town_copy: MadeWorkspace, model: ModelSettings, tmp_path: Path
):
    settings, never = RecommenderSettings(model=model), town_copy.copy(tmp_path / "never")
    with town_copy.desk() as desk:
        TrainRecommender(desk.workspace, settings)()
        desk.audience.erase(VIEWER, by="eve", because="asked")
        found = served(desk.workspace)
    with never.open() as workspace:
        Eraser(workspace.database).erase(VIEWER, by="eve", because="never there")
        TrainRecommender(workspace, settings)()
        np.testing.assert_allclose(found, served(workspace), rtol=0, atol=1e-6)


def test_when_the_model_cannot_forget_nothing_is_erased(
    town_copy: MadeWorkspace, monkeypatch: pytest.MonkeyPatch
):
    with town_copy.desk() as desk:
        before = desk.workspace.model_in_force()
        events = EventStore(desk.workspace.database).of_viewer(VIEWER).height

        def full(*_: object) -> None:
            raise SlateError("The disk is full")

        monkeypatch.setattr(Workspace, "put_in_force", full)
        with pytest.raises(SlateError, match="The disk is full"):
            desk.audience.erase(VIEWER, by="eve", because="asked")
        assert EventStore(desk.workspace.database).of_viewer(VIEWER).height == events
        assert desk.workspace.model_in_force() == before
        assert desk.home(VIEWER, desk.context(VIEWER)).model == before[0]


def test_after_the_last_viewer_there_is_no_model(tiny_copy: MadeWorkspace):
    with tiny_copy.desk() as desk:
        viewers = read_lessons(desk.workspace, RecommenderSettings()).interactions.viewers
        for viewer in viewers:
            desk.audience.erase(viewer, by="eve", because="asked")
        assert desk.status()["model"] == "none"
        assert not any(path.is_dir() for path in desk.workspace.models.iterdir())
        assert not (desk.workspace.folder / LEARNED).exists()
