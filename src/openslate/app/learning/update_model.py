"""Bringing the model that serves up to date without choosing or counting everything anew."""

from dataclasses import dataclass

from openslate.app.learning.alone import learning_alone
from openslate.app.learning.learned_store import LearnedStore
from openslate.app.train import TrainReport, read_lessons, train
from openslate.app.workspace import Workspace
from openslate.recommend.models.model_folder import read_card
from openslate.recommend.models.settings import RecommenderSettings

CHOSEN = {"choice"}
"""Notes of a model that hold for what is made from it: why its kind was chosen."""


@dataclass(frozen=True)
class UpdateReport:
    """The model that serves now; `new` says whether it is another one than before.

    `trained` tells of the training, None where nothing had changed. Viewers that it says changed
    are those whose viewings had to be counted; where it says none, all were counted anew.
    """

    model: str
    snapshot: str
    new: bool
    trained: TrainReport | None = None


@dataclass(frozen=True)
class UpdateModel:
    """Learns what is new with the settings of the model in force, on the newest snapshot.

    Where the model is solved from co-viewings, viewers whose viewings changed are taken out as
    they were and put in as they are; other models are fitted again. Either way the model is what
    training anew with the same settings gives. Killed at any moment it leaves the earlier model in
    force. Raises SlateError where there is no model.
    """

    workspace: Workspace

    def __call__(self) -> UpdateReport:
        with learning_alone(self.workspace):
            return update(self.workspace)


def update(workspace: Workspace, without: str | None = None) -> UpdateReport:
    """The same for who learns alone already; leaves out the viewer `without`."""
    name, snapshot = workspace.model_in_force()
    card = read_card(workspace.models / name)
    settings = RecommenderSettings.model_validate(card["settings"])
    lessons = read_lessons(workspace, settings, without)
    notes = card["notes"]
    if snapshot == lessons.snapshot.name and lessons.made_from.items() <= notes.items():
        return UpdateReport(name, snapshot, new=False)
    chosen = {key: notes[key] for key in CHOSEN & notes.keys()}
    trained = train(workspace, lessons, settings, chosen, LearnedStore(workspace).read(name))
    return UpdateReport(trained.model, trained.snapshot, trained.model != name, trained)
