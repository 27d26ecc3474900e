"""Small sets of items worth looking at, so that nothing loops over a whole catalogue."""

from collections.abc import Iterator

import numpy as np

from openslate.recommend.slates.bounds import BoolArray, FloatArray, IntArray, QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.slate_problem import SlateProblem

WIDTH = 15  # the greedy walk looks at this many times the row's length
SPARE = 3  # and at this many times what a quota wants, so that group caps leave a choice


def best_first(scores: FloatArray, items: IntArray) -> IntArray:
    """The same items by score, then by index."""
    return items[np.lexsort((items, -scores[items]))]


def best_among(scores: FloatArray, mask: BoolArray, count: int) -> IntArray:
    """The best `count` of the items in `mask`, best first, without sorting the others."""
    return best_of(scores, np.flatnonzero(mask), count)


def best_of(scores: FloatArray, items: IntArray, count: int) -> IntArray:
    """The best `count` of some items, given in order, best first."""
    if count < len(items):
        lost = -scores[items]  # NumPy is quicker at the small end
        bar = np.partition(lost, count)[count]
        above = items[lost < bar]  # fewer than `count` when several share the bar
        level = items[lost == bar]
        items = np.concatenate([above, level[: count - len(above)]])
    return best_first(scores, items)


def quick_shortlist(problem: SlateProblem) -> IntArray:
    """A few hundred open items, best first: enough for the greedy walk nearly always.

    The best of all, the best that count (or do not count) for each quota where those are rare
    among the best of all, and those with the smallest (or largest) amounts for each budget.
    """
    found = best_among(problem.scores, problem.open, WIDTH * problem.length)
    extra = [found]
    for bound in problem.bounds:
        if isinstance(bound, QuotaBound):
            extra.extend(_rare(problem, bound, found))
        elif isinstance(bound, BudgetBound):
            extra.append(_by_amount(problem, bound))
    if len(extra) == 1:
        return found
    return best_first(problem.scores, np.unique(np.concatenate(extra)))


def _rare(problem: SlateProblem, bound: QuotaBound, found: IntArray) -> Iterator[IntArray]:
    if bound.members is None:
        return
    counted = np.count_nonzero(bound.members[found])
    if bound.at_least and counted < SPARE * bound.at_least:
        yield best_among(problem.scores, problem.open & bound.members, problem.length)
    if bound.at_most is not None and len(found) - counted < problem.length:
        yield best_among(problem.scores, problem.open & ~bound.members, problem.length)


def _by_amount(problem: SlateProblem, bound: BudgetBound) -> IntArray:
    """Items with small amounts for a budget that must not be passed, large ones otherwise."""
    sign = 1 if bound.at_most is None else -1
    known = problem.open & ~np.isnan(bound.amounts)
    amounts = np.where(known, sign * bound.amounts, 0).astype(np.float32)
    return best_among(amounts, known, SPARE * problem.length)
