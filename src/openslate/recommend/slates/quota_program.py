"""The best row under all its rules, exactly: an integer programme solved with HiGHS."""

import numpy as np
from scipy.optimize import Bounds

from openslate.recommend.slates.bounds import IntArray, QuotaBound
from openslate.recommend.slates.integer_programme import IntegerProgramme, Numbers
from openslate.recommend.slates.shortlist import best_first, sufficient_items
from openslate.recommend.slates.slate_problem import SlateProblem, slot_weights

SCALE = 1000.0  # scores are spread over 0 to this, well above the solver's tolerances


def fill_exactly(problem: SlateProblem) -> tuple[int, ...]:
    """The row with the highest discounted score among all that meet every rule.

    Call it only when such a row exists (`least_easing` says). Works on `sufficient_items`, so
    the optimum is that of the whole catalogue. Among equal scores the lower index comes first.
    """
    if not problem.free_slots:
        return problem.with_pins(())
    return _AssignmentProgramme(problem).solve()


class _AssignmentProgramme:
    """One 0/1 variable for an item in a free slot.

    Of items alike in every quota the best comes first, so the r-th of them needs no variable
    for the first r - 1 free slots; that halves the programme and removes symmetry.
    """

    def __init__(self, problem: SlateProblem) -> None:
        self.problem = problem
        self.items = best_first(problem.scores, sufficient_items(problem))
        self.kind = _kinds(problem, self.items)
        slots = np.array(problem.free_slots)
        self.item_of, place_of = np.nonzero(
            _rank_among_alike(self.kind)[:, None] <= np.arange(len(slots))[None, :]
        )
        self.slot_of = slots[place_of]

    def solve(self) -> tuple[int, ...]:
        found = self._rules().minimise(-self._gains(), Bounds(0, 1), presolve=False)
        chosen = np.flatnonzero(found)
        in_order = self.item_of[chosen[np.argsort(self.slot_of[chosen])]]
        return self.problem.with_pins(self.items[_alike_best_first(in_order, self.kind)].tolist())

    def _gains(self) -> Numbers:
        own = self.problem.scores[self.items].astype(np.float64)
        spread = float(np.ptp(own)) or 1.0
        weights = slot_weights(self.problem.length)
        gains: Numbers = (own - own.min()) * (SCALE / spread)
        discounted: Numbers = gains[self.item_of] * weights[self.slot_of - 1]
        return discounted

    def _rules(self) -> IntegerProgramme:
        rows = IntegerProgramme(len(self.item_of))
        for slot in self.problem.free_slots:
            rows.add(np.flatnonzero(self.slot_of == slot), at_least=1, at_most=1)
        for item in range(len(self.items)):
            rows.add(np.flatnonzero(self.item_of == item), at_most=1)
        for bound in self.problem.bounds:
            (self._cap_groups if bound.caps_groups else self._count_members)(rows, bound)
        return rows

    def _count_members(self, rows: IntegerProgramme, bound: QuotaBound) -> None:
        within, pinned = self._within(bound)
        counted = within & (bound.marks(self.items)[self.item_of] == 1)
        have = int(pinned.sum())
        most = np.inf if bound.at_most is None else bound.at_most - have
        rows.add(np.flatnonzero(counted), at_least=bound.at_least - have, at_most=most)

    def _cap_groups(self, rows: IntegerProgramme, bound: QuotaBound) -> None:
        within, pinned = self._within(bound)
        marks, cap = bound.marks(self.items), bound.at_most or 0
        numbers, sizes = np.unique(marks[marks >= 0], return_counts=True)
        for number, size in zip(numbers, sizes, strict=True):
            have = int(np.count_nonzero(pinned == number))
            if size + have > cap:
                counted = within & (marks[self.item_of] == number)
                rows.add(np.flatnonzero(counted), at_most=cap - have)

    def _within(self, bound: QuotaBound) -> tuple[np.ndarray, IntArray]:
        """Which variables a quota speaks of, and what it sees in the items pinned there."""
        reach = bound.reach(self.problem.length)
        return self.slot_of <= reach, bound.marks(self.problem.pinned_within(reach))


def _kinds(problem: SlateProblem, items: IntArray) -> IntArray:
    """One number for all items that every quota sees alike."""
    return np.unique(problem.seen_in(items), axis=1, return_inverse=True)[1].ravel()


def _rank_among_alike(kind: IntArray) -> IntArray:
    """How many of the same kind come before each item."""
    order = np.argsort(kind, kind="stable")
    _, starts, sizes = np.unique(kind[order], return_index=True, return_counts=True)
    rank = np.empty(len(kind), dtype=np.int64)
    rank[order] = np.arange(len(kind)) - np.repeat(starts, sizes)
    return rank


def _alike_best_first(row: IntArray, kind: IntArray) -> IntArray:
    """The same row with items of one kind in order of score (their position), then index."""
    tidy = row.copy()
    for one in np.unique(kind[row]):
        alike = kind[row] == one
        tidy[alike] = np.sort(row[alike])
    return tidy
