"""Whoever is measured: one of Slate's models, or a peer that may first try some settings."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from openslate.common.seeds import generator_for
from openslate.recommend.evaluation.evaluate import measurable, quality_of
from openslate.recommend.evaluation.peers.peer import Choice, Peer
from openslate.recommend.evaluation.peers.processes import run_peer
from openslate.recommend.evaluation.ranking import Rankings, Scoring, rank
from openslate.recommend.evaluation.split import Split
from openslate.recommend.models.interactions import Interactions

Array = np.ndarray
Told = Callable[[str], None]
JUDGES = 1000
"""Viewers, at most, on whose validation part settings are chosen."""


@dataclass(frozen=True, eq=False)
class Entered:
    """A contender's lists for the test, its settings, how many it tried, seconds of one fit."""

    rankings: Rankings
    settings: Mapping[str, Any]
    tried: int
    fit_seconds: float


@dataclass(frozen=True)
class Contender:
    """`enter(split, rows, k, told)` learns from all but the test and ranks for `rows`.

    `told` is called with a word about each step. Raises PeerAbsentError where it cannot run.
    """

    name: str
    label: str
    enter: Callable[[Split, Array, int, Told], Entered]


def own(
    name: str,
    label: str,
    fit: Callable[[Interactions], Scoring],
    settings: Mapping[str, Any] | None = None,
) -> Contender:
    """A model of this process, measured as it is set."""

    def enter(split: Split, rows: Array, k: int, told: Told) -> Entered:
        told("learning")
        known, begun = split.known, perf_counter()
        model = fit(known)
        seconds = perf_counter() - begun
        told("ranking")
        return Entered(rank(model, known, rows, k), settings or {}, 1, seconds)

    return Contender(name, label, enter)


def tuned(peer: Peer, budget: int) -> Contender:
    """A peer that tries `budget` settings on validation before it enters."""

    def enter(split: Split, rows: Array, k: int, told: Told) -> Entered:
        choices = peer.choices(budget)
        best = choices[0] if len(choices) == 1 else _best(peer, choices, split, k, told)
        told("learning")
        lists = next(run_peer(peer, [best], split.known, rows, k))
        return Entered(lists.rankings, best, len(choices), lists.fit_seconds)

    return Contender(peer.name, peer.label, enter)


def judges(split: Split) -> Array:
    """Rows of the viewers on whom settings are chosen, the same for everybody."""
    rows = measurable(split.train, split.valid)
    some = generator_for("judges").permutation(rows)[:JUDGES]
    return np.sort(some)


def _best(peer: Peer, choices: list[Choice], split: Split, k: int, told: Told) -> Choice:
    rows, scored = judges(split), []
    told(f"trying {len(choices)} settings")
    for lists in run_peer(peer, choices, split.train, rows, k):
        quality = quality_of(lists.rankings, split.valid).ndcg.mean()
        scored.append((float(quality), json.dumps(dict(lists.choice)), lists.choice))
        told(f"tried {len(scored)} of {len(choices)} settings")
    return max(scored, key=lambda one: one[:2])[2]
