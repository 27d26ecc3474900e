"""How good a ranking is: full ranking over all items, what was seen masked."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from openslate.common.seeds import generator_for
from openslate.recommend.models.interactions import Interactions

Array = np.ndarray
Score = Callable[[Array], Array]


@dataclass(frozen=True, eq=False)
class Quality:
    """Metrics by viewer, for those who have something to find; float64 [viewers], 0 to 1."""

    ndcg: Array
    recall: Array

    def means(self) -> dict[str, float]:
        """Mean of each metric over viewers, with its 95 % bootstrap interval."""
        low, high = bootstrap_interval(self.ndcg)
        return {
            "ndcg": float(self.ndcg.mean()),
            "ndcg_low": low,
            "ndcg_high": high,
            "recall": float(self.recall.mean()),
        }


def evaluate(
    score: Score, known: Interactions, wanted: Interactions, k: int = 10, among: Array | None = None
) -> Quality:
    """Rank all items (or those `among`) for each viewer of `known` and look for `wanted`.

    `score` turns a history into scores of all items. Items of the history are never ranked.
    Viewers with nothing wanted, or nothing known, are left out.
    """
    pairs = [
        _of_viewer(score, known.row(row), wanted.row(row), k, among)
        for row in range(len(known.viewers))
        if len(known.row(row)) and len(wanted.row(row))
    ]
    values = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    return Quality(values[:, 0], values[:, 1])


def ranked(scores: Array, masked: Array, k: int, among: Array | None = None) -> Array:
    """The k best items by score, best first, ties by item; never a masked one."""
    rest = np.array(scores, dtype=np.float64)
    rest[masked] = -np.inf
    items = np.arange(len(rest)) if among is None else np.sort(among)
    items = items[rest[items] > -np.inf]
    if len(items) > k:
        least = np.partition(rest[items], len(items) - k)[len(items) - k]
        items = items[rest[items] >= least]
    return items[np.argsort(-rest[items], kind="stable")][:k]


def ndcg(top: Array, wanted: Array, k: int) -> float:
    """Normalised discounted cumulative gain of a ranking, binary relevance.

    Järvelin and Kekäläinen 2002; the ideal ranking has min(k, wanted) hits in front.
    """
    discount = 1.0 / np.log2(np.arange(2, k + 2))
    hits = np.isin(top, wanted)
    return float((hits * discount[: len(top)]).sum() / discount[: len(wanted)].sum())


def recall(top: Array, wanted: Array) -> float:
    """Share of the wanted items that are in the ranking."""
    return float(np.isin(top, wanted).sum() / len(wanted))


def bootstrap_interval(
    values: Array, level: float = 0.95, rounds: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean; the same for the same values and seed."""
    if not len(values):
        return float("nan"), float("nan")
    draws = generator_for("bootstrap", seed).integers(len(values), size=(rounds, len(values)))
    tail = (1.0 - level) / 2
    low, high = np.quantile(values[draws].mean(axis=1), [tail, 1.0 - tail])
    return float(low), float(high)


def _of_viewer(
    score: Score, history: Array, wanted: Array, k: int, among: Array | None
) -> tuple[float, float]:
    top = ranked(score(history), history, k, among)
    return ndcg(top, wanted, k), recall(top, wanted)
