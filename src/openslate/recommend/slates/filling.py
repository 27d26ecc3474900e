"""Filling one row: the fast walk first, the exact way when that misses a rule or strays too far."""

from dataclasses import dataclass
from typing import Literal

from openslate.recommend.slates.any_row import any_row, may_be_filled
from openslate.recommend.slates.arranging import Row
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.exact import fill_exactly
from openslate.recommend.slates.greedy import fill_greedily
from openslate.recommend.slates.slate_problem import SlateProblem
from openslate.recommend.slates.worth import gains_of, gap_below, simple_ceiling, worth

Method = Literal["greedy", "exact"]
STRAYED = 0.02  # a walk under a budget that may lack more than this is not good enough


@dataclass(frozen=True)
class Fill:
    """A row that meets every rule, how it was found and what it may lack of the best."""

    row: Row
    method: Method
    gap: float


def fill(problem: SlateProblem, hopeful: bool = False) -> Fill | None:
    """A row that meets every rule, None when there is none.

    The walk spends a budget on the best items and then has to make do, so under budgets its row
    is taken only when it is provably near the best. `hopeful` leaves out the quick proof that there
    is no row, where nobody expects one.
    """
    walked = fill_greedily(problem)
    if walked is not None:
        gains = gains_of(problem)
        gap = gap_below(simple_ceiling(problem, gains), worth(gains, walked))
        if gap <= STRAYED or not _has_budget(problem):
            return Fill(walked, "greedy", gap)
    elif not hopeful and not may_be_filled(problem):
        return None
    filled = fill_exactly(problem, walked)
    return None if filled is None else Fill(filled.row, "exact", filled.gap)


def can_be_filled(problem: SlateProblem) -> bool:
    """Whether some row meets every rule; quicker than finding a good one."""
    if fill_greedily(problem) is not None:
        return True
    return may_be_filled(problem) and any_row(problem) is not None


def _has_budget(problem: SlateProblem) -> bool:
    return any(isinstance(bound, BudgetBound) for bound in problem.bounds)
