"""Made-up worlds in which it is known what another policy would have brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from openslate.common.seeds import generator_for
from openslate.recommend.experiments.exploration import Explorable, explore
from openslate.recommend.experiments.guesses import Guesses
from openslate.recommend.experiments.logged import LoggedPlaces

Kind = Literal["near", "far", "unsupported"]
TYPES, SLOTS, ITEMS = 6, 3, 8
FADING = np.array([1.0, 0.7, 0.5])
"""How much less is watched in later slots."""
ROW, CATALOGUE = 10, 60


@dataclass(frozen=True, eq=False)
class World:
    """Kinds of viewers who like items to a degree; a policy that served, another to be judged.

    Arrays are [types, items]; every slot draws from all items on its own.
    """

    number: int
    liking: np.ndarray
    served: np.ndarray
    other: np.ndarray

    @property
    def truth(self) -> float:
        """What the other policy brings a place, exactly."""
        return float((self.other * self.liking).sum(axis=1).mean() * FADING.mean())

    @property
    def effective(self) -> float:
        """Share of places that would be worth as much under the other policy, exactly."""
        weight = np.divide(self.other, self.served, where=self.served > 0, out=0 * self.other)
        mean = (self.served * weight).sum(axis=1).mean()
        return float(mean**2 / (self.served * weight**2).sum(axis=1).mean())

    @property
    def unsupported(self) -> float:
        """Share of the other policy that could never be shown, exactly."""
        return float((self.other * (self.served == 0)).sum(axis=1).mean())


def make_world(kind: Kind, number: int) -> World:
    """`near` policies overlap well; a `far` one wants what was hardly shown; or never was."""
    draw = generator_for("experiment world", kind, number)
    liking = draw.beta(1.5, 8, (TYPES, ITEMS))
    tastes = draw.normal(size=(TYPES, ITEMS))
    served = _softmax(tastes if kind == "near" else 2.5 * tastes)
    other = _softmax(tastes + draw.normal(scale=0.7, size=tastes.shape))
    if kind == "far":
        other = _softmax(-2.0 * tastes)
    if kind == "unsupported":
        served = np.where(tastes < np.quantile(tastes, 0.3, axis=1)[:, None], 0.0, served)
        served /= served.sum(axis=1, keepdims=True)
    return World(number, liking, served, other)


def _softmax(scores: np.ndarray) -> np.ndarray:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))


def log(world: World, sample: int, viewers: int) -> tuple[LoggedPlaces, np.ndarray]:
    """What was logged of some viewers, and whether the other policy's favourite was shown."""
    draw = generator_for("experiment sample", world.number, sample)
    viewer, type_ = _pages(draw, viewers)
    eager = draw.uniform(0.5, 1.5, viewers)[viewer]
    slot = np.tile(np.arange(SLOTS), len(viewer) // SLOTS)
    cumulated = world.served[type_].cumsum(axis=1)
    item = np.minimum((draw.random(len(viewer))[:, None] > cumulated).sum(axis=1), ITEMS - 1)
    liked = world.liking[type_, item] * FADING[slot] * eager
    reward = (draw.random(len(viewer)) < liked).astype(float)
    shown, wanted = _guess(world, viewer, type_, slot, item, reward)
    never = (world.other * (world.served == 0)).sum(axis=1)[type_]
    logged = LoggedPlaces(
        viewer, world.served[type_, item], reward, world.other[type_, item], never, shown, wanted
    )
    return logged, item == world.other[type_].argmax(axis=1)


def _pages(draw: np.random.Generator, viewers: int) -> tuple[np.ndarray, np.ndarray]:
    """Number and type of the viewer of every place: one to eight pages each."""
    pages = np.minimum(draw.zipf(2.0, viewers), 8)
    viewer = np.repeat(np.arange(viewers), pages * SLOTS)
    return viewer, draw.integers(0, TYPES, viewers)[viewer]


def _guess(
    world: World,
    viewer: np.ndarray,
    type_: np.ndarray,
    slot: np.ndarray,
    item: np.ndarray,
    reward: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """What a model that knows no types expects; each half of the viewers from the other."""
    shown, wanted = np.zeros(len(viewer)), np.zeros(len(viewer))
    for fold in (0, 1):
        here, there = viewer % 2 == fold, viewer % 2 != fold
        learnt = Guesses.fit(slot[there], item[there], reward[there], SLOTS, ITEMS)
        shown[here] = learnt.of(slot[here], item[here])
        all_items = learnt.by_place[slot[here]][:, None] * learnt.by_item[None, :]
        wanted[here] = (world.other[type_[here]] * np.minimum(all_items, 1)).sum(axis=1)
    return shown, wanted


def log_explored(number: int, sample: int, viewers: int) -> tuple[LoggedPlaces, float]:
    """Rows with a fifth of places tried by the product's own draw; what rows without bring."""
    world = generator_for("explored world", number)
    liking = world.beta(1.5, 8, (TYPES, CATALOGUE))
    ranked = np.argsort(-(liking + world.normal(scale=0.1, size=liking.shape)), axis=1)
    fading = 1 / np.log2(np.arange(2, ROW + 2))
    truth = float(np.mean([(liking[t, ranked[t, :ROW]] * fading).mean() for t in range(TYPES)]))
    draw = generator_for("explored sample", number, sample)
    parts = [_explored_row(viewer, ranked, liking, fading, draw) for viewer in range(viewers)]
    viewer, chance, reward, wanted, guess = (
        np.concatenate(column) for column in zip(*parts, strict=True)
    )
    nothing = np.zeros(len(viewer))
    return LoggedPlaces(viewer, chance, reward, wanted, nothing, guess, guess), truth


def _explored_row(
    viewer: int,
    ranked: np.ndarray,
    liking: np.ndarray,
    fading: np.ndarray,
    draw: np.random.Generator,
) -> Sequence[np.ndarray]:
    type_ = int(draw.integers(TYPES))
    usual = tuple(ranked[type_, :ROW].tolist())
    row = Explorable(usual, (False,) * ROW, tuple(ranked[type_, ROW:].tolist()), lambda _: True)
    drawn = explore([row], 0.2, draw, draw)
    items, chances = np.array(drawn.rows[0]), np.array(drawn.chances[0])
    reward = (draw.random(ROW) < liking[type_, items] * fading).astype(float)
    same = (items == np.array(usual)).astype(float)
    return np.full(ROW, viewer), chances, reward, same, 0.25 * fading
