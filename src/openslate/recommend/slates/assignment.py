"""Items and slots chosen together: an integer programme over places that may pay, with HiGHS."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds

from openslate.recommend.slates.arranging import Row
from openslate.recommend.slates.bounds import IntArray
from openslate.recommend.slates.demands import demands
from openslate.recommend.slates.enough import open_only
from openslate.recommend.slates.integer_programme import IntegerProgramme, Numbers
from openslate.recommend.slates.prices import Ceiling
from openslate.recommend.slates.slate_problem import SlateProblem, slot_weights
from openslate.recommend.slates.spacing import SpacingBound


@dataclass(frozen=True, eq=False)
class Cells:
    """Places that may pay: item `items[i]` in slot `slots[i]`.

    `complete` says that no other place can be part of a row that beats the known one.
    """

    items: IntArray
    slots: IntArray
    complete: bool


def promising_cells(
    problem: SlateProblem, ceiling: Ceiling, floor: float, known: Row, most: int
) -> Cells:
    """Places whose loss does not put a row below `floor`, at most so many, and those known."""
    free = np.array(problem.free_slots)
    loss = ceiling.loss.ravel()
    paying = np.flatnonzero(loss <= ceiling.worth - floor)
    complete = len(paying) <= most
    if not complete:
        paying = paying[np.argpartition(loss[paying], most)[:most]]
    line, place = np.divmod(paying, len(free))
    pairs = set(zip(ceiling.items[line].tolist(), free[place].tolist(), strict=True))
    pairs |= {(known[slot - 1], slot) for slot in problem.free_slots}
    items, slots = zip(*sorted(pairs), strict=True)
    return Cells(np.array(items), np.array(slots), complete)


def all_cells(problem: SlateProblem, items: IntArray) -> Cells:
    """Every place that some items can take."""
    slots = np.array(problem.free_slots)
    return Cells(np.repeat(np.sort(items), len(slots)), np.tile(slots, len(items)), True)


def assign(
    problem: SlateProblem, gains: Numbers, cells: Cells, gap: float, seconds: float | None
) -> tuple[Row, float] | None:
    """The row that is worth most with all its places among `cells` and every rule met.

    With it, a ceiling on all such rows. None when there is none, or none was found within
    `seconds`; it may stop within a relative `gap` of the best.
    """
    rows = IntegerProgramme(len(cells.items))
    for slot in problem.free_slots:
        rows.add(np.flatnonzero(cells.slots == slot), at_least=1, at_most=1)
    for places in _by_item(cells.items):
        rows.add(places, at_most=1)
    _meet_demands(problem, cells, rows)
    for bound in problem.bounds:
        if isinstance(bound, SpacingBound):
            for places, most in _windows(problem, bound, cells):
                rows.add(places, at_most=most)
    value = gains[cells.items] * slot_weights(problem.length)[cells.slots - 1]
    found = rows.minimise(-value, Bounds(0, 1), gap=gap, seconds=seconds)
    if found is None:
        return None
    chosen = np.flatnonzero(found.values > 0.5)
    row = problem.with_pins(cells.items[chosen[np.argsort(cells.slots[chosen])]].tolist())
    weights = slot_weights(problem.length)
    pinned = sum(float(gains[pin.item] * weights[pin.slot - 1]) for pin in problem.pins)
    return row, pinned - found.least


def _by_item(items: IntArray) -> Iterator[NDArray[np.intp]]:
    """Places of each item that has several; `items` are sorted."""
    starts = np.flatnonzero(np.diff(items, prepend=-1))
    for start, end in zip(starts, [*starts[1:], len(items)], strict=True):
        if end - start > 1:
            yield np.arange(start, end)


def _meet_demands(problem: SlateProblem, cells: Cells, rows: IntegerProgramme) -> None:
    pool = open_only(problem, np.unique(cells.items))
    weights = np.zeros(len(problem.open))
    for demand in demands(problem, pool):
        weights[demand.items] = demand.weights
        inside = (demand.after < cells.slots) & (cells.slots <= demand.reach)
        places = np.flatnonzero(inside & (weights[cells.items] != 0))
        amounts = weights[cells.items[places]]
        rows.add(places, amounts, at_least=demand.at_least, at_most=demand.at_most)
        weights[demand.items] = 0


def _windows(
    problem: SlateProblem, bound: SpacingBound, cells: Cells
) -> Iterator[tuple[NDArray[np.intp], int]]:
    """Of each group at most one item in any `apart` slots that follow on each other."""
    reach = bound.reach(problem.length)
    pinned: dict[int, set[int]] = {}
    for pin in problem.pins:
        for number in bound.groups.of(pin.item):
            pinned.setdefault(number, set()).add(pin.slot)
    for number, places in _by_group(bound, cells):
        held = pinned.get(number, set())
        if len(set(cells.items[places].tolist())) + len(held) < 2:
            continue
        slots = cells.slots[places]
        for first in range(1, max(reach - bound.apart + 1, 1) + 1):
            last = min(first + bound.apart - 1, reach)
            taken = any(first <= slot <= last for slot in held)
            near = places[(first <= slots) & (slots <= last)]
            if len(near) > (not taken):
                yield near, int(not taken)


def _by_group(bound: SpacingBound, cells: Cells) -> Iterator[tuple[int, NDArray[np.intp]]]:
    found: dict[int, list[int]] = {}
    for place, item in enumerate(cells.items.tolist()):
        for number in bound.groups.of(item):
            found.setdefault(number, []).append(place)
    for number, places in found.items():
        yield number, np.array(places, dtype=np.intp)
