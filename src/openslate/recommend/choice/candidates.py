"""What is tried, from the simplest to the most elaborate; the order is that of preference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from openslate.recommend.models.family_settings import (
    AlsSettings,
    BlendSettings,
    EaseSettings,
    IalsSettings,
    ModelSettings,
    NeighbourSettings,
    PopularitySettings,
    SequenceSettings,
    SlimSettings,
    SmoothSettings,
    SoftmaxSettings,
    SparkAlsSettings,
)

BLEND = "blend"
PLAIN_EASE = EaseSettings(dropout=0.0, fact_viewers=0.0)
EVEN_EASE = EaseSettings(fact_viewers=0.0, viewer_norm=0.5, lift=-0.1)
Changes = Mapping[str, tuple[Any, ...]]
"""Values to try by setting; a dot leads into settings within settings."""


@dataclass(frozen=True)
class Candidate:
    """One kind of model: where its settings start, and what of them is varied.

    `grows_from` names an earlier candidate whose best settings are the start; they become the
    setting `within`, or are the settings themselves where that is not said.
    """

    name: str
    about: str
    start: ModelSettings
    changes: Changes
    grows_from: str | None = None
    within: str | None = None
    timed: bool = False
    """Whether it needs times."""

    def grid(self, best: Mapping[str, ModelSettings]) -> Iterator[ModelSettings]:
        """All settings to try, given the best of the earlier candidates; the start comes first."""
        start = self._start(best)
        yield start
        for values in product(*self.changes.values()):
            changed = varied(start, dict(zip(self.changes, values, strict=True)))
            if changed != start:
                yield changed

    def _start(self, best: Mapping[str, ModelSettings]) -> ModelSettings:
        earlier = best.get(self.grows_from or "")
        if earlier is None:
            return self.start
        return varied(self.start, {self.within: earlier}) if self.within else earlier


def varied(settings: ModelSettings, changes: Mapping[str, Any]) -> ModelSettings:
    """Settings with some changed: {"ease.dropout": 0.3}; checked like all settings."""
    data = settings.model_dump()
    for name, value in changes.items():
        *way, last = name.split(".")
        place = data
        for step in way:
            place = place[step]
        place[last] = value.model_dump() if hasattr(value, "model_dump") else value
    return type(settings).model_validate(data)


CANDIDATES: tuple[Candidate, ...] = (
    Candidate("popularity", "what most people watched", PopularitySettings(), {}),
    Candidate(
        "knn", "items that the same people watched", NeighbourSettings(),
        {"neighbours": (50, 200), "shrinkage": (5.0, 50.0)},
    ),
    Candidate(
        "ease", "EASE, plain", PLAIN_EASE,
        {"regularization": (50.0, 100.0, 400.0, 800.0)},
    ),
    Candidate(
        "edlae", "EASE with dropout, viewers normalised", EVEN_EASE,
        {"dropout": (0.3, 0.5), "viewer_norm": (0.0, 0.5), "lift": (-0.1, 0.0)},
        grows_from="ease",
    ),
    Candidate(
        "facts", "the same with facts of the graph", EaseSettings(),
        {"fact_viewers": (1.0, 3.0, 10.0)},
        grows_from="edlae",
    ),
    Candidate(
        "slim", "sparse weights", SlimSettings(),
        {"ridge": (30.0, 100.0, 300.0), "lasso": (1.0, 5.0)},
    ),
    Candidate(
        "sequence", "facts, the latest viewings and what follows what", SequenceSettings(),
        {"ease.fading.half_life": (20.0, 60.0), "weight": (0.1, 0.3, 1.0)},
        grows_from="facts", within="ease", timed=True,
    ),
    Candidate(
        "smooth", "viewers who are alike, for short histories", SmoothSettings(),
        {"ridge": (0.25, 1.0), "lift": (-0.1, -0.3)},
    ),
    Candidate(
        "ials", "points of viewers and items, penalised by what each has to tell", IalsSettings(),
        {"factors": (64, 128), "regularization": (0.003, 0.03)},
    ),
    Candidate(
        "als", "points of viewers and items (iALS)", AlsSettings(),
        {"factors": (64, 128), "regularization": (3.0, 30.0)},
    ),
)  # fmt: skip
"""A blend of them comes after all of these."""

ON_REQUEST: tuple[Candidate, ...] = (
    Candidate("spark_als", "points of viewers and items by Spark MLlib", SparkAlsSettings(), {}),
    Candidate(
        "softmax",
        "points that rank viewings before all else, slow, for short histories",
        SoftmaxSettings(),
        {},
    ),
)
"""Tried only when they are named: for more viewings than one machine can learn from, or slow."""

STARTS: Mapping[str, ModelSettings] = {
    **{candidate.name: candidate.start for candidate in (*CANDIDATES, *ON_REQUEST)},
    BLEND: BlendSettings(),
}
"""The settings of every kind of model that can be asked for, before any search."""
