"""Learning: weights from pairs that people reviewed, adopted only when they are better."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import sqrt

import numpy as np
import polars as pl
from scipy.optimize import minimize

from openslate.catalogue.identity.candidates import PAIR_SCHEMA
from openslate.catalogue.identity.decided import read_decided
from openslate.catalogue.identity.index import build_index
from openslate.catalogue.identity.observations import observe, weight_vector, weights_of
from openslate.catalogue.identity.records import Entry, read_entries
from openslate.catalogue.identity.scoring import PairScorer, entries_by_row
from openslate.catalogue.identity.settings import ResolverSettings, Weights
from openslate.common.errors import SlateError

LEAST_REVIEWED = 100
LEAST_OF_EACH = 10
FOLDS = 5
RIDGE = 2.0  # how strongly weights are held to the ones before, per unit squared
SURE = 1.96  # standard errors on either side of a 95 % interval


@dataclass(frozen=True)
class Share:
    """A share of `of`, with its 95 % interval (Wilson 1927)."""

    value: float
    low: float
    high: float
    of: int


@dataclass(frozen=True)
class Quality:
    """How well weights tell reviewed pairs apart that they were not learned from."""

    precision: Share
    recall: Share
    f1: float
    log_loss: float


@dataclass(frozen=True)
class LearningReport:
    """Weights before and learned, measured on the same pairs; `adopted` if learned are better."""

    reviewed: int
    same: int
    before: Quality
    learned: Quality
    adopted: bool
    weights: Weights


def learn_weights(
    records: pl.DataFrame, reviewed: pl.DataFrame, settings: ResolverSettings | None = None
) -> LearningReport:
    """Learn weights from `reviewed` pairs (columns of links; status accepted or rejected).

    Logistic regression, held to the weights before and to their signs, so that a hundred pairs are
    enough. Measured by five-fold cross-validation. Raises SlateError when there are too few pairs.
    """
    chosen = settings or ResolverSettings()
    seen, same = _observed(records, reviewed, chosen)
    if len(same) < LEAST_REVIEWED or min(same.sum(), (1 - same).sum()) < LEAST_OF_EACH:
        raise SlateError(
            f"{len(same)} pairs are reviewed, {int(same.sum())} of them accepted: too few to learn",
            do=f"Review {LEAST_REVIEWED} pairs, at least {LEAST_OF_EACH} of each kind",
        )
    from sklearn.model_selection import StratifiedKFold  # loads for a second

    start = weight_vector(chosen.weights)
    before = seen @ start
    learned = np.zeros(len(same))
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(seen, same):
        learned[test] = seen[test] @ fit_weights(seen[train], same[train], start)
    olds, news = (_quality(odds, same, chosen) for odds in (before, learned))
    adopted = news.f1 >= olds.f1 and news.log_loss < olds.log_loss
    weights = weights_of(fit_weights(seen, same, start)) if adopted else chosen.weights
    return LearningReport(len(same), int(same.sum()), olds, news, adopted, weights)


def fit_weights(seen: np.ndarray, same: np.ndarray, start: np.ndarray) -> np.ndarray:
    """The weights that explain `same` (0 or 1) best, near `start` and with its signs."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds, away = seen @ weights, weights - start
        slope = seen.T @ (1 / (1 + np.exp(-odds)) - same) + RIDGE * away
        value = np.sum(np.logaddexp(0, odds) - same * odds) + RIDGE * away @ away / 2
        return float(value), slope

    bounds = [(0, None) if weight >= 0 else (None, 0) for weight in start]
    found: np.ndarray = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def _observed(
    records: pl.DataFrame, reviewed: pl.DataFrame, settings: ResolverSettings
) -> tuple[np.ndarray, np.ndarray]:
    entries = read_entries(records)
    rows = {entry.key: row for row, entry in enumerate(entries)}
    said = read_decided(reviewed, set(rows))
    accepted = {(rows[left], rows[right]) for left, right in said.accepted}
    rejected = {tuple(sorted((rows[a], rows[b]))) for a in said.rejected for b in said.rejected[a]}
    pairs = pl.DataFrame(
        [line for pair in sorted(accepted | rejected) for line in _all_forms(entries, *pair)],
        schema=PAIR_SCHEMA,
        orient="row",
    )
    scored = PairScorer(build_index(entries, settings), entries_by_row(entries), settings).score(
        pairs
    )
    same = [(rows[one.left], rows[one.right]) in accepted for one in scored]
    return observe([one.pair for one in scored], settings), np.array(same, np.float64)


def _all_forms(entries: list[Entry], left: int, right: int) -> Iterator[tuple[int, int, int, int]]:
    ones, others = (range(len(entries[row].name.forms)) for row in (left, right))
    yield from ((left, right, one, other) for one, other in product(ones, others))
    if not ones or not others:
        yield left, right, -1, -1


def _quality(odds: np.ndarray, same: np.ndarray, settings: ResolverSettings) -> Quality:
    from sklearn.metrics import log_loss  # loads for a second

    sure = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    linked = sure >= settings.accept
    right = int((linked & (same > 0)).sum())
    precision, recall = _share(right, int(linked.sum())), _share(right, int(same.sum()))
    f1 = 2 * right / max(1, int(linked.sum()) + int(same.sum()))
    return Quality(precision, recall, round(f1, 4), round(float(log_loss(same, sure)), 4))


def _share(count: int, of: int) -> Share:
    if not of:
        return Share(0.0, 0.0, 1.0, 0)
    share, width = count / of, SURE**2 / of
    middle = (share + width / 2) / (1 + width)
    half = SURE / (1 + width) * sqrt(share * (1 - share) / of + width / of / 4)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Share(round(share, 4), round(low, 4), round(high, 4), of)
