"""Taking a viewer out of everything that was learned."""

import shutil
from dataclasses import dataclass

import polars as pl

from openslate.app.choose_model import TRIALS
from openslate.app.learning.earlier_models import remove_earlier_models
from openslate.app.learning.learned_store import LearnedStore
from openslate.app.learning.update_model import update
from openslate.app.workspace import CURRENT, Workspace
from openslate.recommend.models.interactions import NothingWatchedError


@dataclass(frozen=True)
class ForgetViewer:
    """Puts a model in force that is as if the viewer had never been, and removes the earlier ones.

    What is told of their events is not needed: the events that are there without them say what to
    learn. The model of a running experiment stays until the next erasure after it has ended. Nobody
    else may learn meanwhile (`learning_alone`).
    """

    workspace: Workspace

    def __call__(self, viewer: str, events: pl.DataFrame) -> None:  # noqa: ARG002
        if (self.workspace.models / CURRENT).exists():
            self._learn_without(viewer)
        remove_earlier_models(self.workspace)
        shutil.rmtree(self.workspace.folder / TRIALS, ignore_errors=True)

    def _learn_without(self, viewer: str) -> None:
        """Put the model of all others in force; none where there are no others."""
        try:
            update(self.workspace, without=viewer)
        except NothingWatchedError:
            (self.workspace.models / CURRENT).unlink()
            LearnedStore(self.workspace).drop_others(None)
