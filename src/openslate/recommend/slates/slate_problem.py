"""One row to fill, put in order: what is open, how long it gets, which pins stand."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from openslate.common.errors import SlateError
from openslate.recommend.slates.bounds import BoolArray, Bound, FloatArray, Pin
from openslate.recommend.slates.relaxation import Relaxation, pin_dropped, row_shortened

Rule = Bound | Pin


@dataclass(frozen=True, eq=False)
class SlateProblem:
    """A row to fill: `open` are the items (bool by item) that may be placed by score.

    Pinned items are not open, and `length` never exceeds open items plus pins, so that without
    quotas the row can always be filled.
    """

    scores: FloatArray
    open: BoolArray
    bounds: tuple[Bound, ...]
    pins: tuple[Pin, ...]
    length: int

    @cached_property
    def free_slots(self) -> tuple[int, ...]:
        """Slots that no pin holds, in order, counted from 1."""
        held = {pin.slot for pin in self.pins}
        return tuple(slot for slot in range(1, self.length + 1) if slot not in held)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Everything an editor asked for, in the order given."""
        return (*self.bounds, *self.pins)

    def pinned_within(self, reach: int) -> list[int]:
        """Items pinned in the first `reach` slots."""
        return [pin.item for pin in self.pins if pin.slot <= reach]

    @cached_property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """The row cut where the reach of a bound ends: (slot before the first, last slot).

        Within a run the order of items is a matter of scores and spacing alone.
        """
        ends = {bound.reach(self.length) for bound in self.bounds}
        return tuple(pairwise(sorted({0, self.length, *ends})))

    def room(self, after: int, last: int) -> int:
        """How many free slots a run has."""
        return sum(after < slot <= last for slot in self.free_slots)

    def under(self, rules: Iterable[Rule]) -> "SlateProblem":
        """The same row with only some of its rules; items of other pins become open."""
        kept = list(rules)
        pins = tuple(pin for pin in self.pins if pin in kept)
        freed = self.open.copy()
        freed[[pin.item for pin in self.pins if pin not in pins]] = True
        return replace(
            self, open=freed, bounds=tuple(b for b in self.bounds if b in kept), pins=pins
        )

    def with_pins(self, by_score: Iterable[int]) -> tuple[int, ...]:
        """The whole row, given the items for its free slots in order."""
        held = {pin.slot: pin.item for pin in self.pins}
        rest = iter(by_score)
        return tuple(
            held[slot] if slot in held else next(rest) for slot in range(1, self.length + 1)
        )


def slot_weights(length: int) -> NDArray[np.float64]:
    """What a score counts in each slot: 1 / log2(slot + 1), as in discounted cumulative gain."""
    return 1.0 / np.log2(np.arange(2, length + 2))


def pose_problem(
    scores: FloatArray,
    allowed: BoolArray,
    bounds: Sequence[Bound],
    pins: Sequence[Pin],
    size: int,
    taken: BoolArray | Collection[int],
) -> tuple[SlateProblem, list[Relaxation]]:
    """Put a row in order; what had to be left out already (pins, length) is said beside it."""
    _check_inputs(scores, allowed, bounds, pins)
    available = allowed & ~_mask(taken, len(scores))
    length = min(size, int(np.count_nonzero(available)))
    standing, said = _standing_pins(pins, allowed, available, length)
    if length < size:
        said.append(row_shortened(size, length, "no more items are allowed here"))
    is_open = available.copy()
    is_open[[pin.item for pin in standing]] = False
    speaking = tuple(bound for bound in bounds if bound.speaks)
    return SlateProblem(scores, is_open, speaking, tuple(standing), length), said


def _standing_pins(
    pins: Sequence[Pin], allowed: BoolArray, available: BoolArray, length: int
) -> tuple[list[Pin], list[Relaxation]]:
    standing: list[Pin] = []
    dropped = []
    for pin in pins:
        if because := _objection(pin, standing, allowed, available, length):
            dropped.append(pin_dropped(pin, because))
        else:
            standing.append(pin)
    return standing, dropped


def _objection(
    pin: Pin, standing: Sequence[Pin], allowed: BoolArray, available: BoolArray, length: int
) -> str:
    """Why a pin cannot stand; empty when it can."""
    if not allowed[pin.item]:
        return "its item is not allowed here"
    if not available[pin.item]:
        return "its item is already shown in another row"
    if not 1 <= pin.slot <= length:
        return f"a row of {length} has no slot {pin.slot}"
    for other in standing:
        if other.slot == pin.slot:
            return f"pin {other.name!r} already holds slot {pin.slot}"
        if other.item == pin.item:
            return f"pin {other.name!r} already places its item"
    return ""


def _mask(taken: BoolArray | Collection[int], count: int) -> BoolArray:
    if isinstance(taken, np.ndarray) and taken.dtype == np.bool_:
        return taken
    mask = np.zeros(count, dtype=np.bool_)
    mask[np.fromiter(taken, dtype=np.intp)] = True
    return mask


def _check_inputs(
    scores: FloatArray, allowed: BoolArray, bounds: Sequence[Bound], pins: Sequence[Pin]
) -> None:
    count = len(scores)
    if any(size != count for size in (len(allowed), *(bound.size for bound in bounds))):
        raise SlateError(
            "Scores, allowed items and rules speak of different catalogues",
            where="slate",
            do="Make all of them from one snapshot",
        )
    if not np.isfinite(scores).all():
        raise SlateError("A score is not a number", where="slate", do="Train the model again")
    for pin in pins:
        if not 0 <= pin.item < count:
            raise SlateError(
                f"It names item {pin.item} of {count}",
                where=f"pin {pin.name!r}",
                do="Name an item of this snapshot",
            )
