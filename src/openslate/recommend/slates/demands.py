"""What the rules of a row come to in arithmetic, once for every programme that fills rows.

A demand bounds what the items in a run of slots weigh together: 1 for each that counts for a
quota or is in a capped group, its amount for a budget. Pinned items and rows above are already
taken off. Spacing is not a sum; it comes down to how many of a group fit into a run at all, which
has to hold but is not enough, so that whoever arranges the items has to heed it again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from openslate.common.groups import Groups
from openslate.recommend.slates.bounds import BoolArray, Bound, IntArray, QuotaBound
from openslate.recommend.slates.budget import TOLERANCE, BudgetBound
from openslate.recommend.slates.integer_programme import Numbers
from openslate.recommend.slates.slate_problem import SlateProblem
from openslate.recommend.slates.spacing import SpacingBound

WHOLE, UNKNOWN = -1, -2  # parts of a bound beside its groups


@dataclass(frozen=True, eq=False)
class Demand:
    """`at_least` <= the weights of the items placed by score in slots `after` + 1 to `reach`,
    summed, <= `at_most`.

    `bound` is the place of its bound in the problem, `part` the group it speaks of, WHOLE or
    UNKNOWN. Items that are not among `items` weigh nothing.
    """

    bound: int
    part: int
    after: int
    reach: int
    items: IntArray
    weights: Numbers
    at_least: float
    at_most: float


def demands(problem: SlateProblem, kept: BoolArray) -> list[Demand]:
    """What all bounds demand of a row filled from the items in `kept` (bool by item).

    Groups so small that they can break nothing are left out.
    """
    found: list[Demand] = []
    for number, bound in enumerate(problem.bounds):
        if isinstance(bound, SpacingBound):
            found.extend(_spacing(problem, number, bound, kept))
        elif isinstance(bound, BudgetBound):
            found.extend(_budget(problem, number, bound, kept))
        elif bound.groups is None:
            found.append(_members(problem, number, bound, kept))
        else:
            found.extend(_groups(problem, number, bound, bound.groups, kept))
    return found


def weighed(bound: Bound, part: int, kept: BoolArray) -> tuple[IntArray, Numbers]:
    """The items in `kept` that a part of a bound weighs, and what each weighs."""
    if isinstance(bound, BudgetBound):
        unknown = np.isnan(bound.amounts)
        items = np.flatnonzero(kept & (unknown if part == UNKNOWN else ~unknown))
        ones = part == UNKNOWN
        return items, np.ones(len(items)) if ones else bound.amounts[items].astype(np.float64)
    if part == WHOLE and isinstance(bound, QuotaBound) and bound.members is not None:
        items = np.flatnonzero(kept & bound.members)
    else:
        assert bound.groups is not None  # noqa: S101  (only these have parts)
        items = bound.groups.things_in(part)
        items = items[kept[items]]
    return items, np.ones(len(items))


def _members(problem: SlateProblem, number: int, bound: QuotaBound, kept: BoolArray) -> Demand:
    reach = bound.reach(problem.length)
    have = int(bound.counted(_settled(problem, bound, reach)).sum())
    most = np.inf if bound.at_most is None else bound.at_most - have
    items, weights = weighed(bound, WHOLE, kept)
    return Demand(number, WHOLE, 0, reach, items, weights, bound.at_least - have, most)


def _groups(
    problem: SlateProblem, number: int, bound: QuotaBound, groups: Groups, kept: BoolArray
) -> Iterator[Demand]:
    reach, cap = bound.reach(problem.length), bound.at_most or 0
    settled = groups.of_all(_settled(problem, bound, reach))
    have = np.bincount(np.array(settled, dtype=np.intp), minlength=groups.count)
    for part in np.flatnonzero(groups.counts(kept) + have > cap).tolist():
        items, weights = weighed(bound, part, kept)
        yield Demand(number, part, 0, reach, items, weights, -np.inf, float(cap - have[part]))


def _budget(
    problem: SlateProblem, number: int, bound: BudgetBound, kept: BoolArray
) -> Iterator[Demand]:
    reach = bound.reach(problem.length)
    have = bound.total(_settled(problem, bound, reach))
    most = np.inf if bound.at_most is None else bound.at_most - have + TOLERANCE / 2
    items, weights = weighed(bound, WHOLE, kept)
    least = bound.at_least - have - TOLERANCE / 2
    yield Demand(number, WHOLE, 0, reach, items, weights, least, most)
    if bound.at_most is not None:
        let_in = bound.strangers - bound.unknown(problem.pinned_within(reach))
        items, weights = weighed(bound, UNKNOWN, kept)
        yield Demand(number, UNKNOWN, 0, reach, items, weights, -np.inf, let_in)


def _spacing(
    problem: SlateProblem, number: int, bound: SpacingBound, kept: BoolArray
) -> Iterator[Demand]:
    reach = bound.reach(problem.length)
    runs = [run for run in problem.runs if run[1] <= reach]
    runs = runs if len(runs) == 1 else [*runs, (0, reach)]
    pinned = _pinned_slots(problem, bound)
    supply = bound.groups.counts(kept)
    for after, last in runs:
        free = [slot for slot in problem.free_slots if after < slot <= last]
        usual = _most_apart(free, (), bound.apart)
        for part in sorted({*np.flatnonzero(supply > usual).tolist(), *pinned}):
            held = pinned.get(part, ())
            most = _most_apart(free, held, bound.apart) if held else usual
            if supply[part] > most:
                items, weights = weighed(bound, part, kept)
                yield Demand(number, part, after, last, items, weights, -np.inf, most)
    for part, held in pinned.items():
        if any(b - a < bound.apart for a, b in pairwise(held)):
            none = np.array([], dtype=np.intp)
            yield Demand(number, part, 0, reach, none, np.array([]), -np.inf, -1)


def _pinned_slots(problem: SlateProblem, bound: SpacingBound) -> dict[int, list[int]]:
    """Slots in which pins hold items of each group, in order."""
    held: dict[int, list[int]] = {}
    for pin in sorted(problem.pins, key=lambda pin: pin.slot):
        if pin.slot <= bound.among_first:
            for part in bound.groups.of(pin.item):
                held.setdefault(part, []).append(pin.slot)
    return held


def _most_apart(free: Sequence[int], held: Sequence[int], apart: int) -> int:
    """How many of some free slots can be taken with `apart` between all taken and held ones."""
    taken, last = 0, -apart
    for slot in free:
        if slot - last >= apart and all(abs(slot - other) >= apart for other in held):
            taken, last = taken + 1, slot
    return taken


def _settled(problem: SlateProblem, bound: QuotaBound | BudgetBound, reach: int) -> list[int]:
    """Items that count already: of rows above, and pinned among the first slots."""
    return [*bound.before, *problem.pinned_within(reach)]
