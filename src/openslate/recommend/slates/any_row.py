"""Whether a row can be filled at all: any row that meets every rule, nearly whatever its worth."""

from dataclasses import replace

import numpy as np

from openslate.recommend.slates.arranging import Row, arrange
from openslate.recommend.slates.assignment import all_cells, assign
from openslate.recommend.slates.bounds import QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.count_programme import CountProgramme
from openslate.recommend.slates.enough import enough_items, few_items
from openslate.recommend.slates.greedy import fill_greedily
from openslate.recommend.slates.slate_problem import SlateProblem
from openslate.recommend.slates.spacing import SpacingBound

CROWDS: tuple[int | None, ...] = (1, 2, None)  # of a spaced group: few are easy to keep apart
ANY = 1e9  # any row will do, however far from the best


def any_row(problem: SlateProblem) -> Row | None:
    """A row that meets every rule; None when there is none.

    Items are counted out and put in an order. When no order keeps them apart, an assignment of
    items to slots decides, which takes longer.
    """
    row = _counted_row(problem)
    if row is not None or not _spaced(problem):
        return row
    cells = all_cells(problem, enough_items(problem))
    found = assign(problem, np.zeros(len(problem.open)), cells, ANY, None)
    return None if found is None else found[0]


def frugal_row(problem: SlateProblem) -> Row | None:
    """A row by a quick walk that takes what the first budget would rather have, if that finds one.

    None where there is no budget.
    """
    budgets = [bound for bound in problem.bounds if isinstance(bound, BudgetBound)]
    if not budgets:
        return None
    sign = 1 if budgets[0].at_most is None else -1
    scores = (sign * np.nan_to_num(budgets[0].amounts)).astype(np.float32)
    return fill_greedily(replace(problem, scores=scores))


def _counted_row(problem: SlateProblem) -> Row | None:
    """Items that count out, with few of every group that has to be kept apart if possible."""
    few = few_items(problem)
    for most in CROWDS if _spaced(problem) else (None,):
        chosen = CountProgramme(_crowded_less(problem, most), few).fit()
        if chosen is None and most is None:
            chosen = CountProgramme(problem, enough_items(problem)).fit()
        row = None if chosen is None else arrange(problem, chosen)
        if row is not None:
            return row
    return None


def _crowded_less(problem: SlateProblem, most: int | None) -> SlateProblem:
    caps = [
        QuotaBound(bound.name, bound.title, bound.among_first, at_most=most, groups=bound.groups)
        for bound in _spaced(problem)
        if most is not None
    ]
    return replace(problem, bounds=(*problem.bounds, *caps))


def _spaced(problem: SlateProblem) -> list[SpacingBound]:
    return [bound for bound in problem.bounds if isinstance(bound, SpacingBound)]
