"""When the figures of an experiment are enough to decide, and what is said before."""

from datetime import UTC, datetime, timedelta

import pytest

from openslate.app.experiments.advice import FEW, advice
from openslate.app.experiments.plan import ArmSettings, ExperimentPlan
from openslate.app.experiments.views import ArmReport, ExperimentReport
from openslate.recommend.influence.viewer_mean import Estimate

DAY = datetime(2026, 4, 1, tzinfo=UTC)
BEFORE, AFTER = DAY - timedelta(days=3), DAY + timedelta(days=1)
PLAN = ExperimentPlan(salt="s", share=0.5, b=ArmSettings(row_size=5), until=DAY, tolerated=0.02)
MORE, NOTHING, LESS = Estimate(0.3, 0.1, 0.5), Estimate(0, -0.1, 0.1), Estimate(-0.3, -0.5, -0.1)
SAFE, HARM = Estimate(0, -0.01, 0.01), Estimate(0.2, 0.1, 0.3)


def report(
    success: Estimate,
    harm: Estimate = SAFE,
    verdict: str = "running",
    viewers: int = FEW,
    stopped: datetime | None = None,
    disliked: Estimate = MORE,
) -> ExperimentReport:
    """A report of two groups, b of so many viewers."""
    groups = tuple(
        ArmReport(arm, count, count, MORE, disliked) for arm, count in (("a", 90), ("b", viewers))
    )
    return ExperimentReport(
        "short", BEFORE - timedelta(days=9), DAY, stopped, groups, success, harm, verdict, ""
    )


@pytest.mark.parametrize(
    ("found", "now", "begins"),
    [
        (report(MORE, viewers=0), BEFORE, "Nobody in group b was served"),
        (report(MORE, viewers=1), BEFORE, "Not enough to decide: group b has one viewer"),
        (report(MORE, viewers=29), AFTER, "Not enough to decide: group b has 29 viewers"),
        (report(MORE, stopped=BEFORE), AFTER, "Not enough to decide: it was ended before its day"),
        (report(MORE), BEFORE, "Not yet: group b is ahead"),
        (report(NOTHING), BEFORE, "Not enough to decide yet: the difference may be nothing"),
        (report(LESS), BEFORE, "Group b does worse so far"),
        (report(MORE, HARM), BEFORE, "Think of ending it: group b surely brings more disliked"),
    ],
)
def test_it_is_not_enough_while(found: ExperimentReport, now: datetime, begins: str) -> None:
    told = advice(PLAN, found, now)
    assert not told.enough
    assert told.sentence.startswith(begins)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (report(MORE, verdict="pass"), "it passed"),
        (report(NOTHING, verdict="fail"), "may be nothing"),
        (report(MORE, HARM, "fail"), "may bring more disliked than tolerated"),
        (report(MORE, verdict="pass", stopped=AFTER), "it passed"),
    ],
)
def test_on_its_day_it_is_enough(found: ExperimentReport, says: str) -> None:
    told = advice(PLAN, found, AFTER)
    assert told.enough
    assert says in told.sentence


def test_harm_that_was_never_noted_is_told() -> None:
    """Events that were not sent for measurement do not count, so nothing may mean nothing."""
    assert advice(PLAN, report(MORE), BEFORE).harm_seen
    assert not advice(PLAN, report(MORE, disliked=NOTHING), BEFORE).harm_seen
