"""How many items of each kind stand in each run of a row: what can be had, without any scores.

Whether rules can be met does not depend on scores. Items are alike when every demand weighs them
the same; a run ends where a bound or the last pin does. The programme is small, whatever the
catalogue's size. Arranging items within a run is left out: spacing counts only by how many fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import Bounds

from openslate.recommend.slates.bounds import BoolArray, IntArray
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.demands import UNKNOWN, Demand, demands
from openslate.recommend.slates.enough import few_items, open_only
from openslate.recommend.slates.integer_programme import IntegerProgramme, Numbers
from openslate.recommend.slates.quick_programme import minimise_quickly
from openslate.recommend.slates.shortlist import best_first
from openslate.recommend.slates.slate_problem import SlateProblem, slot_weights

SMALL = 300  # counts that are whole numbers when rules have to give
Chosen = dict[int, list[int]]
"""Items by the last slot of their run."""


@dataclass(frozen=True)
class Slack:
    """By bound: how far under, over, and how many items of unknown amount; and empty slots."""

    under: tuple[float, ...]
    over: tuple[float, ...]
    strange: tuple[int, ...]
    empty: int


class CountProgramme:
    """Variables: items of kind k in run j; by bound under, over, strange, broken; run full."""

    def __init__(self, problem: SlateProblem, items: IntArray) -> None:
        self.problem = problem
        self.items = best_first(problem.scores, items)
        self.demands = demands(problem, open_only(problem, items))
        self.kinds, self.kind_of = _kinds(self.demands, self.items)
        self.supply = np.bincount(self.kind_of, minlength=self.kinds.shape[1])
        last_pin = max((pin.slot for pin in problem.pins), default=0)
        self.ends = sorted({0, last_pin, *(end for run in problem.runs for end in run)})
        self.rooms = [problem.room(*run) for run in pairwise(self.ends)]
        kinds, runs, bounds = len(self.supply), len(self.rooms), len(problem.bounds)
        self.counts = np.arange(kinds * runs).reshape(kinds, runs)
        first = self.counts.size
        self.under, self.over, self.strange, self.broken = (
            first + bounds * part + np.arange(bounds) for part in range(4)
        )
        self.full = first + 4 * bounds + np.arange(runs)
        self.size = first + 4 * bounds + runs

    def fit(self) -> Chosen | None:
        """Items that meet every demand in a full row, by run; None when there are none."""
        costs = np.zeros(self.size)
        costs[: self.counts.size] = self._losses().ravel()
        whole, limits = np.ones(self.size, dtype=np.bool_), self._counts_only()
        rows, first = self._rows(eased=False), self._likely()
        found = minimise_quickly(rows, costs, limits, whole, first, any_will_do=True)
        return None if found is None else self._chosen(found.values)

    def _losses(self) -> Numbers:
        """What the best item of each kind is short of the best of all, weighed by run."""
        best = np.zeros(len(self.supply))
        scores = self.problem.scores[self.items].astype(np.float64)
        best[self.kind_of[::-1]] = scores[::-1]  # the first of each kind is its best
        weights = slot_weights(self.problem.length)
        mean = [weights[after:end].mean() for after, end in pairwise(self.ends)]
        return np.outer(best.max(initial=0.0) - best, mean)

    def ease_budget(self, number: int) -> tuple[Slack, Chosen] | None:
        """The least that one budget gives, and items for it; None if others have to as well."""
        limits, whole = self._counts_only(), np.ones(self.size, dtype=np.bool_)
        sums = [self.under[number], self.over[number]]
        limits.ub[[*sums, self.strange[number]]] = np.inf
        whole[sums] = False
        costs = np.zeros(self.size)
        costs[sums] = 1 / self._step(number)
        costs[self.strange[number]] = 1
        rows = self._rows(eased=False, giving=number)
        found = minimise_quickly(rows, costs, limits, whole, self._likely())
        if found is None:
            return None
        return self._slack(found.values), self._chosen(found.values)

    def _likely(self) -> BoolArray:
        """Variables looked at first: all but the counts of kinds that are rarely needed."""
        likely = np.ones(self.size, dtype=np.bool_)
        kinds = np.zeros(len(self.supply), dtype=np.bool_)
        kinds[self.kind_of[np.isin(self.items, few_items(self.problem))]] = True
        likely[: self.counts.size] = np.repeat(kinds, len(self.rooms))
        return likely

    def _counts_only(self) -> Bounds:
        upper = np.zeros(self.size)
        upper[: self.counts.size] = np.inf
        return Bounds(np.zeros(self.size), upper)

    def ease(self) -> Slack:
        """The least that has to give; raises RuntimeError should the solver fail.

        Of many kinds parts may be counted, which is quicker and hardly ever gives less.
        """
        whole = np.ones(self.size, dtype=np.bool_)
        whole[: self.counts.size] = self.counts.size <= SMALL
        for number, bound in enumerate(self.problem.bounds):
            whole[[self.under[number], self.over[number]]] = not isinstance(bound, BudgetBound)
        solution = self._rows(eased=True).minimise(self._costs(), self._limits(), whole=whole)
        if solution is None:
            raise RuntimeError("no easing was found")
        return self._slack(solution.values)

    def _slack(self, found: Numbers) -> Slack:
        return Slack(
            tuple(found[self.under].tolist()),
            tuple(found[self.over].tolist()),
            tuple(np.rint(found[self.strange]).astype(int).tolist()),
            sum(self.rooms) - int(found[: self.counts.size].sum() + 1e-6),
        )

    def _chosen(self, found: Numbers) -> Chosen:
        """The best items of each kind, the better ones further up."""
        counts = found[self.counts].astype(int)
        chosen: Chosen = {last: [] for _, last in self.problem.runs}
        for kind in np.flatnonzero(counts.sum(axis=1)):
            alike = iter(self.items[self.kind_of == kind].tolist())
            for end, count in zip(self.ends[1:], counts[kind], strict=True):
                last = next(last for last in chosen if end <= last)
                chosen[last] += [next(alike) for _ in range(count)]
        return chosen

    def _rows(self, eased: bool, giving: int | None = None) -> IntegerProgramme:
        """Either all bounds may be eased or only the one that is `giving`, or none."""
        rows = IntegerProgramme(self.size)
        rows.add_each(self.counts, at_most=self.supply)
        if eased:
            self._fill_in_order(rows)
            for number in range(len(self.problem.bounds)):
                self._break(rows, number)
        else:
            for run, room in enumerate(self.rooms):
                rows.add(self.counts[:, run], at_least=room, at_most=room)
        for demand, weights in zip(self.demands, self.kinds, strict=True):
            self._demand(rows, demand, weights, eased or demand.bound == giving)
        return rows

    def _fill_in_order(self, rows: IntegerProgramme) -> None:
        """A run may hold items only when the one before it is full."""
        for run, room in enumerate(self.rooms):
            placed = self.counts[:, run]
            rows.add([*placed, self.full[run]], [*[1] * len(placed), -room], at_least=0)
            if run:
                before = self.full[run - 1]
                rows.add([*placed, before], [*[1] * len(placed), -room], at_most=0)
                rows.add([self.full[run], before], [1, -1], at_most=0)
            else:
                rows.add(placed, at_most=room)

    def _demand(
        self, rows: IntegerProgramme, demand: Demand, weights: Numbers, eased: bool
    ) -> None:
        inside = [
            run
            for run, (after, end) in enumerate(pairwise(self.ends))
            if demand.after <= after and end <= demand.reach
        ]
        weighed = np.flatnonzero(weights)
        counted = self.counts[weighed][:, inside].ravel()
        amounts = np.repeat(weights[weighed], len(inside))
        if not eased:
            rows.add(counted, amounts, at_least=demand.at_least, at_most=demand.at_most)
            return
        over = self.strange if demand.part == UNKNOWN else self.over
        if demand.at_least > 0:
            slack = self.under[demand.bound]
            rows.add([*counted, slack], [*amounts, 1], at_least=demand.at_least)
        if demand.at_most < np.inf:
            rows.add([*counted, over[demand.bound]], [*amounts, -1], at_most=demand.at_most)

    def _break(self, rows: IntegerProgramme, number: int) -> None:
        """Whoever gives anything is broken."""
        slack = [array[number] for array in (self.under, self.over, self.strange, self.broken)]
        step = self._step(number)
        rows.add(slack, [1 / step, 1 / step, 1, -self._most(number)], at_most=0)

    def _step(self, number: int) -> float:
        bound = self.problem.bounds[number]
        return bound.step if isinstance(bound, BudgetBound) else 1.0

    def _most(self, number: int) -> float:
        """How many steps a bound can be off at most."""
        bound, length = self.problem.bounds[number], self.problem.length
        if isinstance(bound, BudgetBound):
            largest = max(bound.largest * (length + len(bound.before)), bound.at_least)
            return largest / bound.step + length
        wanted = getattr(bound, "at_least", 0)
        return max(length + len(getattr(bound, "before", ())), wanted)

    def _costs(self) -> Numbers:
        """Each cost outweighs all cheaper ones together: what a budget is off by, a broken budget,
        an empty slot, one item off a quota, a broken quota. Of equal ways out the bound written
        later gives way.
        """
        costs, numbers = np.zeros(self.size), range(len(self.problem.bounds))
        budget = np.array([isinstance(b, BudgetBound) for b in self.problem.bounds], dtype=bool)
        most = np.array([self._most(number) for number in numbers])
        later_first = np.arange(len(numbers), 0, -1)
        broken_budget = float(most[budget].sum() + 1) * (1 + later_first / (len(numbers) + 1))
        empty_slot = float(broken_budget[budget].sum() + most[budget].sum() + 1)
        one_item = empty_slot * (self.problem.length + 1)
        broken_quota = one_item * (most[~budget].sum() + 1) + empty_slot * later_first
        steps = np.array([self._step(number) for number in numbers])
        costs[: self.counts.size] = -empty_slot
        costs[self.under] = costs[self.over] = np.where(budget, 1 / steps, one_item)
        costs[self.strange] = 1
        costs[self.broken] = np.where(budget, broken_budget, broken_quota)
        return costs

    def _limits(self) -> Bounds:
        lower, upper = np.zeros(self.size), np.full(self.size, np.inf)
        upper[self.broken] = upper[self.full] = 1
        last_pin = max((pin.slot for pin in self.problem.pins), default=0)
        lower[self.full] = [end <= last_pin for end in self.ends[1:]]
        return Bounds(lower, upper)


def _kinds(found: Sequence[Demand], items: IntArray) -> tuple[Numbers, IntArray]:
    """What each demand weighs in each kind of item (demands x kinds), and the kind of each item."""
    place = {item: position for position, item in enumerate(items.tolist())}
    weights = np.zeros((len(found) + 1, len(items)))  # one empty line, should nothing be demanded
    for line, demand in enumerate(found):
        weights[line, [place[item] for item in demand.items.tolist()]] = demand.weights
    kinds, kind_of = np.unique(weights, axis=1, return_inverse=True)
    return kinds[:-1], kind_of.ravel()
