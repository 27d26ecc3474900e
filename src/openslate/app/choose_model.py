"""Choosing the kind of model by trying all of them, then training it on everything."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from openslate.app.learning.alone import learning_alone
from openslate.app.train import Progress, TrainReport, quick_settings, read_lessons, train
from openslate.app.workspace import Workspace
from openslate.recommend.choice.search import TooFewViewersError, choose
from openslate.recommend.choice.trial_folder import TrialFolder
from openslate.recommend.models.settings import RecommenderSettings

TRIALS = "trials"


@dataclass(frozen=True)
class ChooseModel:
    """Tries candidates on viewings that came later, keeps one, trains it, puts it in force.

    Finished trials are kept in the workspace, so that a search that was interrupted goes on where
    it was. The report is part of the model's card. With too few viewers to compare models by, the
    usual settings are taken and the report says so.
    """

    workspace: Workspace
    settings: RecommenderSettings = field(default_factory=RecommenderSettings)

    def __call__(self, only: str | None = None, progress: Progress | None = None) -> TrainReport:
        lessons = read_lessons(self.workspace, self.settings)
        memory = TrialFolder(self.workspace.folder / TRIALS)
        try:
            choice = choose(lessons.interactions, lessons.features, memory, only, progress)
        except TooFewViewersError as few:
            return replace(self._train(quick_settings(only, self.settings)), not_compared=few.what)
        settings = self.settings.model_copy(update={"model": choice.settings})
        trained = self._train(settings, {"choice": asdict(choice.report)})
        return replace(trained, choice=choice.report)

    def _train(
        self, settings: RecommenderSettings, notes: Mapping[str, Any] | None = None
    ) -> TrainReport:
        """On everything there is now: a search takes long, and a viewer may be gone meanwhile."""
        with learning_alone(self.workspace):
            return train(self.workspace, read_lessons(self.workspace, settings), settings, notes)
