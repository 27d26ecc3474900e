"""Which rules can be to blame that a row cannot be filled, told by one linear programme.

Parts of items may stand in runs of slots, and every rule may give way at a price; the least that
has to give is found. If that is more than nothing, the rules that have a price of their own in the
solution (its dual values) contradict each other already: their rows, added up at those prices, say
that something is less than itself (Farkas' lemma). All other rules are acquitted at once.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds

from openslate.recommend.slates.bounds import BoolArray, IntArray, Pin
from openslate.recommend.slates.demands import WHOLE, Demand, demands
from openslate.recommend.slates.enough import enough_items, few_items, open_only
from openslate.recommend.slates.integer_programme import IntegerProgramme
from openslate.recommend.slates.quick_programme import relax
from openslate.recommend.slates.slate_problem import Rule, SlateProblem

NOTHING = 1e-6  # what has to give, and prices, below this are rounding


class Inquiry:
    """One row's rules as a linear programme, asked about all of them or some.

    Variables: parts of an item in a run; for each demand how much of it gives, up or down.
    """

    def __init__(self, problem: SlateProblem) -> None:
        self.problem, self.rules = problem, problem.rules
        self.loose = problem.under(problem.bounds)
        self.runs = self.loose.runs

    @cached_property
    def items(self) -> IntArray:
        """Items that are enough to look at, in order."""
        pinned = [pin.item for pin in self.problem.pins]
        found: IntArray = np.union1d(enough_items(self.loose), pinned).astype(np.intp)
        return found

    @cached_property
    def demands(self) -> list[Demand]:
        """What bounds and pins ask; a pin is a rule like any other."""
        asked = demands(self.loose, open_only(self.loose, self.items))
        first_pin = len(self.problem.bounds)
        pinned = enumerate(self.problem.pins, start=first_pin)
        return asked + [_pinned(self.loose, pin, number) for number, pin in pinned]

    @cached_property
    def parts(self) -> IntArray:
        """Variables by item and run."""
        shape = len(self.items), len(self.runs)
        return np.arange(shape[0] * shape[1]).reshape(shape)

    @cached_property
    def cells(self) -> list[IntArray]:
        """The variables that each demand weighs."""
        return [self._cells(demand) for demand in self.demands]

    @cached_property
    def likely(self) -> BoolArray:
        """Parts that are looked at first."""
        pinned = [pin.item for pin in self.problem.pins]
        items = np.isin(self.items, [*few_items(self.loose), *pinned])
        return np.repeat(items, len(self.runs))

    def suspects(self, rules: Sequence[Rule]) -> list[Rule]:
        """Those of some rules that cannot hold together in a full row; empty if none are found."""
        kept = [i for i, demand in enumerate(self.demands) if self.rules[demand.bound] in rules]
        if not kept:
            return []
        rows = IntegerProgramme(self.parts.size + len(kept))
        for give, number in enumerate(kept, start=self.parts.size):
            self._meet(rows, number, give)
        for run, (after, last) in enumerate(self.runs):
            rows.add(self.parts[:, run], at_least=last - after, at_most=last - after)
        rows.add_each(self.parts, at_most=1)
        costs = np.repeat([0.0, 1.0], [self.parts.size, len(kept)])
        first = np.concatenate([self.likely, np.ones(len(kept), dtype=np.bool_)])
        limits = Bounds(np.zeros(rows.size), np.full(rows.size, np.inf))
        found = relax(rows, costs, limits, first)
        if found is None or found.least <= NOTHING:
            return []
        priced = np.abs(found.saved[: 2 * len(kept)]).reshape(-1, 2).max(axis=1) > NOTHING
        blamed = {self.demands[kept[i]].bound for i in np.flatnonzero(priced)}
        return [rule for number, rule in enumerate(self.rules) if number in blamed]

    def _meet(self, rows: IntegerProgramme, number: int, give: int) -> None:
        """Two rows for a demand, in units of its largest weight."""
        demand, cells = self.demands[number], [*self.cells[number], give]
        largest = float(demand.weights.max(initial=1.0))
        weights = np.repeat(
            demand.weights / largest, len(self.cells[number]) // max(1, len(demand.items))
        )
        rows.add(cells, [*weights, -1], at_most=demand.at_most / largest)
        least = -demand.at_least / largest if demand.at_least > 0 else np.inf
        rows.add(cells, [*-weights, -1], at_most=least)

    def _cells(self, demand: Demand) -> IntArray:
        inside = [
            run
            for run, (after, last) in enumerate(self.runs)
            if demand.after <= after and last <= demand.reach
        ]
        return self.parts[np.searchsorted(self.items, demand.items)][:, inside].ravel()


def _pinned(problem: SlateProblem, pin: Pin, number: int) -> Demand:
    """A pin asks that its item stands in its run."""
    after, last = next(run for run in problem.runs if pin.slot <= run[1])
    item = np.array([pin.item], dtype=np.intp)
    return Demand(number, WHOLE, after, last, item, np.ones(1), 1, np.inf)
