"""The choice among all candidates: what each achieved, and which is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from openslate.recommend.choice.trial import Trial
from openslate.recommend.evaluation.intervals import bootstrap_interval
from openslate.recommend.models.family_settings import ModelSettings

Array = np.ndarray


@dataclass(frozen=True)
class Interval:
    """A mean over viewers with the ends of its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Array) -> "Interval":
        """The interval of values by viewer."""
        low, high = bootstrap_interval(values)
        return cls(float(values.mean()) if len(values) else float("nan"), low, high)


@dataclass(frozen=True)
class CandidateReport:
    """What the best settings of one candidate achieved.

    `validation` is NDCG@10 on what the settings were chosen by; all else is on later viewings
    that nothing was chosen by. `over_popularity` and `over_ease` are differences of the same
    viewers' NDCG@10 to these models'.
    """

    name: str
    about: str
    settings: Mapping[str, Any]
    tried: int
    validation: float
    ndcg: Interval
    recall: float
    over_popularity: Interval
    over_ease: Interval
    seconds: float
    kept: bool


@dataclass(frozen=True)
class ChoiceReport:
    """How all candidates did, and the name of the one that is kept.

    `split` says how validation and test were taken: by "time", or at "random" where times are not
    known or too few viewers came back. `viewers` were measured on test. `left_out` are sentences
    about what could not be tried.
    """

    kept: str
    split: str
    viewers: int
    candidates: tuple[CandidateReport, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """The settings to train with, and why."""

    settings: ModelSettings
    report: ChoiceReport


@dataclass(frozen=True, eq=False)
class Finalist:
    """A candidate's best settings, tried on validation and on test."""

    name: str
    about: str
    tried: int
    validation: Trial
    test: Trial

    @property
    def settings(self) -> ModelSettings:
        """The best settings."""
        return self.validation.settings


def simplest_good(finalists: Sequence[Finalist]) -> int:
    """The first that is within one standard error of the best on validation.

    The one-standard-error rule (Breiman et al. 1984), with the error of the difference between
    the two over the same viewers. `finalists` stand in the order of simplicity.
    """
    best = max(finalists, key=lambda finalist: finalist.validation.ndcg)
    for at, finalist in enumerate(finalists):
        short = best.validation.quality.ndcg - finalist.validation.quality.ndcg
        error = short.std(ddof=1) / np.sqrt(len(short)) if len(short) > 1 else 0.0
        if short.mean() <= error:
            return at
    raise AssertionError("the best is as good as itself")


def report_of(finalists: Sequence[Finalist], kept: int) -> tuple[CandidateReport, ...]:
    """Every finalist in figures; popularity and plain EASE are among them."""
    test = {finalist.name: finalist.test.quality.ndcg for finalist in finalists}
    return tuple(
        CandidateReport(
            name=one.name,
            about=one.about,
            settings=one.settings.model_dump(mode="json"),
            tried=one.tried,
            validation=one.validation.ndcg,
            ndcg=Interval.of(test[one.name]),
            recall=float(one.test.quality.recall.mean()),
            over_popularity=Interval.of(test[one.name] - test["popularity"]),
            over_ease=Interval.of(test[one.name] - test["ease"]),
            seconds=one.test.seconds,
            kept=at == kept,
        )
        for at, one in enumerate(finalists)
    )
