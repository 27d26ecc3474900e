"""What people can ask about evaluations."""

from dataclasses import dataclass

from openslate.app.evaluation.evaluate_models import EvaluateModels
from openslate.app.evaluation.evaluation import Evaluation
from openslate.app.evaluation.evaluation_settings import EvaluationSettings
from openslate.app.evaluation.evaluation_store import EvaluationStore
from openslate.app.workspace import Workspace
from openslate.recommend.evaluation.contest import Progress


@dataclass(frozen=True)
class EvaluationRoom:
    """Use cases about evaluations; safe to share between threads."""

    workspace: Workspace

    def evaluate(
        self, settings: EvaluationSettings | None = None, progress: Progress | None = None
    ) -> Evaluation:
        """Measure models and peers now."""
        return EvaluateModels(self.workspace)(settings, progress)

    def evaluations(self) -> tuple[Evaluation, ...]:
        """All that were kept, the latest first."""
        return EvaluationStore(self.workspace.folder).all()

    def evaluation(self, name: str) -> Evaluation:
        """One by name; raises NotFoundError."""
        return EvaluationStore(self.workspace.folder).get(name)
