"""Plain readings of what a row must obey, for checking rows however they were made.

Nothing here shares code with the slate builder: rows are read slot by slot in plain Python.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import permutations
from math import isnan, log2

from openslate.recommend.slates.bounds import Bound, Pin, QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.spacing import SpacingBound


def check_slate(
    row: Sequence[int],
    allowed: Sequence[bool],
    bounds: Sequence[Bound] = (),
    pins: Sequence[Pin] = (),
    taken: Collection[int] = (),
) -> list[str]:
    """Everything wrong with a row of item indices, one sentence each; empty when nothing is."""
    wrong = [f"item {item} is shown twice" for item in set(row) if list(row).count(item) > 1]
    for slot, item in enumerate(row, start=1):
        if not allowed[item]:
            wrong.append(f"item {item} in slot {slot} is not allowed")
        if item in taken:
            wrong.append(f"item {item} in slot {slot} was already taken")
    for pin in pins:
        if len(row) < pin.slot or row[pin.slot - 1] != pin.item:
            wrong.append(f"pin {pin.name} is not in slot {pin.slot}")
    for bound in bounds:
        wrong.extend(_check_bound(row, bound))
    return wrong


def _check_bound(row: Sequence[int], bound: Bound) -> Iterator[str]:
    if isinstance(bound, QuotaBound):
        yield from _check_quota(row, bound)
    elif isinstance(bound, BudgetBound):
        yield from _check_budget(row, bound)
    else:
        yield from _check_spacing(row, bound)


def _check_quota(row: Sequence[int], bound: QuotaBound) -> Iterator[str]:
    counts: dict[int, int] = {}
    for item in [*bound.before, *row[: bound.among_first]]:
        if bound.groups is not None:
            numbers = set(bound.groups.of(item))
        else:
            numbers = {0} if bound.members is not None and bound.members[item] else set()
        for number in numbers:
            counts[number] = counts.get(number, 0) + 1
    if counts.get(0, 0) < bound.at_least:
        yield f"quota {bound.name} has {counts.get(0, 0)}, wants {bound.at_least}"
    for number, count in counts.items():
        if bound.at_most is not None and count > bound.at_most:
            yield f"quota {bound.name} has {count} of {number}, allows {bound.at_most}"


def _check_budget(row: Sequence[int], bound: BudgetBound) -> Iterator[str]:
    total, unknown = 0.0, 0
    for item in bound.before:
        amount = float(bound.amounts[item])
        total += 0.0 if isnan(amount) else amount
    for item in row[: bound.among_first]:
        amount = float(bound.amounts[item])
        total += 0.0 if isnan(amount) else amount
        unknown += isnan(amount)
    if total < bound.at_least - 1e-6:
        yield f"budget {bound.name} has {total}, wants {bound.at_least}"
    if bound.at_most is None:
        return
    if total > bound.at_most + 1e-6:
        yield f"budget {bound.name} has {total}, allows {bound.at_most}"
    if unknown > bound.strangers:
        yield f"budget {bound.name} has {unknown} unknown, allows {bound.strangers}"


def _check_spacing(row: Sequence[int], bound: SpacingBound) -> Iterator[str]:
    seen = list(enumerate(row[: bound.among_first], start=1))
    for slot, item in seen:
        for later, other in seen:
            if slot < later < slot + bound.apart:
                for number in set(bound.groups.of(item)) & set(bound.groups.of(other)):
                    yield f"spacing {bound.name} has {number} in slots {slot} and {later}"


def discounted_score(row: Sequence[int], scores: Sequence[float]) -> float:
    """What a row is worth: each score over log2(slot + 1), summed."""
    return sum(float(scores[item]) / log2(slot + 1) for slot, item in enumerate(row, start=1))


def every_row(
    allowed: Sequence[bool],
    length: int,
    bounds: Sequence[Bound] = (),
    pins: Sequence[Pin] = (),
    taken: Collection[int] = (),
) -> Iterator[tuple[int, ...]]:
    """Every row of `length` that obeys all rules, by trying all orders; for tiny catalogues."""
    usable = [item for item, may in enumerate(allowed) if may and item not in taken]
    for row in permutations(usable, length):
        if not check_slate(row, allowed, bounds, pins, taken):
            yield row
