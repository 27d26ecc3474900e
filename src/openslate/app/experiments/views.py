"""What is answered about experiments and estimates."""

from dataclasses import dataclass
from datetime import datetime

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
class PolicyEstimate:
    """What another policy would have brought a page, by three estimators, with the overlap."""

    pages: int
    viewers: int
    metric: str
    served: Estimate
    estimates: dict[str, Estimate]
    overlap: Overlap
    sentence: str
