"""Experiments and estimates, in one place for commands, pages and programs."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from openslate.app.engine import Engine
from openslate.app.experiments.arms import Arms, Exposure, engine_of
from openslate.app.experiments.estimate_policy import EstimatePolicy, Progress
from openslate.app.experiments.plan import ArmSettings, ExperimentPlan, Metric
from openslate.app.experiments.report import ReportExperiment
from openslate.app.experiments.start import StartExperiment, StopExperiment
from openslate.app.experiments.views import ExperimentReport, PolicyEstimate
from openslate.app.workspace import Workspace
from openslate.store.experiments import ExperimentRecord, ExperimentStore
from openslate.store.history_choices import HistoryChoices


class ExperimentRoom:
    """Use cases about experiments; `serving` gives what is in force. Safe between threads."""

    def __init__(self, workspace: Workspace, serving: Callable[[], Engine]) -> None:
        self.workspace, self.serving = workspace, serving

    @cached_property
    def arms(self) -> Arms:
        """Who is served with what."""
        return Arms(self.workspace)

    def exposure(self, viewer: str, *, history: bool) -> Exposure | None:
        """The group of a viewer; None where nothing personal may count, or nothing runs."""
        if not history or not HistoryChoices(self.workspace.database).used(viewer):
            return None
        return self.arms.exposure(viewer)

    def start(self, name: str, plan: ExperimentPlan, *, by: str) -> ExperimentRecord:
        """Let an experiment run from the next page on."""
        return StartExperiment(self.workspace, self.serving())(name, plan, by=by)

    def settings(
        self,
        model: str | None = None,
        rulebook: Path | None = None,
        exploration: float | None = None,
        row_size: int | None = None,
    ) -> ArmSettings:
        """What group b, or another policy, is made from; a rulebook's file is kept for replays."""
        start = StartExperiment(self.workspace, self.serving())
        return ArmSettings(
            snapshot=start.snapshot_of(model),
            model=model,
            rulebook=start.keep_rulebook(rulebook) if rulebook else None,
            exploration=exploration,
            row_size=row_size,
        )

    def stop(self, name: str, *, by: str) -> ExperimentRecord:
        """End an experiment."""
        return StopExperiment(self.workspace)(name, by=by)

    def all(self) -> list[ExperimentRecord]:
        """Every experiment, the latest first."""
        return ExperimentStore(self.workspace.database).all()

    def report(self, name: str) -> ExperimentReport:
        """What an experiment has brought."""
        return ReportExperiment(self.workspace, self.serving())(name)

    def estimate(
        self,
        other: ArmSettings,
        metric: Metric = "watched",
        *,
        hours: int = 48,
        requests: int = 1_000,
        progress: Progress | None = None,
    ) -> PolicyEstimate:
        """What other settings would have brought, from pages that tried something."""
        engine = self.serving()
        asked = EstimatePolicy(self.workspace, engine, engine_of(self.workspace, other, engine))
        return asked(metric, hours, requests, progress)
