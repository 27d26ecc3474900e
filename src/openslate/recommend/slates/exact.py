"""The best row that can be found under all rules, and how far from the best of all it may be."""

from dataclasses import dataclass
from time import perf_counter

import numpy as np

from openslate.recommend.slates.any_row import any_row
from openslate.recommend.slates.arranging import Row
from openslate.recommend.slates.assignment import assign, promising_cells
from openslate.recommend.slates.enough import few_items
from openslate.recommend.slates.greedy import fill_greedily
from openslate.recommend.slates.integer_programme import Numbers
from openslate.recommend.slates.prices import Ceiling, Market
from openslate.recommend.slates.shortlist import quick_shortlist
from openslate.recommend.slates.slate_problem import SlateProblem
from openslate.recommend.slates.worth import gains_of, gap_below, worth

NEAR = 5e-3  # a row this near to the best is good enough, as a share
CELLS = (120, 240, 480)  # places looked at first, and while that leaves a gap


@dataclass(frozen=True)
class Filled:
    """A row that meets every rule and how far below the best possible it may be, as a share."""

    row: Row
    gap: float


def fill_exactly(problem: SlateProblem, known: Row | None, ends: float) -> Filled | None:
    """The row of highest worth that meets every rule, as near as can be until `ends`.

    That is a time of `perf_counter`. `known` is a row that meets every rule, if one is known. None
    when there is no row.
    """
    gains = gains_of(problem)
    if not problem.free_slots:
        return None if known is None else Filled(known, 0.0)
    pool = np.union1d(quick_shortlist(problem), few_items(problem))
    market = Market(problem, gains, pool)
    market.settle(None if known is None else worth(gains, known), ends)
    walked = [row for row in (known, fill_greedily(market.priced())) if row is not None]
    row = max(walked, key=lambda one: worth(gains, one)) if walked else any_row(problem)
    return None if row is None else _Improving(problem, gains, market.certify(), row).run(ends)


@dataclass
class _Improving:
    """Solving for better rows among the places that may pay, fewer of them with each better row."""

    problem: SlateProblem
    gains: Numbers
    ceiling: Ceiling
    row: Row

    def __post_init__(self) -> None:
        self.lowest = self.ceiling.worth

    def run(self, ends: float) -> Filled:
        """The best row found by then."""
        for most in CELLS:
            left = ends - perf_counter()
            if self.gap <= NEAR or left <= 0:
                break
            self._solve(most, left)
        return Filled(self.row, self.gap)

    @property
    def floor(self) -> float:
        """What the row known is worth."""
        return worth(self.gains, self.row)

    @property
    def gap(self) -> float:
        """How far below the best possible that is."""
        return gap_below(self.lowest, self.floor)

    def _solve(self, most: int, seconds: float) -> None:
        cells = promising_cells(self.problem, self.ceiling, self.floor, self.row, most)
        found = assign(self.problem, self.gains, cells, NEAR, seconds)
        if found is None:
            return
        row, ceiling = found
        if cells.complete:
            self.lowest = min(self.lowest, max(ceiling, self.floor))
        if worth(self.gains, row) > self.floor:
            self.row = row
