"""Who watches over one bound while a row is filled slot by slot."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from openslate.common.groups import Groups
from openslate.recommend.slates.bounds import IntArray, QuotaBound
from openslate.recommend.slates.budget import TOLERANCE, BudgetBound
from openslate.recommend.slates.slate_problem import SlateProblem
from openslate.recommend.slates.spacing import SpacingBound


class Keeper(Protocol):
    """Says whether an item may stand in a slot after all that was placed before, pins included."""

    def allows(self, slot: int, item: int) -> bool:
        """Whether the bound can still be kept with this item in this slot."""

    def place(self, slot: int, item: int) -> None:
        """Take note that the item stands there."""


def keepers(problem: SlateProblem, candidates: IntArray, free: Sequence[int]) -> list[Keeper]:
    """One for each bound that is not a matter of members; `free` counts free slots up to each."""
    found: list[Keeper] = []
    for bound in problem.bounds:
        if isinstance(bound, SpacingBound):
            found.append(SpacingKeeper(problem, bound))
        elif isinstance(bound, BudgetBound):
            found.append(BudgetKeeper(problem, bound, candidates, free))
        elif bound.groups is not None:
            found.append(GroupKeeper(problem, bound, bound.groups))
    return found


class GroupKeeper:
    """Keeps every group under its cap."""

    def __init__(self, problem: SlateProblem, bound: QuotaBound, groups: Groups) -> None:
        self.groups, self.cap = groups, bound.at_most or 0
        self.reach = bound.reach(problem.length)
        settled = [*bound.before, *problem.pinned_within(self.reach)]
        self.have = Counter(groups.of_all(settled))

    def allows(self, slot: int, item: int) -> bool:
        """Whether all groups of the item have room."""
        if slot > self.reach:
            return True
        return all(self.have[number] < self.cap for number in self.groups.of(item))

    def place(self, slot: int, item: int) -> None:
        """Count the item in all its groups."""
        if slot <= self.reach:
            self.have.update(self.groups.of(item))


class SpacingKeeper:
    """Keeps items of a group apart, from pins ahead as well."""

    def __init__(self, problem: SlateProblem, bound: SpacingBound) -> None:
        self.groups, self.apart = bound.groups, bound.apart
        self.reach = bound.reach(problem.length)
        self.slots: dict[int, list[int]] = {}
        for pin in problem.pins:
            self.place(pin.slot, pin.item)

    def allows(self, slot: int, item: int) -> bool:
        """Whether nothing near shares a group with the item."""
        if slot > self.reach:
            return True
        return all(
            abs(slot - other) >= self.apart
            for number in self.groups.of(item)
            for other in self.slots.get(number, ())
        )

    def place(self, slot: int, item: int) -> None:
        """Remember where each group of the item stands."""
        if slot <= self.reach:
            for number in self.groups.of(item):
                self.slots.setdefault(number, []).append(slot)


class BudgetKeeper:
    """Keeps a sum within its bounds, if the slots left get the least, or the most, there is."""

    def __init__(
        self,
        problem: SlateProblem,
        bound: BudgetBound,
        candidates: IntArray,
        free: Sequence[int],
    ) -> None:
        self.bound, self.free = bound, free
        self.reach = bound.reach(problem.length)
        pinned = problem.pinned_within(self.reach)
        self.have = bound.total([*bound.before, *pinned])
        self.strangers = bound.strangers - bound.unknown(pinned)
        known = np.sort(bound.amounts[candidates], kind="stable")  # unknown ones come last
        known = known[~np.isnan(known)][: len(candidates)].astype(np.float64)
        self.least_of = np.concatenate([[0.0], np.cumsum(known)]).tolist()
        self.most_of = np.concatenate([[0.0], np.cumsum(known[::-1])]).tolist()

    def allows(self, slot: int, item: int) -> bool:
        """Whether the sum can still end between its bounds."""
        if slot > self.reach:
            return True
        bound, left = self.bound, self.free[self.reach] - self.free[slot]
        amount = float(bound.amounts[item])
        if amount != amount:  # not known
            if bound.at_most is not None and self.strangers < 1:
                return False
            amount = 0.0
        left = min(left, len(self.least_of) - 1)
        total = self.have + amount
        if bound.at_most is not None and total + self.least_of[left] > bound.at_most + TOLERANCE:
            return False
        return bool(total + self.most_of[left] >= bound.at_least - TOLERANCE)

    def place(self, slot: int, item: int) -> None:
        """Add the item's amount."""
        if slot > self.reach:
            return
        self.have += self.bound.total([item])
        self.strangers -= self.bound.unknown([item])
