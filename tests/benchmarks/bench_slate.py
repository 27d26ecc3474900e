"""How long a row takes over a whole catalogue, and what the fast walk loses against the optimum.

`python tests/benchmarks/bench_slate.py` prints two Markdown tables, in processor time so that
other work on the machine does not count. The catalogue is made up: as
many items, directors and quotas as the demo has, scores with a long tail.
"""

from statistics import median, quantiles
from time import process_time

import numpy as np

from openslate.recommend.bounds import FloatArray, Pin, QuotaBound
from openslate.recommend.greedy import fill_greedily
from openslate.recommend.quota_program import fill_exactly
from openslate.recommend.slate import build_slate
from openslate.recommend.slate_problem import SlateProblem, pose_problem, slot_weights

ITEMS, DIRECTORS, PROBLEMS, SIZE = 17_800, 9_000, 200, 20


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
        QuotaBound("director", "Two by one director", SIZE, at_most=2, group=director),
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


def worth(problem: SlateProblem, row: tuple[int, ...]) -> float:
    return float(problem.scores[list(row)] @ slot_weights(len(row)))


def compare(draw: np.random.Generator, bounds: list[QuotaBound]) -> None:
    """Greedy against exact on the same problems."""
    fast, slow, ratios, missed = [], [], [], 0
    for _ in range(PROBLEMS):
        problem = pose(draw, bounds)
        start = process_time()
        row = fill_greedily(problem)
        middle = process_time()
        best = fill_exactly(problem)
        slow.append(process_time() - middle)
        fast.append(middle - start)
        if row is None:
            missed += 1
        else:
            ratios.append(worth(problem, row) / worth(problem, best))
    print(f"| way | p50 ms | p95 ms | worth of optimum, mean | least | missed of {PROBLEMS} |")
    print("|---|---|---|---|---|---|")
    print(f"| greedy | {spread(fast)} | {np.mean(ratios):.4f} | {min(ratios):.4f} | {missed} |")
    print(f"| exact | {spread(slow)} | 1 | 1 | 0 |")


def measure_rows(draw: np.random.Generator, bounds: list[QuotaBound]) -> None:
    """The whole of `build_slate`, as a page calls it: met by the walk, and in conflict."""
    crossed = [
        *bounds,
        QuotaBound("a", "Too much", SIZE, at_least=12, members=bounds[0].members),
        QuotaBound("b", "Too little", SIZE, at_most=9, members=bounds[0].members),
    ]
    lacking = [*bounds, QuotaBound("c", "None", SIZE, at_least=1, members=np.zeros(ITEMS, bool))]
    print("\n| build_slate | p50 ms | p95 ms |")
    print("|---|---|---|")
    print(f"| all quotas met | {spread(timed(draw, bounds, PROBLEMS))} |")
    print(f"| a quota no item counts for | {spread(timed(draw, lacking, PROBLEMS))} |")
    print(f"| two quotas in conflict | {spread(timed(draw, crossed, 20))} |")


def timed(draw: np.random.Generator, bounds: list[QuotaBound], times: int) -> list[float]:
    took = []
    for _ in range(times):
        scores, allowed = make_scores(draw), draw.random(ITEMS) < 0.9
        taken = draw.random(ITEMS) < 100 / ITEMS
        start = process_time()
        build_slate(scores, allowed, bounds, (), SIZE, taken)
        took.append(process_time() - start)
    return took


def spread(seconds: list[float]) -> str:
    return f"{1000 * median(seconds):.2f} | {1000 * quantiles(seconds, n=20)[-1]:.2f}"


def main() -> None:
    draw = np.random.default_rng(7)
    bounds = make_catalogue(draw)
    compare(draw, bounds)
    measure_rows(draw, bounds)


if __name__ == "__main__":
    main()
