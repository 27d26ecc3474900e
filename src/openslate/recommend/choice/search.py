"""Trying all candidates on what came later, and keeping the simplest of the good ones."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from openslate.common.errors import SlateError
from openslate.common.text import join_words
from openslate.recommend.choice.blending import best_blend
from openslate.recommend.choice.candidates import BLEND, CANDIDATES, ON_REQUEST, STARTS, Candidate
from openslate.recommend.choice.choice import (
    Choice,
    ChoiceReport,
    Finalist,
    report_of,
    simplest_good,
)
from openslate.recommend.choice.halving import best_of
from openslate.recommend.choice.trial import Ground, Trial, TrialMemory, Trials
from openslate.recommend.evaluation.evaluate import measurable
from openslate.recommend.evaluation.split import Split, random_split, time_split
from openslate.recommend.models.als import MissingPackageError
from openslate.recommend.models.family_settings import BlendSettings, ModelSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions

YARDSTICKS = ("popularity", "ease")
"""What every model is compared with; always tried."""
LINEAR = ("ease", "edlae", "facts", "sequence")
OTHERS = ("knn", "slim", "smooth", "ials", "als")
"""What a blend begins with, the best of them; and what may be added."""
LEAST_VIEWERS = 50
"""With fewer viewers to measure after a cut in time, viewings are split at random; with fewer
there too, models are not compared."""
BY_TIME, AT_RANDOM = "time", "random"

Progress = Callable[[int, int], None]


class TooFewViewersError(SlateError):
    """Nothing could be said of models with so few viewers."""


def choose(
    interactions: Interactions,
    features: GraphFeatures,
    memory: TrialMemory,
    only: str | None = None,
    progress: Progress | None = None,
) -> Choice:
    """Tune every candidate on validation, measure it on test, keep the simplest good one.

    With `only`, that candidate is kept, and only it, what it grows from and the yardsticks are
    tried. Finished trials are taken from `memory`. Raises TooFewViewersError when there are not
    enough to compare models by, SlateError when the model asked for cannot be had.
    """
    watched = np.flatnonzero(interactions.viewings)
    interactions, features = interactions.among(watched), features.among(watched)
    split, way = split_of(interactions)
    validation = Trials(Ground(split.train, split.valid, features), memory)
    test = Trials(Ground(split.known, split.test, features), memory)
    search = Search(validation, test, progress or _say_nothing, only in (None, BLEND))
    finalists = search.finalists(wanted(only))
    kept = simplest_good(finalists) if only is None else _place(finalists, only, search.left_out)
    report = ChoiceReport(
        kept=finalists[kept].name,
        split=way,
        viewers=len(test.ground.rows),
        candidates=report_of(finalists, kept),
        left_out=tuple(search.left_out),
    )
    return Choice(finalists[kept].settings, report)


def split_of(interactions: Interactions) -> tuple[Split, str]:
    """Validation and test by time where that leaves enough to measure, else at random."""
    if interactions.times is not None and interactions.matrix.nnz:
        split = time_split(interactions)
        if _measured(split) >= LEAST_VIEWERS:
            return split, BY_TIME
    split = random_split(interactions, seed=0)
    if _measured(split) < LEAST_VIEWERS:
        raise TooFewViewersError(
            f"Models were not compared: {_measured(split)} viewers watched enough to compare "
            f"them by, and {LEAST_VIEWERS} are needed"
        )
    return split, AT_RANDOM


def _measured(split: Split) -> int:
    """How many viewers can be measured on validation and on test, the lesser of both."""
    parts = (measurable(split.train, split.valid), measurable(split.known, split.test))
    return min(map(len, parts))


def wanted(only: str | None) -> list[Candidate]:
    """The candidates to try: all, or one with what it grows from and the yardsticks."""
    if only is None or only == BLEND:
        return list(CANDIDATES)
    every = (*CANDIDATES, *ON_REQUEST)
    named = {candidate.name: candidate for candidate in every}
    if only not in named:
        raise SlateError(
            f"There is no model called {only!r}", do=f"Choose from {join_words(tuple(STARTS))}"
        )
    needed, at = set(YARDSTICKS), named.get(only)
    while at is not None:
        needed.add(at.name)
        at = named.get(at.grows_from or "")
    return [candidate for candidate in every if candidate.name in needed]


@dataclass(frozen=True)
class Search:
    """Goes through candidates, each growing from the best of the earlier ones."""

    validation: Trials
    test: Trials
    progress: Progress
    blended: bool = True
    left_out: list[str] = field(default_factory=list)

    def finalists(self, candidates: Sequence[Candidate]) -> list[Finalist]:
        """The best settings of each candidate that can be tried, in the order of simplicity."""
        found: list[Finalist] = []
        steps = len(candidates) + self.blended
        for at, candidate in enumerate(candidates):
            self.progress(at, steps)
            found += self._tuned(candidate, {one.name: one.settings for one in found})
        if self.blended:
            self.progress(len(candidates), steps)
            found += self._blend(found)
        self.progress(steps, steps)
        return found

    def _tuned(self, candidate: Candidate, best: Mapping[str, ModelSettings]) -> Iterator[Finalist]:
        if candidate.timed and self.validation.ground.known.times is None:
            self.left_out.append(f"{candidate.name} needs to know when things were watched")
            return
        grid = list(candidate.grid(best))
        viewers = len(self.validation.ground.known.viewers)
        try:
            trial = best_of(grid, viewers, self.validation)
        except MissingPackageError as missing:
            self.left_out.append(f"{candidate.name} was not tried: {missing.what}")
            return
        yield self._finalist(candidate.name, candidate.about, len(grid), trial)

    def _blend(self, found: Sequence[Finalist]) -> Iterator[Finalist]:
        """The best linear model with others whose mistakes are different."""
        linear = max((one for one in found if one.name in LINEAR), key=_on_validation)
        others = [one for one in found if one.name in OTHERS]
        chosen = (one.settings for one in (linear, *others))
        parts = [one for one in chosen if not isinstance(one, BlendSettings)]
        settings = best_blend(parts, self.validation.ground) if others else None
        if settings is None:
            self.left_out.append(f"{BLEND}: no sum of models was better than {linear.name} alone")
            return
        trial = self.validation(settings)
        yield self._finalist(BLEND, "several of these, added", 1, trial)

    def _finalist(self, name: str, about: str, tried: int, trial: Trial) -> Finalist:
        return Finalist(name, about, tried, trial, self.test(trial.settings))


def _on_validation(one: Finalist) -> float:
    return one.validation.ndcg


def _place(finalists: Sequence[Finalist], only: str, left_out: Sequence[str]) -> int:
    names = [one.name for one in finalists]
    if only not in names:
        raise SlateError(f"The model {only!r} cannot be had: {'; '.join(left_out)}")
    return names.index(only)


def _say_nothing(_done: int, _total: int) -> None:
    """Progress that nobody watches."""
