"""Which items are provably enough to tell whether a row's rules can be met, and by how much not."""

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest

import numpy as np

from openslate.common.groups import Groups
from openslate.recommend.slates.bounds import BoolArray, IntArray, QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.shortlist import best_first, best_of
from openslate.recommend.slates.slate_problem import SlateProblem
from openslate.recommend.slates.spacing import SpacingBound

MANY = 400  # of a class, where no order of its items is the right one
FEW = 8  # of a class, for a quick look
CHECK_EVERY = 8  # items between two looks at whether there are enough
Grouped = QuotaBound | SpacingBound


def enough_items(problem: SlateProblem) -> IntArray:
    """Open items that are enough: if any row meets the rules, so does one of only these and pins.

    Items that count for the same quotas form a class, in the order in which the budget likes
    them. Take a row with an item x outside this set. The row's other items occupy at most
    `length` - 1 items of the class, fill up at most as many groups as they have memberships for,
    and stand too near in at most 2 (apart - 1) slots; once a class has given more items than all
    those can block, one of them can take x's slot: it counts for the same quotas, the budget likes
    it no less, its groups have room and nothing near shares one. The same holds when rules are
    dropped or their numbers eased. With several budgets, or one bounded from both sides, no order
    is right; then a class gives up to MANY items, spread over all amounts, and "enough" is only
    proven for classes that are smaller.
    """
    grouped = _grouped(problem)
    found = [_of_class(problem, members, grouped) for members in _classes(problem)]
    return np.sort(np.concatenate([np.array([], dtype=np.intp), *found]))


def few_items(problem: SlateProblem) -> IntArray:
    """Open items that are nearly always enough, and quicker to look at: some of each class.

    The ones that the budget likes most and those that score best, each in other groups.
    """
    grouped = _grouped(problem)
    found = [np.array([], dtype=np.intp)]
    budgeted = any(isinstance(bound, BudgetBound) for bound in problem.bounds)
    for members in _classes(problem):
        if len(members) <= 2 * FEW:
            found.append(members)
            continue
        if grouped:
            found.append(_unlike(best_first(problem.scores, members), grouped))
        else:
            found.append(best_of(problem.scores, members, FEW))
        if budgeted:
            found.append(_unlike(_liked(problem, members), grouped))
    return np.unique(np.concatenate(found))


def _unlike(order: IntArray, grouped: Sequence[Grouped]) -> IntArray:
    """The first few in an order that have no group in common."""
    seen: set[tuple[int, int]] = set()
    kept: list[int] = []
    for item in order.tolist():
        own = {(i, n) for i, b in enumerate(grouped) if b.groups for n in b.groups.of(item)}
        if seen.isdisjoint(own):
            seen |= own
            kept.append(item)
        if len(kept) == FEW:
            break
    return np.array(kept, dtype=np.intp)


def _grouped(problem: SlateProblem) -> list[Grouped]:
    return [b for b in problem.bounds if not isinstance(b, BudgetBound) and b.groups is not None]


def _liked(problem: SlateProblem, members: IntArray) -> IntArray:
    """A class in the order of the first budget: small amounts first, or large ones."""
    budgets = [bound for bound in problem.bounds if isinstance(bound, BudgetBound)]
    if not budgets:
        return best_first(problem.scores, members)
    sign = -1 if budgets[0].at_most is None else 1
    amounts = np.nan_to_num(budgets[0].amounts[members])
    return members[np.lexsort((-problem.scores[members], sign * amounts))]


def _classes(problem: SlateProblem) -> Iterator[IntArray]:
    """Open items by the quotas they count for and the budgets that do not know them."""
    items = np.flatnonzero(problem.open)
    codes = np.zeros(len(items), dtype=np.int64)
    for bound in problem.bounds:
        if isinstance(bound, BudgetBound):
            codes = 2 * codes + np.isnan(bound.amounts[items])
        elif isinstance(bound, QuotaBound) and bound.groups is None:
            codes = 2 * codes + bound.counted(items)
    for code in np.unique(codes):
        yield items[codes == code]


def _of_class(problem: SlateProblem, members: IntArray, grouped: Sequence[Grouped]) -> IntArray:
    budgets = [bound for bound in problem.bounds if isinstance(bound, BudgetBound)]
    if any(bound.at_least and bound.at_most is not None for bound in budgets) or len(budgets) > 1:
        return _spread(problem, members, budgets)
    if not budgets and not grouped:
        return best_of(problem.scores, members, problem.length)
    return _first_few(problem, _liked(problem, members), grouped)


def _spread(problem: SlateProblem, members: IntArray, budgets: Sequence[BudgetBound]) -> IntArray:
    """At most MANY of a class: the best, and some of all amounts, the ends whole."""
    if len(members) <= MANY:
        return members
    some = [best_first(problem.scores, members)[: problem.length]]
    for bound in budgets:
        ordered = members[np.argsort(bound.amounts[members], kind="stable")]
        steps = np.linspace(0, len(ordered) - 1, MANY // len(budgets) - 3 * problem.length)
        some += [ordered[: problem.length], ordered[-problem.length :], ordered[steps.astype(int)]]
    return np.unique(np.concatenate(some))


def _first_few(problem: SlateProblem, liked: IntArray, grouped: Sequence[Grouped]) -> IntArray:
    blockers = [_Blocker.of(problem, bound) for bound in grouped]
    alike: Counter[tuple[tuple[int, ...], ...]] = Counter()
    kept: list[int] = []
    for item in liked.tolist():
        signature = tuple(blocker.groups.of(item) for blocker in blockers)
        if alike[signature] >= problem.length:
            continue
        alike[signature] += 1
        kept.append(item)
        for blocker, numbers in zip(blockers, signature, strict=True):
            blocker.crowd.update(numbers)
        if len(kept) >= problem.length and len(kept) % CHECK_EVERY == 0:
            blocked = problem.length - 1 + sum(blocker.most() for blocker in blockers)
            if len(kept) > blocked:
                break
    return np.array(kept, dtype=np.intp)


class _Blocker:
    """How many items of a class one bound can keep from standing in for another."""

    def __init__(self, groups: Groups, full: int) -> None:
        self.groups, self.full = groups, full
        self.crowd: Counter[int] = Counter()

    @classmethod
    def of(cls, problem: SlateProblem, bound: Grouped) -> "_Blocker":
        """`full` is how many groups may be closed to an item at once."""
        groups = bound.groups
        assert groups is not None  # noqa: S101  (only such bounds are asked)
        if isinstance(bound, SpacingBound):
            return cls(groups, 2 * (bound.apart - 1) * groups.most_each)
        cap = bound.at_most or 0
        memberships = (problem.length - 1) * groups.most_each + len(groups.of_all(bound.before))
        return cls(groups, memberships // cap if cap else groups.count)

    def most(self) -> int:
        """At most so many of those kept so far are blocked: the fullest groups' members."""
        return sum(nlargest(self.full, self.crowd.values()))


def open_only(problem: SlateProblem, items: IntArray) -> BoolArray:
    """Some items as a mask, as far as they are open."""
    mask = np.zeros(len(problem.open), dtype=np.bool_)
    mask[items] = True
    return mask & problem.open
