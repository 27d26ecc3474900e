"""Choosing the kind of model by trying all of them, then training it on everything."""

from dataclasses import asdict, dataclass, field, replace

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
            trained = train(self.workspace, lessons, quick_settings(only, self.settings))
            return replace(trained, not_compared=few.what)
        settings = self.settings.model_copy(update={"model": choice.settings})
        trained = train(self.workspace, lessons, settings, {"choice": asdict(choice.report)})
        return replace(trained, choice=choice.report)
