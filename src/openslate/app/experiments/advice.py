"""Whether what an experiment brought so far is enough to decide, in a sentence."""

from dataclasses import replace
from datetime import datetime

from openslate.app.experiments.plan import ExperimentPlan
from openslate.app.experiments.report import FEW
from openslate.app.experiments.views import Advice, ExperimentReport


def advice(plan: ExperimentPlan, report: ExperimentReport, now: datetime) -> Advice:
    """What to make of the figures at this moment."""
    seen = any(getattr(group, plan.harm).value for group in report.groups)
    return replace(_advice(plan, report, now), harm_seen=seen)


def _advice(plan: ExperimentPlan, report: ExperimentReport, now: datetime) -> Advice:
    least = min(report.groups, key=lambda group: group.viewers)
    if not least.viewers:
        return _no(f"Nobody in group {least.arm} was served a page, so nothing can be compared.")
    if least.viewers < FEW:
        who = "one viewer" if least.viewers == 1 else f"{least.viewers} viewers"
        return _no(
            f"Not enough to decide: group {least.arm} has {who}, and below {FEW} "
            "the ranges are not to be trusted."
        )
    if report.stopped_at is not None and report.stopped_at < plan.until:
        return _no("Not enough to decide: it was ended before its day, so this is only a hint.")
    return Advice(True, _verdict(plan, report)) if plan.over(now) else _early(plan, report)


def _no(sentence: str) -> Advice:
    return Advice(False, sentence)


def _verdict(plan: ExperimentPlan, report: ExperimentReport) -> str:
    if report.verdict == "pass":
        return "Enough to decide: it passed. Group b does better, and no more harm than tolerated."
    if report.success.low > 0:
        return (
            f"Enough to decide: it failed. Group b does better, but may bring more {plan.harm} "
            "than tolerated."
        )
    return "Enough to decide: it failed. What group b brings in addition may be nothing."


def _early(plan: ExperimentPlan, report: ExperimentReport) -> Advice:
    """Before its day there is no verdict: whoever stops at a good figure is often wrong."""
    day = f"{plan.until:%-d %B %Y}"
    if report.harm.low > plan.tolerated:
        return _no(
            f"Think of ending it: group b surely brings more {plan.harm} than is tolerated. "
            f"It would be judged on {day}."
        )
    if report.success.high < 0:
        return _no(f"Group b does worse so far. It is judged on {day}; ending it loses little.")
    if report.success.low > 0:
        return _no(
            f"Not yet: group b is ahead, but it is judged on {day}, and whoever stops at the "
            "first good figure is often wrong."
        )
    return _no(f"Not enough to decide yet: the difference may be nothing. Wait until {day}.")
