"""Points learned by ranking: each viewing against all other items, through the graph of viewings.

Points pass along viewings as in G. Lee, K. Kim and K. Shin, Revisiting LightGCN: Unexpected
Inflexibility, Inconsistency, and A Remedy Towards Improved Recommendation, RecSys 2024
(LightGCN++), but the loss is a softmax over the items, and a viewer is nothing beside the items
of the history: a new one needs no learning. Plain numpy, gradients by hand.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import numpy as np
import scipy.sparse as sp

from openslate.common.seeds import generator_for
from openslate.recommend.models.family_settings import SoftmaxSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.linear_scorer import LinearScorer, LinearTerm
from openslate.recommend.models.matrices import Sparse, sparse
from openslate.recommend.models.precision import settled

Array = np.ndarray
Directed: TypeAlias = tuple[Array, Array]
"""Points brought to length 1, and the lengths that they had, [points, 1]."""
Pull: TypeAlias = Callable[[Array], Array]
"""From directions to the gradient of their loss."""
VIEWERS = 0.33
"""The share of viewers who are looked at in each round."""
RARE = 0.1
"""The share of items with one viewing that are: there may be more of these than of all others."""
LENGTH = 0.8
"""How long points are in the beginning: their directions alone count, but long ones turn slower."""
STEADY = 0.93
"""How much of the average of all rounds is kept in each."""
BASIS, TURNS = 3, 12
"""How many times as many directions as are wanted are turned towards them, and how often."""
MOMENTUM, SQUARES = 0.9, 0.99
"""How much of the averages of gradients and of their squares Adam keeps in each round."""


def fit_softmax(
    interactions: Interactions,
    features: GraphFeatures,  # noqa: ARG001
    settings: SoftmaxSettings,
) -> LinearScorer:
    """Items' points [items, factors] and what each adds to a history's, [items, factors].

    Each round costs a share of the viewers times the items times the factors.
    """
    watched, viewings = interactions.matrix, interactions.viewings
    graph, viewers = viewing_graph(watched, settings), watched.shape[0]
    points, seen = passed(learned(watched, graph, settings), graph, settings, viewers)
    rarity = np.maximum(viewings, 1)[:, None] ** -settings.sender
    heard = sum(unit[viewers:] for unit, _ in seen) * rarity
    out = settled(directed(points[viewers:])[0].T.astype(np.float64))
    return LinearScorer(interactions.share, (LinearTerm(out, (settled(heard),)),))


def viewing_graph(watched: Sparse, settings: SoftmaxSettings) -> Sparse:
    """What passes from each point to each, CSR [viewers + items, viewers + items]."""
    size, entries = sum(watched.shape), watched.tocoo()
    ends = entries.row, watched.shape[0] + entries.col
    places = np.concatenate(ends), np.concatenate(ends[::-1])
    both = sparse(sp.coo_matrix((np.tile(entries.data, 2), places), shape=(size, size)))
    degrees = np.maximum(np.diff(both.indptr), 1).astype(np.float64)
    to, of = (sp.diags(degrees**-power) for power in (settings.receiver, settings.sender))
    return sparse(to @ both @ of)


def learned(watched: Sparse, graph: Sparse, settings: SoftmaxSettings) -> Array:
    """Points of viewers and items before they pass, float32 [viewers + items, factors]."""
    generator = generator_for("softmax", settings.seed)
    points = first_points(watched, settings.factors, generator)
    descent, average = Descent.of(points, settings.rate), points.copy()
    for _ in range(settings.rounds):
        rows, pull = _some(watched, settings, generator)
        found = gradient(points, rows, pull, graph, settings, watched.shape[0])
        points = descent.step(points, found)
        average += np.float32(1.0 - STEADY) * (points - average)
    return average


def first_points(watched: Sparse, factors: int, generator: np.random.Generator) -> Array:
    """The main directions of the viewings, viewers and items made more alike, at one length."""
    degrees = [np.maximum(np.diff(one.indptr), 1.0) for one in (watched, watched.T.tocsr())]
    even = sp.csr_matrix(sp.diags(degrees[0] ** -0.25) @ watched @ sp.diags(degrees[1] ** -0.5))
    left, sizes = _main_directions(even, factors, generator)
    both = np.concatenate([left * np.sqrt(sizes), even.T @ left / np.sqrt(sizes)])
    points = np.zeros((len(both), factors), dtype=np.float32)
    points[:, : both.shape[1]] = LENGTH * directed(both)[0]
    return points


def _main_directions(
    matrix: Any, factors: int, generator: np.random.Generator
) -> tuple[Array, Array]:
    """Of the rows, [rows, up to `factors`], and their singular values: by subspace iteration."""
    basis = generator.normal(size=(matrix.shape[0], BASIS * factors))
    for _ in range(TURNS):
        basis = np.asarray(np.linalg.qr(matrix @ (matrix.T @ basis))[0])
    left, sizes, _ = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    kept = sizes[:factors] > 1e-6 * sizes.max(initial=0.0)
    return basis @ left[:, :factors][:, kept], sizes[:factors][kept]


def passed(
    points: Array, graph: Sparse, settings: SoftmaxSettings, viewers: int
) -> tuple[Array, Sequence[Directed]]:
    """The mean of what reaches each point, of items also their own; and what set out each time."""
    total = _own(points, settings, viewers)
    seen = []
    for _ in range(settings.layers):
        seen.append(directed(points))
        points = graph @ seen[-1][0]
        total += np.float32((1.0 - settings.own) / settings.layers) * points
    return total, seen


def gradient(
    points: Array, rows: Array, pull: Pull, graph: Sparse, settings: SoftmaxSettings, viewers: int
) -> Array:
    """The gradient by the points that set out, of a loss of the directions where some end.

    `rows` says which points' directions it is of, `pull` is its gradient by these.
    """
    total, seen = passed(points, graph, settings, viewers)
    ends = directed(total[rows])
    by_total = np.zeros_like(total)
    by_total[rows] = _turned(ends, pull(ends[0]))
    each = np.float32((1.0 - settings.own) / settings.layers) * by_total
    found = np.zeros_like(total)
    for unit_length in reversed(seen):
        found = _turned(unit_length, graph.T @ (found + each))
    return np.asarray(found + _own(by_total, settings, viewers))


def _own(points: Array, settings: SoftmaxSettings, viewers: int) -> Array:
    """What stays with each point: a viewer has nothing of its own."""
    kept = np.float32(settings.own) * points
    kept[:viewers] = 0.0
    return kept


def directed(points: Array) -> Directed:
    """Points at length 1, those at the origin left there, and their lengths."""
    lengths = np.sqrt((points * points).sum(axis=1, keepdims=True))
    lengths = np.maximum(lengths, np.asarray(1e-12, points.dtype))
    return points / lengths, lengths


def _turned(of: Directed, pull: Array) -> Array:
    """The gradient by points from that by their directions."""
    unit, lengths = of
    return np.asarray((pull - unit * (unit * pull).sum(axis=1, keepdims=True)) / lengths)


def _some(
    watched: Sparse, settings: SoftmaxSettings, generator: np.random.Generator
) -> tuple[Array, Pull]:
    """The points of some viewers and items, and the gradient of their loss by directions."""
    viewers, items = watched.shape
    viewings = np.bincount(watched.indices, minlength=items)
    some = np.sort(generator.permutation(viewers)[: max(round(viewers * VIEWERS), 1)])
    chance = np.where(viewings > 1, 1.0, RARE * (viewings > 0))
    shown = np.flatnonzero(generator.random(items) < chance)
    chosen, weights = sparse(watched[some][:, shown]), -np.log(chance[shown]).astype(np.float32)
    pull = partial(
        softmax_gradient, watched=chosen, weights=weights, temperature=settings.temperature
    )
    return np.concatenate([some, viewers + shown]), pull


def softmax_gradient(units: Array, watched: Sparse, weights: Array, temperature: float) -> Array:
    """The gradient of the mean of -log p(item | viewer) over viewings by points of length 1.

    p is the softmax over items of cosine / temperature + weight; `units` are the points of
    viewers, then of items, [viewers + items, factors].
    """
    viewers, items = np.split(units, [watched.shape[0]])
    lengths = np.diff(watched.indptr)
    scores = viewers @ items.T
    scores *= np.float32(1.0 / temperature)
    scores += weights - np.float32(1.0 / temperature)  # so that none is large
    np.exp(scores, out=scores)
    sums = np.maximum(scores.sum(axis=1), np.float32(1e-30))
    scores *= (lengths / sums)[:, None].astype(np.float32)
    scores[np.repeat(np.arange(len(lengths)), lengths), watched.indices] -= 1.0
    scores *= np.float32(1.0 / (temperature * max(watched.nnz, 1)))
    return np.concatenate([scores @ items, scores.T @ viewers])


@dataclass(eq=False)
class Descent:
    """Adam: D. Kingma and J. Ba, ICLR 2015. Keeps averages of gradients and of their squares."""

    rate: float
    mean: Array
    squares: Array
    steps: int = 0

    @classmethod
    def of(cls, points: Array, rate: float) -> "Descent":
        """Nothing averaged yet."""
        return cls(rate, np.zeros_like(points), np.zeros_like(points))

    def step(self, points: Array, gradient: Array) -> Array:
        """The points, one step further down."""
        self.steps += 1
        self.mean += np.float32(1.0 - MOMENTUM) * (gradient - self.mean)
        self.squares += np.float32(1.0 - SQUARES) * (gradient * gradient - self.squares)
        rate = np.float32(self.rate / (1.0 - MOMENTUM**self.steps))
        sizes = np.sqrt(self.squares / np.float32(1.0 - SQUARES**self.steps))
        return np.asarray(points - rate * self.mean / (sizes + np.float32(1e-10)))
