"""The fast way to fill a row: best item first, keeping back slots for what quotas still need."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openslate.recommend.slates.bounds import Bound, IntArray, QuotaBound
from openslate.recommend.slates.keepers import Keeper, keepers
from openslate.recommend.slates.shortlist import quick_shortlist
from openslate.recommend.slates.slate_problem import SlateProblem


def fill_greedily(problem: SlateProblem) -> tuple[int, ...] | None:
    """A row that meets every rule, or None when this walk found none (there may still be one).

    Walks the slots in order and takes the best item after which all quotas can still be met.
    First as if no item counted for two quotas at once (careful), then, where several want items,
    as if all did.
    """
    candidates = quick_shortlist(problem)
    wanting = [b for b in problem.bounds if isinstance(b, QuotaBound) and b.at_least]
    for careful in (True, False)[: len(wanting) or 1]:
        row = _Walk.over(problem, candidates, careful).fill()
        if row is not None and not broken_bounds(problem, row):
            return row
    return None


def broken_bounds(problem: SlateProblem, row: tuple[int, ...]) -> list[Bound]:
    """The bounds that a whole row does not meet."""
    return [bound for bound in problem.bounds if not bound.holds(row)]


@dataclass(slots=True)
class _Tally:
    """How one members quota stands: `have` counts pins ahead too."""

    reach: int
    at_least: int
    at_most: int
    have: int


@dataclass(slots=True)
class _Walk:
    """The state of one walk along the free slots."""

    problem: SlateProblem
    waiting: list[tuple[int, tuple[int, ...]]]  # item, which tallies it counts for
    tallies: list[_Tally]  # nearest end first
    keepers: list[Keeper]
    free_until: list[int]  # free slots among the first k
    careful: bool

    @classmethod
    def over(cls, problem: SlateProblem, candidates: IntArray, careful: bool) -> "_Walk":
        """A walk at its start, with what the pins already settle."""
        counting = sorted(
            (b for b in problem.bounds if isinstance(b, QuotaBound) and b.groups is None),
            key=lambda bound: bound.among_first,
        )
        free = np.zeros(problem.length + 1, dtype=np.int64)
        free[list(problem.free_slots)] = 1
        free_until = np.cumsum(free).tolist()
        return cls(
            problem,
            list(zip(candidates.tolist(), _marks(counting, candidates), strict=True)),
            [_tally(problem, bound) for bound in counting],
            keepers(problem, candidates, free_until),
            free_until,
            careful,
        )

    def fill(self) -> tuple[int, ...] | None:
        """Items for all slots, or None at a dead end."""
        chosen = []
        for slot in self.problem.free_slots:
            position = self._next(slot)
            if position is None:
                return None
            item, counts = self.waiting.pop(position)
            self._place(slot, item, counts)
            chosen.append(item)
        return self.problem.with_pins(self._best_first(chosen))

    def _next(self, slot: int) -> int | None:
        """Where the best item stands that fits this slot; items that count alike fit alike."""
        fits: dict[tuple[int, ...], bool] = {}
        for position, (item, counts) in enumerate(self.waiting):
            if counts not in fits:
                fits[counts] = self._fits(slot, counts)
            if fits[counts] and all(keeper.allows(slot, item) for keeper in self.keepers):
                return position
        return None

    def _fits(self, slot: int, counts: tuple[int, ...]) -> bool:
        """Whether caps have room, and the slots left after this one suffice for what is owed."""
        owed, free = 0, self.free_until
        for tally, mine in zip(self.tallies, counts, strict=True):
            if slot > tally.reach:
                continue
            have = tally.have + mine
            if have > tally.at_most:
                return False
            if have < tally.at_least:
                owed = tally.at_least - have + (owed if self.careful else 0)
                if owed > free[tally.reach] - free[slot]:
                    return False
        return True

    def _place(self, slot: int, item: int, counts: tuple[int, ...]) -> None:
        for tally, mine in zip(self.tallies, counts, strict=True):
            tally.have += mine if slot <= tally.reach else 0
        for keeper in self.keepers:
            keeper.place(slot, item)

    def _best_first(self, chosen: list[int]) -> list[int]:
        """Order by score within each run, where order changes no sum; spacing may object."""
        scores, tidy, start = self.problem.scores, [], 0
        for after, last in self.problem.runs:
            end = start + self.problem.room(after, last)
            tidy += sorted(chosen[start:end], key=lambda item: (-scores[item], item))
            start = end
        whole = self.problem.with_pins(tidy)
        return tidy if all(bound.holds(whole) for bound in self.problem.bounds) else chosen


def _marks(bounds: Sequence[QuotaBound], items: IntArray) -> list[tuple[int, ...]]:
    if not bounds:
        return [()] * len(items)
    return list(zip(*(b.counted(items).astype(int).tolist() for b in bounds), strict=True))


def _tally(problem: SlateProblem, bound: QuotaBound) -> _Tally:
    reach = bound.reach(problem.length)
    have = int(bound.counted([*bound.before, *problem.pinned_within(reach)]).sum())
    most = problem.length + have if bound.at_most is None else bound.at_most
    return _Tally(reach, bound.at_least, most, have)
