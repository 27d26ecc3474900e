"""The first items of everybody's ranking, worked out in blocks of viewers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np

from openslate.recommend.models.interactions import Interactions

Array = np.ndarray
Score = Callable[[Array], Array]
"""From a history to scores of all items."""
CELLS = 4_000_000
"""Scores held at a time: a block of viewers times all items."""
NOTHING = -1


class HasScores(Protocol):
    """Scores one history after the other."""

    def scores(self, history: Sequence[int], /) -> Array: ...


class HasScoresOf(Protocol):
    """Scores many histories at once: float [histories, items]."""

    def scores_of(self, histories: Sequence[Sequence[int]], /) -> Array: ...


Scoring: TypeAlias = Score | HasScores | HasScoresOf
"""All that can be evaluated."""


@dataclass(frozen=True, eq=False)
class Rankings:
    """What some viewers would be shown.

    `rows` says which rows of the interactions, int64 [viewers]; `items` their lists, best first,
    int64 [viewers, k], filled up with `NOTHING` where fewer than k items could be ranked.
    """

    rows: Array
    items: Array

    @property
    def k(self) -> int:
        """How long the lists are."""
        return int(self.items.shape[1])

    def first(self, k: int) -> "Rankings":
        """The same lists cut after k items."""
        return Rankings(self.rows, self.items[:, :k])


def rank(
    model: Scoring, known: Interactions, rows: Array, k: int = 10, among: Array | None = None
) -> Rankings:
    """The k best items, or those `among`, for each of `rows`; what a viewer knows is left out.

    Histories are handed over oldest first. Ties go to the item with the lower number.
    """
    score = scoring_many(model)
    lists = [np.empty((0, k), np.int64)]
    for block in _blocks(rows, known.size):
        scores = np.array(score([known.sequence(row) for row in block]), dtype=np.float64)
        mask_known(scores, known, block)
        lists.append(top_items(scores, k, among))
    return Rankings(rows, np.concatenate(lists))


def scoring_many(model: Scoring) -> Callable[[Sequence[Array]], Array]:
    """How a model scores many histories: at once where it can."""
    if (at_once := getattr(model, "scores_of", None)) is not None:
        return lambda histories: np.asarray(at_once(histories))
    one: Score = getattr(model, "scores", model)  # type: ignore[arg-type]
    return lambda histories: np.array([one(history) for history in histories])


def mask_known(scores: Array, known: Interactions, rows: Array) -> None:
    """Make what the viewers of `rows` know unrankable, in place; scores are [rows, items]."""
    part = known.matrix[rows]
    scores[np.repeat(np.arange(len(rows)), np.diff(part.indptr)), part.indices] = -np.inf


def top_items(scores: Array, k: int, among: Array | None = None) -> Array:
    """The first k items of each row of scores, int64 [rows, k]; never one scored -inf."""
    items = np.arange(scores.shape[1]) if among is None else np.sort(among)
    rest = scores if among is None else scores[:, items]
    best = _best(rest, min(k, len(items)))
    values = np.take_along_axis(rest, best, axis=1)
    top = np.where(values > -np.inf, items[best], NOTHING)
    return np.pad(top, ((0, 0), (0, k - top.shape[1])), constant_values=NOTHING)


def ranked(scores: Array, masked: Array, k: int, among: Array | None = None) -> Array:
    """The k best items of one ranking, best first, ties by item; never a masked one."""
    rest = np.array(scores, dtype=np.float64)
    rest[masked] = -np.inf
    top = top_items(rest[None], k, among)[0]
    return np.asarray(top[top != NOTHING])


def _best(scores: Array, k: int) -> Array:
    """Columns of the k greatest of each row, the greatest first, ties by column."""
    if k == scores.shape[1]:
        return np.asarray(np.argsort(-scores, axis=1, kind="stable"))
    chosen = np.sort(np.argpartition(scores, -k, axis=1)[:, -k:], axis=1)
    values = np.take_along_axis(scores, chosen, axis=1)
    least = values.min(axis=1, keepdims=True)
    # Where more items share the last place than there is room for, partitioning picks any.
    for row in np.flatnonzero((scores >= least).sum(axis=1) > k):
        chosen[row] = np.sort(np.argsort(-scores[row], kind="stable")[:k])
    values = np.take_along_axis(scores, chosen, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    return np.asarray(np.take_along_axis(chosen, order, axis=1))


def _blocks(rows: Array, items: int) -> Iterator[Array]:
    """Rows in parts of which the scores fit into `CELLS`."""
    size = max(1, CELLS // max(items, 1))
    return (rows[start : start + size] for start in range(0, len(rows), size))
