"""Made-up worlds in which it is known how many places each component decides.

Every component acts by the real means (scores, factors, blocks, a quota, a pin) on its own items,
so that leaving it out changes as many places as it was told to decide; rows are filled by the
product's own `build_slate`. Two rules overlap: what both block, neither decides alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from openslate.common.seeds import generator_for
from openslate.recommend.influence.component import Component, Kind
from openslate.recommend.influence.leave_out import leave_out
from openslate.recommend.influence.places import RowItems
from openslate.recommend.influence.tally import Seen
from openslate.recommend.slates.bounds import Pin, QuotaBound
from openslate.recommend.slates.slate import build_slate

SIZE, POOL = 50, 8
"""Places of a row and items that each component can act on: even if all act on all, all fit."""
KINDS: tuple[tuple[Kind, str], ...] = (
    ("history", "history"), ("graph", "graph"), ("freshness", "freshness"), ("boosts", "boosts"),
    ("rule", "first"), ("rule", "second"), ("quota", "quota"), ("pin", "pin"),
)  # fmt: skip
COMPONENTS = tuple(Component(kind, name, name) for kind, name in KINDS)
STRENGTHS = (4.2, 2.6, 1.7, 1.1, 0.7, 0.4, 0.2)
"""Places decided for the average viewer; a pin decides one or none, so its strength is apart."""
PIN_STRENGTHS = (0.05, 0.3, 0.8)
BOTH = 0.3
"""Share of what the first rule blocks that the second one blocks too."""
REST = 200
"""Items that fill what no component decides."""


@dataclass(frozen=True)
class World:
    """One world: by component's key the share of viewers it touches, and its strength for them."""

    number: int
    touched: Mapping[str, float]
    amount: Mapping[str, float]

    @property
    def truth(self) -> dict[str, float]:
        """Places that each component decides for the average viewer, exactly."""
        whole = {key: self.touched[key] * self.amount[key] for key in self.touched}
        return whole | {"rule:first": whole["rule:first"] * (1 - BOTH)}


def make_world(number: int) -> World:
    """Strengths in an order of the world's own; weaker components touch fewer viewers."""
    draw = generator_for("influence world", number)
    keys = [component.key for component in COMPONENTS]
    strengths = dict(zip(keys, draw.permutation(STRENGTHS).tolist(), strict=False))
    strengths["pin:pin"] = float(draw.choice(PIN_STRENGTHS))
    touched = {key: float(draw.uniform(0.15, 1.0)) for key in keys}
    for key, strength in strengths.items():
        most = 1.0 if key == "pin:pin" else 6.0
        touched[key] = max(touched[key], strength / most)
    return World(number, touched, {key: strengths[key] / touched[key] for key in keys})


def see(world: World, sample: int, viewers: int) -> list[Seen]:
    """Logged pages of some viewers, each with every component left out in turn."""
    draw = generator_for("influence sample", world.number, sample)
    seen = []
    for viewer in range(viewers):
        shares = _shares(world, draw)
        for page in range(min(int(draw.zipf(2.0)), 8)):
            made = _Request.drawn(shares, draw)
            found = leave_out(made.compose, COMPONENTS)
            seen.append(Seen(f"{viewer}-{page}", str(viewer), found))
    return seen


def _shares(world: World, draw: np.random.Generator) -> dict[str, float]:
    """For one viewer the share of its pool that each component acts on, on average."""
    shares = {}
    for key, amount in world.amount.items():
        mean = amount if key == "pin:pin" else amount / POOL
        is_touched = draw.random() < world.touched[key]
        share = draw.beta(4 * mean, 4 * (1 - mean)) if mean < 1 else 1.0
        shares[key] = float(share) if is_touched else 0.0
    return shares


@dataclass(frozen=True)
class _Request:
    """Which items of its pool each component acts on, this time."""

    acts: Mapping[str, np.ndarray]
    both: np.ndarray

    @classmethod
    def drawn(cls, shares: Mapping[str, float], draw: np.random.Generator) -> "_Request":
        acts = {
            key: draw.random(1 if key == "pin:pin" else POOL) < share
            for key, share in shares.items()
        }
        return cls(acts, draw.random(POOL) < BOTH)

    def compose(self, out: Component | None) -> tuple[RowItems, ...]:
        """The row without a component: scores and factors, blocks, a quota, a pin."""
        on = {key: acts & (out is None or out.key != key) for key, acts in self.acts.items()}
        scores = np.concatenate([np.linspace(1, 0.5, REST), np.zeros(POOL * len(COMPONENTS))])
        allowed = np.ones(len(scores), dtype=bool)
        for key in ("history", "graph"):
            scores[_pool(key)][on[key]] = 2.0
        for key in ("freshness", "boosts"):
            scores[_pool(key)] = np.where(on[key], 0.4 * 5, 0.4)
        self._block(scores, allowed, on, out)
        members = np.zeros(len(scores), dtype=bool)
        members[_pool("quota:quota")] = True
        quota = QuotaBound("quota", "quota", SIZE, int(on["quota:quota"].sum()), members=members)
        pins = [Pin(1, _pool("pin:pin").start, "pin")] if on["pin:pin"].any() else []
        slate = build_slate(scores.astype(np.float32), allowed, [quota], pins, SIZE)
        return (RowItems("chosen", slate.items),)

    def _block(
        self,
        scores: np.ndarray,
        allowed: np.ndarray,
        on: Mapping[str, np.ndarray],
        out: Component | None,
    ) -> None:
        """What is worth blocking would stand on top; the second rule blocks some of the first's."""
        for key in ("rule:first", "rule:second"):
            scores[_pool(key)] = np.where(self.acts[key], 3.0, 0.0)
            allowed[_pool(key)] &= ~on[key]
        if out is None or out.key != "rule:second":
            allowed[_pool("rule:first")] &= ~(self.acts["rule:first"] & self.both)


def _pool(key: str) -> slice:
    start = REST + POOL * [component.key for component in COMPONENTS].index(key)
    return slice(start, start + POOL)
