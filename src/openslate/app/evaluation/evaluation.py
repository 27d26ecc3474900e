"""What an evaluation found, as the workspace keeps it and the faces tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from openslate.app.evaluation.evaluation_settings import EvaluationSettings
from openslate.recommend.evaluation.intervals import Estimate

Figures = Mapping[str, Estimate]
"""By measure; one that says nothing is left out."""


@dataclass(frozen=True)
class GroupExposure:
    """What share of attention a group gets in lists, of viewings so far, and of the catalogue."""

    name: str
    shown: Estimate
    watched: float
    offered: float


@dataclass(frozen=True)
class Exposure:
    """Attention by group, the most watched first; `displaced` of it is not where viewings are."""

    kind: str
    displaced: float
    groups: tuple[GroupExposure, ...]


@dataclass(frozen=True)
class SegmentFigures:
    """Figures of the viewers of one segment."""

    kind: str
    name: str
    n: int
    figures: Figures


@dataclass(frozen=True)
class ContenderFigures:
    """All that was found of one contender.

    `leads` are differences from popularity for the same viewers, `behind` is what its NDCG lacks
    to the best one's. `tried` counts settings tried before the test.
    """

    name: str
    label: str
    settings: Mapping[str, Any]
    tried: int
    fit_seconds: float
    figures: Figures
    leads: Figures
    behind: Estimate
    coverage: Estimate
    exposures: tuple[Exposure, ...]
    segments: tuple[SegmentFigures, ...]


@dataclass(frozen=True)
class Evaluation:
    """One evaluation. `viewers` were measured, of `known_viewers` with viewings.

    `best` names those that cannot be told from the best by NDCG, the best first. `absent` says in
    sentences who could not take part; `small_segments` counts those too small to be shown;
    `not_genuine` viewers were left out because a person confirmed that they are not.
    """

    name: str
    evaluated_at: datetime
    settings: EvaluationSettings
    snapshot: str
    items: int
    known_viewers: int
    viewers: int
    viewings: int
    tested: int
    contenders: tuple[ContenderFigures, ...]
    best: tuple[str, ...]
    absent: tuple[str, ...]
    small_segments: int
    not_genuine: int

    def contender(self, name: str) -> ContenderFigures:
        """One contender by name."""
        return next(one for one in self.contenders if one.name == name)


FORM = TypeAdapter(Evaluation)
"""How an evaluation is written and read."""
