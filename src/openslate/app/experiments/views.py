"""What is answered about experiments and estimates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from openslate.app.experiments.plan import Metric
from openslate.recommend.experiments.overlap import Overlap
from openslate.recommend.influence.viewer_mean import Estimate


@dataclass(frozen=True)
class ArmReport:
    """One group: how many viewers and pages, and what each metric came to, a page."""

    arm: str
    viewers: int
    pages: int
    watched: Estimate
    disliked: Estimate


@dataclass(frozen=True)
class ExperimentReport:
    """What an experiment has brought. `success` and `harm` are how much more b has of each, a page.

    `verdict` is "running" before the date that was set, then "pass" or "fail"; `sentence` says it
    in words.
    """

    name: str
    started_at: datetime
    until: datetime
    stopped_at: datetime | None
    groups: tuple[ArmReport, ...]
    success: Estimate
    harm: Estimate
    verdict: str
    sentence: str


@dataclass(frozen=True)
class ArmView:
    """A group: its share of viewers, and what they are served, in a sentence."""

    arm: str
    share: float
    sentence: str


@dataclass(frozen=True)
class ExperimentView:
    """An experiment as it was started: who gets what, what counts, and when it is judged."""

    name: str
    state: Literal["running", "stopped"]
    started_by: str
    started_at: datetime
    stopped_by: str | None
    stopped_at: datetime | None
    until: datetime
    success: Metric
    harm: Metric
    tolerated: float
    hours: int
    arms: tuple[ArmView, ArmView]


@dataclass(frozen=True)
class Advice:
    """Whether there is enough to decide, and a sentence on what to make of the figures.

    `harm_seen` says whether anything that counts as harm was noted in either group.
    """

    enough: bool
    sentence: str
    harm_seen: bool = True


@dataclass(frozen=True)
class ExperimentStanding:
    """How an experiment stands: what it compares, what it brought, whether that is enough."""

    experiment: ExperimentView
    report: ExperimentReport
    advice: Advice


@dataclass(frozen=True)
class PolicyEstimate:
    """What another policy would have brought a page, by three estimators, with the overlap."""

    pages: int
    viewers: int
    metric: str
    served: Estimate
    estimates: dict[str, Estimate]
    overlap: Overlap
    sentence: str
