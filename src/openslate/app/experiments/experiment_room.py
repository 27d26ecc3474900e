"""Experiments and estimates, in one place for commands, pages and programs."""

from collections.abc import Callable
from functools import cached_property

from openslate.app.engine import Engine
from openslate.app.experiments.advice import advice
from openslate.app.experiments.arm_words import arm_words
from openslate.app.experiments.arms import Arms, Exposure, engine_of
from openslate.app.experiments.estimate_policy import EstimatePolicy, Progress
from openslate.app.experiments.kept_models import KeptModel, kept_models
from openslate.app.experiments.new_experiment import AskedEstimate, NewExperiment
from openslate.app.experiments.plan import ArmSettings, ExperimentPlan, Metric
from openslate.app.experiments.report import ReportExperiment
from openslate.app.experiments.start import StartExperiment, StopExperiment
from openslate.app.experiments.views import (
    ArmView,
    ExperimentReport,
    ExperimentStanding,
    ExperimentView,
    PolicyEstimate,
)
from openslate.app.jobs import Jobs, JobState
from openslate.app.workspace import Workspace
from openslate.common.ids import short_id
from openslate.rules.book import Rulebook
from openslate.rules.reading import parse_rulebook
from openslate.store.experiments import ExperimentRecord, ExperimentStore
from openslate.store.history_choices import HistoryChoices

SENT = "sent.yaml"
"""What a rulebook that was sent is called in its mistakes."""


class ExperimentRoom:
    """Use cases about experiments; `serving` gives what is in force. Safe between threads."""

    def __init__(self, workspace: Workspace, serving: Callable[[], Engine]) -> None:
        self.workspace, self.serving = workspace, serving
        self.jobs: Jobs[PolicyEstimate] = Jobs("estimate")

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

    def begin(self, said: NewExperiment, *, by: str) -> ExperimentView:
        """Start an experiment that was sent, its rulebook as text."""
        b = self.settings(said.model, _parsed(said.rulebook), said.exploration, said.row_size)
        return self._view(self.start(said.name, said.plan(b, self.workspace.clock.now()), by=by))

    def end(self, name: str, *, by: str) -> ExperimentView:
        """End an experiment, as people see it."""
        return self._view(self.stop(name, by=by))

    def models(self) -> tuple[KeptModel, ...]:
        """Models that could serve instead of the one in force."""
        engine = self.serving()
        known = kept_models(self.workspace, engine)
        return tuple(one for one in known if one.fits and one.name != engine.model_name)

    def settings(
        self,
        model: str | None = None,
        rulebook: Rulebook | None = None,
        exploration: float | None = None,
        row_size: int | None = None,
    ) -> ArmSettings:
        """What group b, or another policy, is made from; a rulebook is kept for replays."""
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

    def views(self) -> tuple[ExperimentView, ...]:
        """Every experiment in words, the latest first."""
        return tuple(map(self._view, self.all()))

    def standing(self, name: str) -> ExperimentStanding:
        """What an experiment compares, what it has brought, and whether that is enough."""
        record = ExperimentStore(self.workspace.database).get(name)
        report, plan = self.report(name), ExperimentPlan.model_validate(record.plan)
        told = advice(plan, report, self.workspace.clock.now())
        return ExperimentStanding(self._view(record), report, told)

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

    def begin_estimate(self, asked: AskedEstimate) -> JobState[PolicyEstimate]:
        """Begin an estimate beside the pages; raises ConflictError while another is made."""
        other = self.settings(asked.model, _parsed(asked.rulebook))
        now = self.workspace.clock.now().isoformat()
        key = short_id("o", other.model_dump_json(), asked.model_dump_json(), now)

        def work(tell: Progress) -> PolicyEstimate:
            return self.estimate(
                other, asked.metric, hours=asked.hours, requests=asked.requests, progress=tell
            )

        self.jobs.start(key, self._words(other), work)
        return self.jobs.state(key)

    def _words(self, other: ArmSettings) -> str:
        """What would have been served, as the name of an estimate."""
        if not other.differs:
            return "What is in force, trying nothing"
        return arm_words(self.workspace, other)[1]

    def _view(self, record: ExperimentRecord) -> ExperimentView:
        plan = ExperimentPlan.model_validate(record.plan)
        ours, theirs = arm_words(self.workspace, plan.b)
        return ExperimentView(
            name=record.name,
            state="running" if record.stopped_at is None else "stopped",
            started_by=record.started_by,
            started_at=record.started_at,
            stopped_by=record.stopped_by,
            stopped_at=record.stopped_at,
            until=plan.until,
            success=plan.success,
            harm=plan.harm,
            tolerated=plan.tolerated,
            hours=plan.hours,
            arms=(ArmView("a", 1 - plan.share, ours), ArmView("b", plan.share, theirs)),
        )


def _parsed(text: str | None) -> Rulebook | None:
    return parse_rulebook(text, SENT) if text is not None else None
