"""Comparing a page with the same page made without one component, place by place."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class RowItems:
    """One row of a page: its key and its items, first place first."""

    key: str
    items: tuple[Hashable, ...]


@dataclass(frozen=True)
class Decided:
    """Of the `places` of one row: how many a component decides, and how many it only moves.

    A component decides a place when the item shown there would not stand in this row without it.
    It moves an item that would stand in the row, but at another place.
    """

    row: str
    places: int
    decides: int
    moves: int


def decided(shown: Sequence[RowItems], without: Sequence[RowItems]) -> Iterator[Decided]:
    """What leaving a component out does to each row that was shown.

    A row is compared with the row of the same key, else with the one at its position if that was
    not shown, else with nothing: then the whole row is the component's doing. One pin at the top
    thus decides one place, though everything behind it moves.

    >>> shown = [RowItems("chosen", (1, 2, 3))]
    >>> list(decided(shown, [RowItems("popular", (2, 1, 4))]))
    [Decided(row='chosen', places=3, decides=1, moves=2)]
    """
    for position, row in enumerate(shown):
        other = _counterpart(position, shown, without)
        stays = set(other)
        decides = sum(item not in stays for item in row.items)
        same = sum(one == two for one, two in zip(row.items, other, strict=False))
        yield Decided(row.key, len(row.items), decides, len(row.items) - decides - same)


def _counterpart(
    position: int, shown: Sequence[RowItems], without: Sequence[RowItems]
) -> tuple[Hashable, ...]:
    by_key = {row.key: row.items for row in without}
    if shown[position].key in by_key:
        return by_key[shown[position].key]
    keys = {row.key for row in shown}
    there = without[position] if position < len(without) else None
    return there.items if there is not None and there.key not in keys else ()
