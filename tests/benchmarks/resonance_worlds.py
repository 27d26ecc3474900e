"""Made-up audiences whose tastes are known: heavy tails everywhere, popularity in the way."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from openslate.audience.resonance.attributes import Attribute, Attributes
from openslate.audience.resonance.dimensions import Dimension
from openslate.audience.resonance.moments import moments_of
from openslate.audience.resonance.resonance import Audience
from openslate.common.seeds import generator_for

SEGMENTS = ("a", "b", "c", "d")
PARTS = (0.5, 0.3, 0.14, 0.06)
VIEWERS, ITEMS, GENRES, PEOPLE = 1500, 300, 14, 46
BLOCK = 2_000


@dataclass(frozen=True, eq=False)
class World:
    """How viewers choose: each item with odds that grow with its popularity and their taste.

    `planted` [segments, attributes] is what belonging to a segment adds to the log odds; `pull` how
    much more or less than others each segment follows popularity. A viewer's own taste comes on
    top, with heavy tails. In a `null` world segments are the same in everything.
    """

    seed: int
    attributes: Attributes
    popularity: np.ndarray
    planted: np.ndarray
    pull: np.ndarray
    busy: np.ndarray

    def audience(self, count: int, *name: str | int) -> Audience:
        """So many viewers, drawn anew."""
        draw = generator_for("world", self.seed, *name)
        code = draw.choice(len(SEGMENTS), count, p=PARTS)
        watched = np.exp(draw.normal(2.6 + self.busy[code], 1.1))
        watched = np.clip(watched, 1, ITEMS // 2).astype(int)
        blocks = [
            self._watch(draw, code[at : at + BLOCK], watched[at : at + BLOCK])
            for at in range(0, count, BLOCK)
        ]
        viewings = sp.csr_matrix(sp.vstack(blocks))
        dimension = Dimension("segment", SEGMENTS, code)
        return Audience(viewings, {"segment": dimension}, draw.integers(0, 2, count))

    def _watch(self, draw: np.random.Generator, code: np.ndarray, count: np.ndarray) -> object:
        taste = self.planted[code] + 0.3 * draw.standard_t(4, (len(code), len(self.planted[0])))
        odds = self.pull[code][:, None] * self.popularity + taste @ self.attributes.matrix.T
        order = np.argsort(-(odds + draw.gumbel(size=odds.shape)), axis=1)
        taken = np.arange(ITEMS) < count[:, None]
        rows = np.repeat(np.arange(len(code)), count)
        return sp.csr_matrix((np.ones(count.sum()), (rows, order[taken])), (len(code), ITEMS))


def world(seed: int, null: bool = False) -> World:
    """A world: genres, people in two to thirty items each, a quarter of the tastes planted."""
    draw = generator_for("resonance world", seed)
    popularity = np.log(draw.zipf(1.7, ITEMS).clip(1, 500)) + draw.normal(0, 0.4, ITEMS)
    columns = [draw.random(ITEMS) < draw.uniform(0.03, 0.4) for _ in range(GENRES)]
    for _ in range(PEOPLE):
        # People are in popular items more often: their share follows popularity, not taste.
        odds = np.exp(draw.normal(0, 0.7) * popularity)
        size = int(draw.integers(2, 30))
        chosen = draw.choice(ITEMS, size, replace=False, p=odds / odds.sum())
        columns.append(np.isin(np.arange(ITEMS), chosen))
    names = tuple(
        Attribute("genres" if at < GENRES else "cast", f"{at:02}") for at in range(len(columns))
    )
    shape = len(SEGMENTS), len(columns)
    planted = np.where(draw.random(shape) < 0.25, 0.35 * draw.standard_t(3, shape), 0.0)
    pull, busy = 1 + draw.normal(0, 0.25, len(SEGMENTS)), draw.normal(0, 0.4, len(SEGMENTS))
    if null:
        planted, pull, busy = np.zeros(shape), np.ones(len(SEGMENTS)), np.zeros(len(SEGMENTS))
    matrix = sp.csc_matrix(np.array(columns, dtype=float).T)
    return World(seed, Attributes(names, matrix), popularity, planted, pull, busy)


def worlds(count: int) -> Iterator[World]:
    """Every fourth is a null world."""
    return (world(seed, null=seed % 4 == 3) for seed in range(count))


def true_effects(audience: Audience, made: World, bands: int = 0) -> np.ndarray:
    """The log ratios that very many viewers show: [segments, attributes]; near the truth."""
    moments = moments_of(
        audience.viewings, made.attributes.matrix, audience.dimensions["segment"],
        audience.halves, bands,
    ).whole  # fmt: skip
    others = moments.others
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.log(moments.share) - np.log(moments.expected)
        return np.asarray(own - np.log(others.share) + np.log(others.expected))
