"""Starting and stopping an experiment: a person does both, and says beforehand what would count."""

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from openslate.app.engine import Engine
from openslate.app.experiments.arms import engine_of
from openslate.app.experiments.kept_models import fitting_model
from openslate.app.experiments.plan import ExperimentName, ExperimentPlan
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.rules.book import Rulebook
from openslate.store.experiments import ExperimentRecord, ExperimentStore

_NAME = TypeAdapter(ExperimentName)


@dataclass(frozen=True)
class StartExperiment:
    """Checks that group b can be served, then lets viewers be divided from the next page on."""

    workspace: Workspace
    engine: Engine

    def __call__(self, name: str, plan: ExperimentPlan, *, by: str) -> ExperimentRecord:
        """Raises SlateError for a plan that compares nothing, or that is over already."""
        if not plan.b.differs:
            raise SlateError(
                "Both groups would be served the same",
                do="Give group b another model, rulebook, exploration or length of rows",
            )
        if plan.over(self.workspace.clock.now()):
            raise SlateError("The date on which to judge is past", do="Name a later one")
        self._check_name(name)
        _ = engine_of(self.workspace, plan.b, self.engine).rules
        store = ExperimentStore(self.workspace.database, self.workspace.clock)
        return store.start(name, plan.model_dump(mode="json"), by=by)

    def keep_rulebook(self, rulebook: Rulebook) -> str:
        """Keep a copy of group b's rulebook, so that its pages can be replayed; its version.

        Raises RulebookError, and keeps nothing, when it does not fit the catalogue.
        """
        _ = self.engine.with_rulebook(rulebook).rules
        self.workspace.keep_rulebook(rulebook)
        return rulebook.version

    def snapshot_of(self, model: str | None) -> str | None:
        """The snapshot that group b's model scores, which must be the one in force."""
        if model is None:
            return None
        fitting_model(self.workspace, self.engine, model)
        return self.engine.snapshot.name

    def _check_name(self, name: str) -> None:
        try:
            _NAME.validate_python(name)
        except ValidationError:
            raise SlateError(
                f"{name!r} is no name for an experiment",
                do="Use small letters, digits and hyphens",
            ) from None


@dataclass(frozen=True)
class StopExperiment:
    """Ends an experiment: from the next page on everybody is served what is in force."""

    workspace: Workspace

    def __call__(self, name: str, *, by: str) -> ExperimentRecord:
        return ExperimentStore(self.workspace.database, self.workspace.clock).stop(name, by=by)
