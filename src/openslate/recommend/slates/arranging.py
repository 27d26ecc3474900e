"""Putting chosen items in order: the best first, and apart where spacing asks for it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from openslate.recommend.slates.slate_problem import SlateProblem
from openslate.recommend.slates.spacing import SpacingBound

STEPS = 3_000  # of searching for an order before giving up
PASSES = 4  # of swapping pairs for a better order

Row = tuple[int, ...]


def arrange(problem: SlateProblem, chosen: Mapping[int, Sequence[int]]) -> Row | None:
    """A row of the items chosen for each run (by its last slot); None when no order was found.

    Without spacing the order is by score. With it, a search slot by slot: first the best item
    that stands apart from all others, then, should that end blind, those with most left of their
    kind. What it finds is bettered by swapping pairs.
    """
    scores = problem.scores
    best_first = {
        last: sorted(items, key=lambda item: (-scores[item], item))
        for last, items in chosen.items()
    }
    row = problem.with_pins([item for items in best_first.values() for item in items])
    spacings = [bound for bound in problem.bounds if isinstance(bound, SpacingBound)]
    if all(bound.holds(row) for bound in spacings):
        return row
    for crowded_first in (False, True):
        order = _Search(problem, spacings, best_first, crowded_first).find()
        if order is not None:
            return _bettered(problem, spacings, list(problem.with_pins(order)))
    return None


class _Search:
    """Depth first through the free slots, giving up after a number of steps."""

    def __init__(
        self,
        problem: SlateProblem,
        spacings: Sequence[SpacingBound],
        best_first: Mapping[int, Sequence[int]],
        crowded_first: bool,
    ) -> None:
        self.problem, self.spacings, self.crowded_first = problem, spacings, crowded_first
        self.slots = problem.free_slots
        self.left = {last: list(items) for last, items in best_first.items()}
        self.run_of = [next(last for last in self.left if slot <= last) for slot in self.slots]
        self.held = {pin.slot: pin.item for pin in problem.pins}
        self.steps = 0

    def find(self) -> list[int] | None:
        """Items for the free slots in order, or None."""
        return self._from(0)

    def _from(self, place: int) -> list[int] | None:
        if place == len(self.slots):
            return []
        slot, left = self.slots[place], self.left[self.run_of[place]]
        for item in list(self._candidates(slot, left)):
            self.steps += 1
            if self.steps > STEPS:
                return None
            position = left.index(item)
            left.pop(position)
            self.held[slot] = item
            rest = self._from(place + 1)
            if rest is not None:
                return [item, *rest]
            left.insert(position, item)
            del self.held[slot]
        return None

    def _candidates(self, slot: int, left: Sequence[int]) -> Iterator[int]:
        ordered = left
        if self.crowded_first:
            crowds = [Counter(bound.groups.of_all(left)) for bound in self.spacings]
            ordered = sorted(left, key=lambda item: -self._crowd(item, crowds))
        return (item for item in ordered if self._apart(slot, item))

    def _crowd(self, item: int, crowds: Sequence[Counter[int]]) -> int:
        return max(
            crowd[number]
            for bound, crowd in zip(self.spacings, crowds, strict=True)
            for number in (*bound.groups.of(item), -1)
        )

    def _apart(self, slot: int, item: int) -> bool:
        for bound in self.spacings:
            if slot > bound.among_first:
                continue
            mine = set(bound.groups.of(item))
            for other in range(
                slot - bound.apart + 1, min(slot + bound.apart, bound.among_first + 1)
            ):
                if other in self.held and not mine.isdisjoint(bound.groups.of(self.held[other])):
                    return False
        return True


def _bettered(problem: SlateProblem, spacings: Sequence[SpacingBound], row: list[int]) -> Row:
    """Swap pairs within runs while that brings a better item further up and spacing holds."""
    free = set(problem.free_slots)
    places = [
        [slot - 1 for slot in range(after + 1, last + 1) if slot in free]
        for after, last in problem.runs
    ]
    pairs = [pair for run in places for pair in combinations(run, 2)]
    for _ in range(PASSES):
        if not [pair for pair in pairs if _swapped(problem, spacings, row, *pair)]:
            break
    return tuple(row)


def _swapped(
    problem: SlateProblem, spacings: Sequence[SpacingBound], row: list[int], up: int, down: int
) -> bool:
    if problem.scores[row[up]] >= problem.scores[row[down]]:
        return False
    row[up], row[down] = row[down], row[up]
    if all(bound.holds(row) for bound in spacings):
        return True
    row[up], row[down] = row[down], row[up]
    return False
