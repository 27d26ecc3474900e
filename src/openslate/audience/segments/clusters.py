"""Viewers who watch alike, by k-means over a model's factors, and how many such groups there are.

The number is chosen by the mean silhouette (Rousseeuw, 1987) among those numbers for which a
second start finds nearly the same groups (adjusted Rand index, Hubert and Arabie, 1985).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from openslate.common.errors import SlateError
from openslate.common.seeds import generator_for, seed_for

SEED_LIMIT = 1 << 32
STARTS = 4


class ClusterSettings(BaseModel):
    """How many groups are looked for, and how sure they must be."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    fewest: int = Field(default=3, ge=2)
    most: int = Field(default=10, ge=2)
    stable: float = Field(default=0.75, ge=0, le=1)
    sample: int = Field(default=1500, ge=50)
    seed: int = 0


@dataclass(frozen=True)
class ClusterTrial:
    """One number of groups: its mean silhouette, and how alike a second start's groups were."""

    clusters: int
    silhouette: float
    stability: float


@dataclass(frozen=True, eq=False)
class Clusters:
    """The group of each viewer, 0 the largest, int64 [viewers]; and every number that was tried."""

    labels: NDArray[np.int64]
    trials: tuple[ClusterTrial, ...]

    @property
    def count(self) -> int:
        """How many groups there are."""
        return int(self.labels.max()) + 1


def cluster_viewers(
    factors: NDArray[np.floating],
    settings: ClusterSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Clusters:
    """Groups of rows of `factors` [viewers, d]; the same factors give the same groups.

    Raises SlateError when there are too few viewers to tell groups apart.
    """
    settings = settings or ClusterSettings()
    most = min(settings.most, len(factors) // 2)
    if most < settings.fewest:
        raise SlateError(
            f"{len(factors)} viewers are too few to tell groups apart",
            do="Import more events, or look for fewer groups",
        )
    picked = generator_for(settings.seed, "silhouette").permutation(len(factors))
    sample = np.sort(picked[: settings.sample])
    numbers = range(settings.fewest, most + 1)
    found: dict[int, NDArray[np.int64]] = {}
    trials = []
    for done, number in enumerate(numbers, start=1):
        found[number], trial = _try(factors, number, sample, settings)
        trials.append(trial)
        if progress:
            progress(done, len(numbers))
    stable = [trial for trial in trials if trial.stability >= settings.stable]
    best = max(stable or trials, key=lambda trial: (trial.silhouette, -trial.clusters))
    return Clusters(_largest_first(found[best.clusters]), tuple(trials))


def _try(
    factors: NDArray[np.floating],
    number: int,
    sample: NDArray[np.int64],
    settings: ClusterSettings,
) -> tuple[NDArray[np.int64], ClusterTrial]:
    from sklearn.metrics import (
        adjusted_rand_score,
        silhouette_score,
    )  # loads for a second

    first, second = (_labels(factors, number, settings.seed, start) for start in ("a", "b"))
    apart = len(np.unique(first[sample])) > 1
    silhouette = float(silhouette_score(factors[sample], first[sample])) if apart else -1.0
    alike = float(adjusted_rand_score(first, second))
    return first, ClusterTrial(number, round(silhouette, 4), round(alike, 4))


def _labels(factors: NDArray[np.floating], number: int, seed: int, start: str) -> NDArray[np.int64]:
    from sklearn.cluster import KMeans

    state = seed_for(seed, "clusters", number, start) % SEED_LIMIT
    model = KMeans(n_clusters=number, n_init=STARTS, random_state=state)
    return np.asarray(model.fit_predict(factors), dtype=np.int64)


def _largest_first(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same groups numbered by size, so that names do not depend on the start."""
    order = np.argsort(-np.bincount(labels), kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place[labels]
