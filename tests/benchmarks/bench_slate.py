"""How long a row takes over a whole catalogue, and what the fast walk loses against the optimum.

    OMP_NUM_THREADS=1 scripts/bench slate

The catalogue is made up: as many items, directors and quotas as the demo has, scores with a long
tail.
"""

from collections.abc import Callable, Sequence
from itertools import starmap

import numpy as np

from openslate.common.groups import Groups
from openslate.recommend.slates.bounds import FloatArray, Pin, QuotaBound
from openslate.recommend.slates.exact import fill_exactly
from openslate.recommend.slates.greedy import fill_greedily
from openslate.recommend.slates.slate import build_slate
from openslate.recommend.slates.slate_problem import SlateProblem, pose_problem, slot_weights
from tests.benchmarks.report import (
    Timing,
    markdown_table,
    milliseconds,
    time_in_turns,
    write_page,
)

ITEMS, DIRECTORS, PROBLEMS, SIZE = 17_800, 9_000, 200, 20
CONFLICTS = 20  # rows with quotas in conflict, which take longer
ABOUT = f"""Rows of {SIZE} out of {ITEMS:,} made-up items, nine in ten of them allowed and a
hundred on rows above; four quotas, one of them two for each director. Times are processor time of
one row; p95 is what 19 rows in 20 keep to.
"""
WAYS = f"""## The walk and the optimum

Both fill the same {PROBLEMS} rows, each with a pin, in turns. Worth is the sum of scores weighed by
place, against the integer programme's.
"""
ROWS = f"""## The whole of `build_slate`, as a page calls it

{PROBLEMS} rows of each kind, {CONFLICTS} where quotas are in conflict. Where quotas cannot all be
met, it also finds out which.
"""
Row = tuple[int, ...]


def make_catalogue(draw: np.random.Generator) -> list[QuotaBound]:
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


def make_scores(draw: np.random.Generator) -> FloatArray:
    """Most items near nothing, a few high, as an item-item model gives them."""
    return draw.gamma(0.3, 0.1, ITEMS).astype(np.float32)


def pose(draw: np.random.Generator, bounds: list[QuotaBound]) -> SlateProblem:
    """One viewer's row: nine items in ten allowed, a hundred taken, one pin."""
    allowed = draw.random(ITEMS) < 0.9
    taken = draw.random(ITEMS) < 100 / ITEMS
    pin = Pin(3, int(np.flatnonzero(allowed & ~taken)[7]), "pin")
    return pose_problem(make_scores(draw), allowed, bounds, [pin], SIZE, taken)[0]


def filling(
    fill: Callable[[SlateProblem], Row | None], problems: Sequence[SlateProblem]
) -> tuple[Callable[[], None], list[Row | None]]:
    """A call that fills the next problem's row, and the rows it has filled."""
    rows: list[Row | None] = []
    return lambda: rows.append(fill(problems[len(rows)])), rows


def solve_exactly(problem: SlateProblem) -> Row | None:
    """The row of the exact way."""
    found = fill_exactly(problem, None)
    return None if found is None else found.row


def way_section(draw: np.random.Generator, bounds: list[QuotaBound]) -> str:
    """Walk against optimum on the same problems."""
    problems = [pose(draw, bounds) for _ in range(PROBLEMS)]
    walk, walked = filling(fill_greedily, problems)
    solve, solved = filling(solve_exactly, problems)
    taken = time_in_turns({"walk": walk, "integer programme": solve}, PROBLEMS, warm_up=0)
    pairs = [(p, w, s) for p, w, s in zip(problems, walked, solved, strict=True) if w and s]
    ratios = [worth(problem, row) / worth(problem, best) for problem, row, best in pairs]
    rows = [
        (
            *spread(taken["walk"]),
            f"{np.mean(ratios):.4f}",
            f"{min(ratios):.4f}",
            walked.count(None),
        ),
        (*spread(taken["integer programme"]), 1, 1, solved.count(None)),
    ]
    heads = ("", "p50", "p95", "worth of optimum, mean", "least", "rows not filled")
    return f"{WAYS}\n{markdown_table(heads, rows)}"


def worth(problem: SlateProblem, row: Row) -> float:
    """What a row is worth: scores weighed by place."""
    return float(problem.scores[list(row)] @ slot_weights(len(row)))


def row_section(draw: np.random.Generator, bounds: list[QuotaBound]) -> str:
    """Rows whose quotas can be met, and rows whose quotas cannot."""
    foreign = bounds[0].members
    crossed = [
        *bounds,
        QuotaBound("a", "Too much", SIZE, at_least=12, members=foreign),
        QuotaBound("b", "Too little", SIZE, at_most=9, members=foreign),
    ]
    lacking = [*bounds, QuotaBound("c", "None", SIZE, at_least=1, members=np.zeros(ITEMS, bool))]
    timings = [
        build_rows("all quotas met", draw, bounds, PROBLEMS),
        build_rows("a quota that no item counts for", draw, lacking, PROBLEMS),
        build_rows("two quotas in conflict", draw, crossed, CONFLICTS),
    ]
    return f"{ROWS}\n{markdown_table(('', 'p50', 'p95'), [spread(t) for t in timings])}"


def build_rows(
    name: str, draw: np.random.Generator, bounds: list[QuotaBound], times: int
) -> Timing:
    """Rows of `times` viewers, drawn before the clock starts."""
    viewers = [
        (make_scores(draw), draw.random(ITEMS) < 0.9, draw.random(ITEMS) < 100 / ITEMS)
        for _ in range(times)
    ]
    rows = starmap(
        lambda scores, allowed, taken: build_slate(scores, allowed, bounds, (), SIZE, taken),
        viewers,
    )
    return time_in_turns({name: lambda: next(rows)}, times, warm_up=0)[name]


def spread(timing: Timing) -> tuple[str, str, str]:
    """A line of a table: name, median, 95th percentile."""
    return timing.name, milliseconds(timing.processor), milliseconds(timing.processor_p95)


def main() -> None:
    """Print the page and write it to docs/evaluation/slate.md."""
    draw = np.random.default_rng(7)
    bounds = make_catalogue(draw)
    sections = (ABOUT, way_section(draw, bounds), row_section(draw, bounds))
    write_page("slate", "Rows under quotas", "\n".join(sections))


if __name__ == "__main__":
    main()
