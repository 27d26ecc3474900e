"""How little a row's rules must give for it to be filled: an integer programme over counts.

Whether rules can be met does not depend on scores, only on how many items of each kind stand in
each stretch of slots. Items are alike when every quota sees the same in them; a stretch ends
where a quota or a pin does. The programme is tiny, whatever the catalogue's size.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy.optimize import Bounds

from openslate.recommend.slates.bounds import IntArray, QuotaBound
from openslate.recommend.slates.integer_programme import IntegerProgramme, Numbers
from openslate.recommend.slates.relaxation import Relaxation, quota_eased, row_shortened
from openslate.recommend.slates.slate_problem import SlateProblem


@dataclass(frozen=True)
class Easing:
    """The least that has to give: by quota, how far below `at_least` and above `at_most`; and
    how many slots at the row's end stay empty.
    """

    under: tuple[int, ...]
    over: tuple[int, ...]
    empty: int

    @property
    def needed(self) -> bool:
        """Whether the rules cannot be met in full."""
        return any(self.under) or any(self.over) or self.empty > 0

    def apply(self, problem: SlateProblem) -> SlateProblem:
        """The same row with its rules eased, so that it can be filled."""
        bounds = tuple(map(_eased, problem.bounds, self.under, self.over))
        return replace(problem, bounds=bounds, length=problem.length - self.empty)

    def told(self, problem: SlateProblem) -> list[Relaxation]:
        """What was eased, for the people who read the row."""
        said = []
        for bound, under, over in zip(problem.bounds, self.under, self.over, strict=True):
            if under:
                said.append(quota_eased(bound, "at_least", bound.at_least - under))
            if over:
                said.append(quota_eased(bound, "at_most", (bound.at_most or 0) + over))
        if self.empty:
            length = problem.length
            said.append(row_shortened(length, length - self.empty, "its quotas leave no more"))
        return said


def _eased(bound: QuotaBound, under: int, over: int) -> QuotaBound:
    most = None if bound.at_most is None else bound.at_most + over
    return replace(bound, at_least=bound.at_least - under, at_most=most)


def supply_easing(problem: SlateProblem) -> Easing:
    """What quotas must give because fewer items count than they want, whatever else holds.

    This is most of what goes wrong in practice (a row of westerns and a quota for comedies), and
    it is known by counting alone.
    """
    missing = []
    for bound in problem.bounds:
        short = 0
        if bound.members is not None and bound.at_least:
            pinned = bound.members[[pin.item for pin in problem.pins]]
            at_hand = np.count_nonzero(problem.open & bound.members) + np.count_nonzero(pinned)
            short = max(0, bound.at_least - int(at_hand))
        missing.append(short)
    return Easing(tuple(missing), (0,) * len(missing), 0)


def least_easing(problem: SlateProblem, items: IntArray) -> Easing:
    """The least easing of a row filled from open `items` and its pins, by a fixed preference.

    Break as few quotas as possible, then by as few items as possible, then leave as few slots
    empty as possible: a shorter row breaks no promise, so it comes before breaking a quota. Of
    equal ways out the quota written later gives way. Pins always stand.
    """
    return _CountProgramme(problem, items).solve()


class _CountProgramme:
    """Variables: items of kind k in stretch j; per quota under, over, broken; stretch full."""

    def __init__(self, problem: SlateProblem, items: IntArray) -> None:
        self.problem, self.bounds = problem, problem.bounds
        self.kinds, self.supply = np.unique(problem.seen_in(items), axis=1, return_counts=True)
        self.ends = _stretch_ends(problem)
        self.room = _rooms(problem, self.ends)
        quotas, stretches = len(self.bounds), len(self.room)
        kinds = len(self.supply)
        self.counts = np.arange(kinds * stretches).reshape(kinds, stretches)
        first = self.counts.size
        self.under = first + np.arange(quotas)
        self.over = self.under + quotas
        self.broken = self.over + quotas
        self.full = first + 3 * quotas + np.arange(stretches)
        self.size = first + 3 * quotas + stretches

    def solve(self) -> Easing:
        rows = IntegerProgramme(self.size)
        for kind, supply in enumerate(self.supply):
            rows.add(self.counts[kind], at_most=supply)
        self._fill_in_order(rows)
        for quota, bound in enumerate(self.bounds):
            (self._cap_groups if bound.caps_groups else self._count_members)(rows, quota, bound)
            slack = [self.under[quota], self.over[quota], self.broken[quota]]
            most = max(self.problem.length, bound.at_least)
            rows.add(slack, [1, 1, -most], at_most=0)
        return self._read(rows.minimise(self._costs(), self._limits()).astype(int))

    def _fill_in_order(self, rows: IntegerProgramme) -> None:
        """A stretch may hold items only when the one before it is full."""
        for stretch, room in enumerate(self.room):
            placed = self.counts[:, stretch]
            rows.add([*placed, self.full[stretch]], [*[1] * len(placed), -room], at_least=0)
            if stretch:
                before = self.full[stretch - 1]
                rows.add([*placed, before], [*[1] * len(placed), -room], at_most=0)
                rows.add([self.full[stretch], before], [1, -1], at_most=0)
            else:
                rows.add(placed, at_most=room)

    def _count_members(self, rows: IntegerProgramme, quota: int, bound: QuotaBound) -> None:
        reach, pinned = self._within(bound)
        counted = self.counts[self.kinds[quota + 1] == 1, :reach].ravel()
        ones, have = [1] * len(counted), int(bound.marks(pinned).sum())
        rows.add([*counted, self.under[quota]], [*ones, 1], at_least=bound.at_least - have)
        if bound.at_most is not None:
            rows.add([*counted, self.over[quota]], [*ones, -1], at_most=bound.at_most - have)

    def _cap_groups(self, rows: IntegerProgramme, quota: int, bound: QuotaBound) -> None:
        reach, pinned = self._within(bound)
        marks, cap = bound.marks(pinned), bound.at_most or 0
        for number in np.unique([*self.kinds[quota + 1], *marks]):
            alike = self.kinds[quota + 1] == number
            have = int(np.count_nonzero(marks == number))
            if number < 0 or self.supply[alike].sum() + have <= cap:
                continue
            counted = self.counts[alike, :reach].ravel()
            ones = [1] * len(counted)
            rows.add([*counted, self.over[quota]], [*ones, -1], at_most=cap - have)

    def _within(self, bound: QuotaBound) -> tuple[int, list[int]]:
        """How many stretches a quota speaks of, and the items pinned in them."""
        reach = bound.reach(self.problem.length)
        return self.ends.index(reach), self.problem.pinned_within(reach)

    def _costs(self) -> Numbers:
        """Each cost outweighs all cheaper ones together: which quota (of equals, the one written
        later gives way), an empty slot, one item off a quota, a broken quota.
        """
        costs = np.zeros(self.size)
        later_first = np.arange(len(self.bounds), 0, -1)
        empty_slot = int(later_first.sum()) + 1
        one_item = empty_slot * (self.problem.length + 1)
        worst = sum(max(self.problem.length, b.at_least) for b in self.bounds) + 1
        costs[: self.counts.size] = -empty_slot
        costs[self.under] = costs[self.over] = one_item
        costs[self.broken] = one_item * worst + later_first
        return costs

    def _limits(self) -> Bounds:
        lower, upper = np.zeros(self.size), np.full(self.size, np.inf)
        upper[self.broken] = upper[self.full] = 1
        last_pin = max((pin.slot for pin in self.problem.pins), default=0)
        lower[self.full] = [end <= last_pin for end in self.ends[1:]]
        return Bounds(lower, upper)

    def _read(self, found: IntArray) -> Easing:
        filled = int(found[: self.counts.size].sum())
        return Easing(
            tuple(found[self.under].tolist()),
            tuple(found[self.over].tolist()),
            int(sum(self.room)) - filled,
        )


def _stretch_ends(problem: SlateProblem) -> list[int]:
    """Where stretches begin and end: 0, every quota's reach, every pin's slot, the row's end."""
    reaches = {bound.reach(problem.length) for bound in problem.bounds}
    return sorted({0, problem.length, *reaches, *(pin.slot for pin in problem.pins)})


def _rooms(problem: SlateProblem, ends: Sequence[int]) -> list[int]:
    free = np.array(problem.free_slots)
    return [int(np.count_nonzero((free > a) & (free <= b))) for a, b in pairwise(ends)]
