"""The fast way to fill a row: best item first, keeping back slots for what quotas still need."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from openslate.recommend.slates.bounds import IntArray, QuotaBound
from openslate.recommend.slates.shortlist import quick_shortlist
from openslate.recommend.slates.slate_problem import SlateProblem


def fill_greedily(problem: SlateProblem) -> tuple[int, ...] | None:
    """A row that meets every rule, or None when this walk found none (there may still be one).

    Walks the slots in order and takes the best item after which all quotas can still be met.
    First as if no item counted for two quotas at once (careful), then as if all did.
    """
    candidates = quick_shortlist(problem)
    for careful in (True, False):
        row = _Walk.over(problem, candidates, careful).fill()
        if row is not None and not broken_bounds(problem, row):
            return row
    return None


def broken_bounds(problem: SlateProblem, row: tuple[int, ...]) -> list[QuotaBound]:
    """The quotas that a whole row does not meet."""
    return [b for b in problem.bounds if not _holds(b, row)]


def _holds(bound: QuotaBound, row: tuple[int, ...]) -> bool:
    marks = bound.marks(row[: bound.among_first]).tolist()
    most = len(marks) if bound.at_most is None else bound.at_most
    if bound.caps_groups:
        return all(count <= most for number, count in Counter(marks).items() if number >= 0)
    return bool(bound.at_least <= sum(marks) <= most)


@dataclass(slots=True)
class _Tally:
    """How one members quota stands: `have` counts pins ahead too."""

    reach: int
    at_least: int
    at_most: int
    have: int


@dataclass(slots=True)
class _GroupTally:
    """How one groups quota stands."""

    reach: int
    at_most: int
    have: Counter[int]


@dataclass(slots=True)
class _Walk:
    """The state of one walk along the free slots."""

    problem: SlateProblem
    waiting: list[tuple[int, tuple[int, ...], tuple[int, ...]]]  # item, counts for, groups
    tallies: list[_Tally]  # nearest end first
    group_tallies: list[_GroupTally]
    free_until: list[int]  # free slots among the first k
    careful: bool

    @classmethod
    def over(cls, problem: SlateProblem, candidates: IntArray, careful: bool) -> "_Walk":
        """A walk at its start, with what the pins already settle."""
        counting = sorted(
            (b for b in problem.bounds if not b.caps_groups), key=lambda b: b.among_first
        )
        capping = [b for b in problem.bounds if b.caps_groups]
        free = np.zeros(problem.length + 1, dtype=np.int64)
        free[list(problem.free_slots)] = 1
        return cls(
            problem,
            list(
                zip(
                    candidates.tolist(),
                    _marks(counting, candidates),
                    _marks(capping, candidates),
                    strict=True,
                )
            ),
            [_tally(problem, bound) for bound in counting],
            [_group_tally(problem, bound) for bound in capping],
            np.cumsum(free).tolist(),
            careful,
        )

    def fill(self) -> tuple[int, ...] | None:
        """Items for all slots, or None at a dead end."""
        chosen = []
        for slot in self.problem.free_slots:
            position = self._next(slot)
            if position is None:
                return None
            item, counts, groups = self.waiting.pop(position)
            self._count(slot, counts, groups)
            chosen.append(item)
        return self.problem.with_pins(self._best_first(chosen))

    def _next(self, slot: int) -> int | None:
        """Where the best item stands that fits this slot; items that count alike fit alike."""
        fits: dict[tuple[int, ...], bool] = {}
        for position, (_, counts, groups) in enumerate(self.waiting):
            if counts not in fits:
                fits[counts] = self._fits(slot, counts)
            if fits[counts] and self._has_room(slot, groups):
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

    def _has_room(self, slot: int, groups: tuple[int, ...]) -> bool:
        for tally, number in zip(self.group_tallies, groups, strict=True):
            if number >= 0 and slot <= tally.reach and tally.have[number] >= tally.at_most:
                return False
        return True

    def _count(self, slot: int, counts: tuple[int, ...], groups: tuple[int, ...]) -> None:
        for tally, mine in zip(self.tallies, counts, strict=True):
            tally.have += mine if slot <= tally.reach else 0
        for group_tally, number in zip(self.group_tallies, groups, strict=True):
            group_tally.have[number] += slot <= group_tally.reach

    def _best_first(self, chosen: list[int]) -> list[int]:
        """Order by score between the ends of quotas, where order changes no count."""
        ends = {self.free_until[b.reach(self.problem.length)] for b in self.problem.bounds}
        cuts = sorted({0, *ends, len(chosen)})
        scores = self.problem.scores
        return [
            item
            for start, end in pairwise(cuts)
            for item in sorted(chosen[start:end], key=lambda i: (-scores[i], i))
        ]


def _marks(bounds: list[QuotaBound], items: IntArray) -> list[tuple[int, ...]]:
    if not bounds:
        return [()] * len(items)
    return list(zip(*(b.marks(items).tolist() for b in bounds), strict=True))


def _tally(problem: SlateProblem, bound: QuotaBound) -> _Tally:
    reach = bound.reach(problem.length)
    have = int(bound.marks(problem.pinned_within(reach)).sum())
    return _Tally(reach, bound.at_least, reach if bound.at_most is None else bound.at_most, have)


def _group_tally(problem: SlateProblem, bound: QuotaBound) -> _GroupTally:
    reach = bound.reach(problem.length)
    have = Counter(bound.marks(problem.pinned_within(reach)).tolist())
    return _GroupTally(reach, bound.at_most or 0, have)
