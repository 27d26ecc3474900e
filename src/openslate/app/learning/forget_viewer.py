"""Taking a viewer out of everything that was learned."""

import shutil
from dataclasses import dataclass

import polars as pl

from openslate.app.choose_model import TRIALS
from openslate.app.experiments.plan import ExperimentPlan
from openslate.app.learning.learned_store import LearnedStore
from openslate.app.learning.update_model import update
from openslate.app.workspace import CURRENT, Workspace
from openslate.recommend.models.interactions import NothingWatchedError
from openslate.store.experiments import ExperimentStore


@dataclass(frozen=True)
class ForgetViewer:
    """Puts a model in force that is as if the viewer had never been, and removes the earlier ones.

    What is told of their events is not needed: the events that are there without them say what to
    learn. The model of a running experiment stays until the next erasure after it has ended. Nobody
    else may learn meanwhile (`learning_alone`).
    """

    workspace: Workspace

    def __call__(self, viewer: str, events: pl.DataFrame) -> None:  # noqa: ARG002
        keep = self._tried()
        if (self.workspace.models / CURRENT).exists():
            keep |= self._learned_without(viewer)
        self._remove_models(keep)
        shutil.rmtree(self.workspace.folder / TRIALS, ignore_errors=True)

    def _learned_without(self, viewer: str) -> set[str]:
        """The model of all others, in force; none where there are no others."""
        try:
            return {update(self.workspace, without=viewer).model}
        except NothingWatchedError:
            (self.workspace.models / CURRENT).unlink()
            LearnedStore(self.workspace).drop_others(None)
            return set()

    def _tried(self) -> set[str]:
        """Models that viewers are served by an experiment."""
        running = ExperimentStore(self.workspace.database).running()
        model = ExperimentPlan.model_validate(running.plan).b.model if running else None
        return {model} if model else set()

    def _remove_models(self, keep: set[str]) -> None:
        for folder in self.workspace.models.glob("*"):
            if folder.is_dir() and folder.name not in keep:
                shutil.rmtree(folder)
