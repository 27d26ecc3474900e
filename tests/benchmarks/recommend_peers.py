"""Other people's recommenders behind the same call: fit on viewings, score histories."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import CosineRecommender

from openslate.recommend.evaluation.evaluate import evaluate
from openslate.recommend.evaluation.ranking import Score
from openslate.recommend.evaluation.split import Split
from openslate.recommend.models.interactions import Interactions

Fit = Callable[[Interactions], Score]

ALS_GRID: dict[str, Sequence[float]] = {
    "factors": (20, 32, 64, 128),
    "regularization": (5.0, 10.0, 20.0, 40.0),
    "alpha": (1.0, 2.0, 4.0),
}
FINALISTS = 3
ITERATIONS = (10, 15, 30)
NEIGHBOURS = (20, 50, 100, 200, 400)


@dataclass(frozen=True)
class Tuned:
    """Settings that were best on validation, and how many were tried."""

    settings: dict[str, float]
    tried: int

    def words(self) -> str:
        """For the table."""
        return ", ".join(f"{name} {value:g}" for name, value in self.settings.items())


def fit_als(known: Interactions, **settings: Any) -> Score:
    """Implicit ALS; a history is scored by the factors that one more half-step gives it."""
    model = AlternatingLeastSquares(**settings, random_state=0, num_threads=1)
    model.fit(known.matrix, show_progress=False)
    row_of = {known.row(row).tobytes(): row for row in range(len(known.viewers))}
    return lambda history: model.item_factors @ model.user_factors[row_of[history.tobytes()]]


def fit_neighbours(known: Interactions, **settings: Any) -> Score:
    """Item-item cosine; a score is the sum of similarities to the history."""
    model = CosineRecommender(**settings, num_threads=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains about a conversion of its own making
        model.fit(known.matrix, show_progress=False)
    similar = np.asarray(model.similarity.todense())
    return lambda history: similar[history].sum(axis=0)


def tune_als(splits: Sequence[Split]) -> Tuned:
    """The whole grid on the first split, then iterations for the best of it on all splits."""
    grid = [dict(zip(ALS_GRID, values, strict=True)) for values in product(*ALS_GRID.values())]
    ranked = sorted(grid, key=lambda tried: -_quality(fit_als, splits[:1], tried))
    finals = [{**s, "iterations": n} for s in ranked[:FINALISTS] for n in ITERATIONS]
    best = max(finals, key=lambda tried: _quality(fit_als, splits, tried))
    return Tuned(best, len(grid) + len(finals))


def tune_neighbours(splits: Sequence[Split]) -> Tuned:
    """How many neighbours an item keeps."""
    grid = [{"K": count} for count in NEIGHBOURS]
    return Tuned(max(grid, key=lambda t: _quality(fit_neighbours, splits, t)), len(grid))


def _quality(fit: Callable[..., Score], splits: Sequence[Split], settings: dict[str, Any]) -> float:
    means = [evaluate(fit(s.train, **settings), s.train, s.valid).ndcg.mean() for s in splits]
    return float(np.mean(means))
