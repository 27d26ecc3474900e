"""Reporting an experiment: figures while it runs, pass or fail at the date that was set."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from openslate.app.engine import Engine
from openslate.app.experiments.plan import ExperimentPlan, Metric
from openslate.app.experiments.served import ENTRY, OUTCOMES, served_places
from openslate.app.experiments.views import ArmReport, ExperimentReport
from openslate.app.slates.journal_entry import HOME
from openslate.app.workspace import Workspace
from openslate.common.seeds import generator_for
from openslate.graph.vocabulary import Columns
from openslate.recommend.experiments.assignment import Arm
from openslate.recommend.experiments.estimates import Sums, difference, rate
from openslate.recommend.influence.viewer_mean import Estimate
from openslate.store.events import EventStore
from openslate.store.experiments import ExperimentStore
from openslate.store.journal import Journal, JournalEntry

ARMS: tuple[Arm, ...] = ("a", "b")
NOTHING = Estimate(0.0, 0.0, 0.0)
FEW = 30
"""Viewers in a group below which ranges say little."""


@dataclass(frozen=True)
class ReportExperiment:
    """Counts what the pages of both groups brought; the viewer is the unit."""

    workspace: Workspace
    engine: Engine

    def __call__(self, name: str) -> ExperimentReport:
        record = ExperimentStore(self.workspace.database).get(name)
        plan = ExperimentPlan.model_validate(record.plan)
        journal = Journal(self.workspace.database)
        entries = journal.since(record.started_at, record.stopped_at or plan.until, kind=HOME)
        sums = {arm: self._sums(_of(entries, name, arm), plan.hours) for arm in ARMS}
        success, harm = (
            self._difference(sums, name, metric) for metric in (plan.success, plan.harm)
        )
        over = plan.over(self.workspace.clock.now())
        verdict, sentence = _verdict(plan, success, harm, over)
        least = min(ARMS, key=lambda arm: sums[arm].height)
        if over and sums[least].height < FEW:
            verdict, sentence = "fail", _too_few(least, sums[least].height)
        groups = tuple(self._group(name, arm, sums[arm]) for arm in ARMS)
        return ExperimentReport(
            name, record.started_at, plan.until, record.stopped_at, groups, success, harm,
            verdict, sentence,
        )  # fmt: skip

    def _sums(self, entries: Sequence[JournalEntry], hours: int) -> pl.DataFrame:
        """Viewer, pages, and each outcome, summed; in order, so that a bootstrap is repeatable."""
        events = EventStore(self.workspace.database)
        served = served_places(entries, self.engine.snapshot, events, hours)
        pages = pl.DataFrame(
            {ENTRY: range(len(entries)), Columns.VIEWER: [entry.viewer for entry in entries]},
            {ENTRY: pl.Int64(), Columns.VIEWER: pl.String()},
        )
        brought = served.group_by(ENTRY).agg(pl.col(*OUTCOMES).sum())
        whole = pages.join(brought, on=ENTRY, how="left").fill_null(0)
        summed = whole.group_by(Columns.VIEWER).agg(pl.len().alias(ENTRY), pl.col(*OUTCOMES).sum())
        return summed.sort(Columns.VIEWER)

    def _difference(self, sums: dict[Arm, pl.DataFrame], name: str, metric: Metric) -> Estimate:
        one, other = (_of_metric(sums[arm], metric) for arm in ARMS)
        if not len(one[0]) or not len(other[0]):
            return NOTHING
        return difference(one, other, generator_for("experiment", name, metric))

    def _group(self, name: str, arm: Arm, sums: pl.DataFrame) -> ArmReport:
        watched, disliked = (
            rate(_of_metric(sums, metric), generator_for("experiment", name, arm, metric))
            if sums.height
            else NOTHING
            for metric in OUTCOMES
        )
        return ArmReport(arm, sums.height, int(sums[ENTRY].sum()), watched, disliked)


def _of(entries: Sequence[JournalEntry], name: str, arm: Arm) -> list[JournalEntry]:
    wanted = {"name": name, "arm": arm}
    return [entry for entry in entries if entry.payload.get("experiment") == wanted]


def _of_metric(sums: pl.DataFrame, metric: str) -> Sums:
    return sums[metric].cast(pl.Float64).to_numpy(), sums[ENTRY].cast(pl.Float64).to_numpy()


def _verdict(
    plan: ExperimentPlan, success: Estimate, harm: Estimate, over: bool
) -> tuple[str, str]:
    more = f"b brings {success.value:+.3f} {plan.success} a page ({_range(success)})"
    worse = f"{harm.value:+.3f} {plan.harm} ({_range(harm)})"
    if not over:
        return "running", f"So far {more} and {worse}; it is judged on {plan.until:%-d %B %Y}."
    if not success.low > 0:
        return "fail", f"Failed: {more}, which may be nothing; {worse}."
    if harm.high > plan.tolerated:
        return "fail", f"Failed: {more}, but {worse}, which may be over {plan.tolerated:g}."
    return "pass", f"Passed: {more} and {worse}, within {plan.tolerated:g}."


def _too_few(arm: Arm, viewers: int) -> str:
    who = "one viewer" if viewers == 1 else f"{viewers} viewers"
    return f"Failed: group {arm} has {who}, and below {FEW} the ranges are not to be trusted."


def _range(found: Estimate) -> str:
    return f"{found.low:+.3f} to {found.high:+.3f}"
