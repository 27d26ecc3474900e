"""One way to ask how good recommenders are: splits, what may be learned, what is looked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from openslate.recommend.evaluation.peers.peer import Peer
from openslate.recommend.evaluation.peers.processes import run_peer
from openslate.recommend.evaluation.ranking import Rankings, rank
from openslate.recommend.evaluation.split import Split
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.settings import RecommenderSettings

DEEP = 20
"""How many places of each ranking are kept."""


@dataclass(frozen=True, eq=False)
class Lists:
    """What a contender would show, and the seconds it took to learn."""

    rankings: Rankings
    seconds: float


@dataclass(frozen=True, eq=False)
class Contender:
    """Somebody with settings to choose from; `lists` learns with one of them and ranks."""

    name: str
    choices: Sequence[Any]
    lists: Callable[[Any, Interactions, np.ndarray], Lists]


@dataclass(frozen=True, eq=False)
class Task:
    """Splits, one for each seed; settings are chosen on the first one's validation part.

    `refitted`: for the test everybody learns from train and validation together, and both are
    masked. Otherwise, as in the published tables, everybody learns from train and only that is
    masked. `candidates` are what is tried of Slate's own models, `plain` of plain EASE.
    """

    title: str
    about: str
    splits: Sequence[Split]
    features: GraphFeatures
    refitted: bool
    candidates: Sequence[RecommenderSettings]
    plain: Sequence[RecommenderSettings]

    def known(self, split: Split) -> Interactions:
        """What may be learned from when the test is taken."""
        return split.known if self.refitted else split.train

    def contenders(self, peers: Sequence[Peer], budget: int) -> list[Contender]:
        """Slate first, then plain EASE, popularity and the peers."""
        return [
            self._own("Slate", self.candidates[:budget]),
            self._own("Slate, plain EASE", self.plain[:budget]),
            Contender("popularity", ({},), _popular),
            *(_theirs(peer, budget) for peer in peers),
        ]

    def _own(self, name: str, choices: Sequence[RecommenderSettings]) -> Contender:
        def lists(choice: Any, known: Interactions, rows: np.ndarray) -> Lists:
            began = perf_counter()
            model = Recommender.fit(known, self.features, choice)
            seconds = perf_counter() - began
            return Lists(rank(model, known, rows, DEEP), seconds)

        return Contender(name, choices, lists)


def _popular(_: Any, known: Interactions, rows: np.ndarray) -> Lists:
    return Lists(rank(lambda _: known.share, known, rows, DEEP), 0.0)


def _theirs(peer: Peer, budget: int) -> Contender:
    def lists(choice: Any, known: Interactions, rows: np.ndarray) -> Lists:
        (found,) = run_peer(peer, [choice], known, rows, DEEP)
        return Lists(found.rankings, found.fit_seconds)

    return Contender(peer.label, peer.choices(budget), lists)
