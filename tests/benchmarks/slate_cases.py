"""Random rows to fill: candidates with scores, kinds, directors and running times, and rules."""

from dataclasses import dataclass

import numpy as np

from openslate.common.groups import Groups
from openslate.recommend.slates.bounds import BoolArray, Bound, FloatArray, Pin, QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.slate import Slate, build_slate
from openslate.recommend.slates.spacing import SpacingBound

SIZE = 20
FEWEST, MOST = 100, 1_000  # candidates
UNKNOWN = 0.05  # of running times


@dataclass(frozen=True, eq=False)
class Case:
    """One row to fill."""

    scores: FloatArray
    allowed: BoolArray
    bounds: tuple[Bound, ...]
    pins: tuple[Pin, ...]

    def build(self) -> Slate:
        """What Slate makes of it."""
        return build_slate(self.scores, self.allowed, self.bounds, self.pins, SIZE)


def draw_case(draw: np.random.Generator) -> Case:
    """Quotas for four kinds, a cap for each director, no two of one side by side, a time budget.

    A few directors made many of the films, some films have two; running times are those of
    feature films, some unknown. Numbers are drawn tight enough that some cases cannot be met.
    """
    count = int(draw.integers(FEWEST, MOST + 1))
    scores = draw.gamma(0.3, 0.1, count).astype(np.float32)
    directors = _directors(draw, count)
    minutes = np.clip(draw.normal(110, 25, count).round(), 60, 240)
    minutes[draw.random(count) < UNKNOWN] = np.nan
    bounds: list[Bound] = [*_quotas(draw, count)]
    cap, apart = int(draw.integers(1, 4)), int(draw.integers(2, 5))
    bounds.append(
        QuotaBound("directors", "Few by one director", SIZE, at_most=cap, groups=directors)
    )
    bounds.append(SpacingBound("spread", "Directors apart", directors, apart))
    first = int(draw.choice([5, 10, 20]))
    each = float(draw.uniform(68, 120))
    bounds.append(
        BudgetBound("evening", "Not too long", first, minutes, at_most=round(each * first))
    )
    pins = [
        Pin(int(slot), int(item), f"pin-{number}")
        for number, (slot, item) in enumerate(
            zip(draw.permutation(SIZE)[:2] + 1, draw.permutation(count)[:2], strict=True)
        )
    ]
    allowed = draw.random(count) < 0.95
    return Case(scores, allowed, tuple(bounds), tuple(pins[: int(draw.integers(0, 3))]))


def _directors(draw: np.random.Generator, count: int) -> Groups:
    most = max(2, count // 2)
    first, second = (np.minimum(draw.zipf(1.5, count), most).tolist() for _ in range(2))
    two = (draw.random(count) < 0.1).tolist()
    return Groups.of_lists(
        [a, b] if both else [a] for a, b, both in zip(first, second, two, strict=True)
    )


def _quotas(draw: np.random.Generator, count: int) -> list[QuotaBound]:
    """Each wants, or allows, a part of the first slots near to what there would be by chance."""
    found = []
    for number in range(4):
        part, first = float(draw.uniform(0.02, 0.4)), int(draw.choice([5, 10, 20]))
        members = draw.random(count) < part
        least = min(first, int(draw.binomial(first, min(1.0, part + draw.uniform(0, 0.2)))))
        most = min(first, int(draw.binomial(first, part)) + 1)
        if draw.random() < 0.6:
            bound = QuotaBound(f"kind-{number}", "Enough", first, at_least=least, members=members)
        else:
            bound = QuotaBound(f"kind-{number}", "Few", first, at_most=most, members=members)
        found.append(bound)
    return found
