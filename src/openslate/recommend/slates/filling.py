"""Filling one row: the fast walk first, the exact way when that misses a rule or strays too far."""

from dataclasses import dataclass
from typing import Literal

from openslate.recommend.slates.any_row import frugal_row
from openslate.recommend.slates.arranging import Row
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.exact import fill_exactly
from openslate.recommend.slates.greedy import fill_greedily
from openslate.recommend.slates.slate_problem import Rule, SlateProblem
from openslate.recommend.slates.suspects import Inquiry
from openslate.recommend.slates.worth import gains_of, gap_below, simple_ceiling, worth

Method = Literal["greedy", "exact"]
STRAYED = 0.02  # a walk under a budget that may lack more than this is not good enough


@dataclass(frozen=True)
class Fill:
    """A row that meets every rule, how it was found and what it may lack of the best."""

    row: Row
    method: Method
    gap: float


@dataclass(frozen=True)
class NoRow:
    """That no row meets every rule; `suspects` alone contradict each other already.

    `inquiry` is what told so, for further questions.
    """

    suspects: tuple[Rule, ...]
    inquiry: Inquiry


def fill(problem: SlateProblem, ends: float, known: Row | None = None) -> Fill | NoRow:
    """A row that meets every rule, made as good as can be until the clock shows `ends`.

    The walk spends a budget on the best items and then has to make do, so under budgets its row
    is taken only when it is provably near the best. `known` is a row that meets every rule, if one
    is known.
    """
    walked = fill_greedily(problem)
    if walked is not None:
        gains = gains_of(problem)
        gap = gap_below(simple_ceiling(problem, gains), worth(gains, walked))
        if gap <= STRAYED or not _has_budget(problem):
            return Fill(walked, "greedy", gap)
    known = walked or known or frugal_row(problem)
    if known is None:
        inquiry = Inquiry(problem)
        if blamed := inquiry.suspects(problem.rules):
            return NoRow(tuple(blamed), inquiry)
    filled = fill_exactly(problem, known, ends)
    if filled is None:
        return NoRow(problem.rules, Inquiry(problem))
    return Fill(filled.row, "exact", filled.gap)


def _has_budget(problem: SlateProblem) -> bool:
    return any(isinstance(bound, BudgetBound) for bound in problem.bounds)
