"""How long a row takes over a whole catalogue, as a page calls it; all data are made up."""

from itertools import starmap

import numpy as np

from openslate.common.groups import Groups
from openslate.recommend.slates.bounds import FloatArray, QuotaBound
from openslate.recommend.slates.slate import build_slate
from tests.benchmarks.report import Timing, markdown_table, milliseconds, time_in_turns
from tests.benchmarks.slate_trial import explained

ITEMS, DIRECTORS, ROWS, SIZE = 17_800, 9_000, 200, 20
CONFLICTS = 20  # rows with quotas in conflict, which take longer
ABOUT = f"""## Rows from a whole catalogue

Rows of {SIZE} out of {ITEMS:,} items, nine in ten of them allowed and a hundred on rows above; four
quotas, one of them two for each director, as the demo has; processor time of one row. {ROWS} rows
of each kind, {CONFLICTS} where quotas are in conflict, with every conflict found.
"""


def catalogue_section() -> str:
    """Rows whose quotas can be met, and rows whose quotas cannot."""
    draw = np.random.default_rng(7)
    bounds = _quotas(draw)
    foreign = bounds[0].members
    crossed = [
        *bounds,
        QuotaBound("a", "Too much", SIZE, at_least=12, members=foreign),
        QuotaBound("b", "Too little", SIZE, at_most=9, members=foreign),
    ]
    lacking = [*bounds, QuotaBound("c", "None", SIZE, at_least=1, members=np.zeros(ITEMS, bool))]
    timings = [
        _timed("all quotas met", draw, bounds, ROWS),
        _timed("a quota that no item counts for", draw, lacking, ROWS),
        _timed("two quotas in conflict", draw, crossed, CONFLICTS),
    ]
    lines = [(t.name, milliseconds(t.processor), milliseconds(t.processor_p95)) for t in timings]
    return f"{ABOUT}\n{markdown_table(('', 'p50', 'p95'), lines)}"


def _quotas(draw: np.random.Generator) -> list[QuotaBound]:
    """Three member quotas and a cap for each director; a few directors made many films."""
    director = np.minimum(draw.zipf(1.35, ITEMS), DIRECTORS).astype(np.int32)
    director[draw.random(ITEMS) < 0.1] = -1

    def share(part: float) -> np.ndarray:
        return draw.random(ITEMS) < part

    return [
        QuotaBound("foreign", "Three not in English", SIZE, at_least=3, members=share(0.15)),
        QuotaBound("classic", "Two from before 1970", SIZE, at_least=2, members=share(0.05)),
        QuotaBound("fresh", "One new among five", 5, at_least=1, at_most=3, members=share(0.02)),
        QuotaBound(
            "director", "Two by one director", SIZE, at_most=2, groups=Groups.of_each(director)
        ),
    ]


def _scores(draw: np.random.Generator) -> FloatArray:
    """Most items near nothing, a few high, as an item-item model gives them."""
    return draw.gamma(0.3, 0.1, ITEMS).astype(np.float32)


def _timed(name: str, draw: np.random.Generator, bounds: list[QuotaBound], times: int) -> Timing:
    """Rows of `times` viewers, drawn before the clock starts."""
    viewers = [
        (_scores(draw), draw.random(ITEMS) < 0.9, draw.random(ITEMS) < 100 / ITEMS)
        for _ in range(times)
    ]
    rows = starmap(
        lambda scores, allowed, taken: explained(
            build_slate(scores, allowed, bounds, (), SIZE, taken)
        ),
        viewers,
    )
    return time_in_turns({name: lambda: next(rows)}, times, warm_up=0)[name]
