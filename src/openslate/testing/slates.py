"""Plain readings of what a row must obey, for checking rows however they were made.

Nothing here shares code with the slate builder: rows are read slot by slot in plain Python.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import permutations
from math import log2

from openslate.recommend.slates.bounds import Pin, QuotaBound


def check_slate(
    row: Sequence[int],
    allowed: Sequence[bool],
    bounds: Sequence[QuotaBound] = (),
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


def _check_bound(row: Sequence[int], bound: QuotaBound) -> Iterator[str]:
    counts: dict[int, int] = {}
    for slot, item in enumerate(row, start=1):
        if slot > bound.among_first:
            break
        if bound.group is not None:
            number = int(bound.group[item])
        else:
            number = 0 if bound.members is not None and bound.members[item] else -1
        if number >= 0:
            counts[number] = counts.get(number, 0) + 1
    if counts.get(0, 0) < bound.at_least:
        yield f"quota {bound.name} has {counts.get(0, 0)}, wants {bound.at_least}"
    for number, count in counts.items():
        if bound.at_most is not None and count > bound.at_most:
            yield f"quota {bound.name} has {count} of {number}, allows {bound.at_most}"


def discounted_score(row: Sequence[int], scores: Sequence[float]) -> float:
    """What a row is worth: each score over log2(slot + 1), summed."""
    return sum(float(scores[item]) / log2(slot + 1) for slot, item in enumerate(row, start=1))


def every_row(
    allowed: Sequence[bool],
    length: int,
    bounds: Sequence[QuotaBound] = (),
    pins: Sequence[Pin] = (),
    taken: Collection[int] = (),
) -> Iterator[tuple[int, ...]]:
    """Every row of `length` that obeys all rules, by trying all orders; for tiny catalogues."""
    usable = [item for item, may in enumerate(allowed) if may and item not in taken]
    for row in permutations(usable, length):
        if not check_slate(row, allowed, bounds, pins, taken):
            yield row
