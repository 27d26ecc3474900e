"""Random rows to fill: candidates with scores, kinds, directors and running times, and rules.

A case is plain numbers, so that the model and the judge of a benchmark read it without any of the
product's own rules.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openslate.common.groups import Groups
from openslate.recommend.slates.bounds import BoolArray, Bound, FloatArray, Pin, QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.slate import Slate, build_slate
from openslate.recommend.slates.spacing import SpacingBound

SIZE = 20
FEWEST, MOST = 100, 1_000  # candidates
UNKNOWN = 0.05  # of running times


@dataclass(frozen=True, eq=False)
class Kind:
    """Of one kind the first `first` slots hold `least` to `most`."""

    members: BoolArray
    first: int
    least: int
    most: int


@dataclass(frozen=True, eq=False)
class Case:
    """One row of SIZE slots to fill, and everything that editors ask of it.

    At most `cap` items by one director, and those at least `apart` slots from each other; the first
    `evening` slots last `minutes_most` at most, and no item of unknown length is among them.
    `pins` are items by slot, from 1.
    """

    scores: FloatArray
    allowed: BoolArray
    directors: tuple[tuple[int, ...], ...]
    minutes: NDArray[np.float64]
    kinds: tuple[Kind, ...]
    cap: int
    apart: int
    evening: int
    minutes_most: float
    pins: dict[int, int]

    @property
    def rules(self) -> frozenset[str]:
        """The names of all rules."""
        kinds = {f"kind-{number}" for number in range(len(self.kinds))}
        return frozenset(
            kinds | {"cap", "apart", "evening"} | {f"pin-{slot}" for slot in self.pins}
        )

    def build(self) -> Slate:
        """What Slate makes of it."""
        bounds = [rule for rule in self._stated() if not isinstance(rule, Pin)]
        pins = [rule for rule in self._stated() if isinstance(rule, Pin)]
        return build_slate(self.scores, self.allowed, bounds, pins, SIZE)

    def _stated(self) -> list[Bound | Pin]:
        groups = Groups.of_lists(self.directors)
        quotas = [
            QuotaBound(f"kind-{number}", "Kind", k.first, k.least, k.most, members=k.members)
            for number, k in enumerate(self.kinds)
        ]
        return [
            *quotas,
            QuotaBound("cap", "Few by one director", SIZE, at_most=self.cap, groups=groups),
            SpacingBound("apart", "Directors apart", groups, self.apart),
            BudgetBound(
                "evening", "Not too long", self.evening, self.minutes, at_most=self.minutes_most
            ),
            *(Pin(slot, item, f"pin-{slot}") for slot, item in self.pins.items()),
        ]


def draw_case(draw: np.random.Generator) -> Case:
    """Quotas for four kinds, a cap for each director, no two of one near, a time budget, pins.

    A few directors made many of the films, some films have two; running times are those of
    feature films, some unknown. Numbers are drawn tight enough that some cases cannot be met.
    """
    count = int(draw.integers(FEWEST, MOST + 1))
    minutes = np.clip(draw.normal(110, 25, count).round(), 60, 240)
    minutes[draw.random(count) < UNKNOWN] = np.nan
    evening = int(draw.choice([5, 10, 20]))
    allowed = draw.random(count) < 0.95
    slots = draw.permutation(SIZE)[: int(draw.integers(0, 3))] + 1
    pinned = draw.permutation(np.flatnonzero(allowed))
    return Case(
        scores=draw.gamma(0.3, 0.1, count).astype(np.float32),
        allowed=allowed,
        directors=_directors(draw, count),
        minutes=minutes,
        kinds=tuple(_kind(draw, count) for _ in range(4)),
        cap=int(draw.integers(1, 4)),
        apart=int(draw.integers(2, 5)),
        evening=evening,
        minutes_most=float(round(draw.uniform(64, 110) * evening)),
        pins=dict(zip(slots.tolist(), pinned.tolist(), strict=False)),
    )


def _directors(draw: np.random.Generator, count: int) -> tuple[tuple[int, ...], ...]:
    most = max(2, count // 2)
    first, second = (np.minimum(draw.zipf(1.5, count), most).tolist() for _ in range(2))
    two = (draw.random(count) < 0.1).tolist()
    return tuple(
        (a, b) if both and a != b else (a,) for a, b, both in zip(first, second, two, strict=True)
    )


def _kind(draw: np.random.Generator, count: int) -> Kind:
    """It wants, or allows, a part of the first slots near to what there would be by chance."""
    part, first = float(draw.uniform(0.02, 0.4)), int(draw.choice([5, 10, 20]))
    members = draw.random(count) < part
    if draw.random() < 0.6:
        least = int(draw.binomial(first, min(1.0, part + draw.uniform(0, 0.3))))
        return Kind(members, first, min(first, least), first)
    return Kind(members, first, 0, min(first, int(draw.binomial(first, part)) + 1))
