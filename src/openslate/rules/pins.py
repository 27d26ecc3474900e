"""Which pins hold for a request, and which items they put where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openslate.common.errors import NotFoundError
from openslate.graph.snapshot import Snapshot
from openslate.rules.book import Pin
from openslate.rules.request import TERRITORY, Request, day_of

Finder = Callable[[str], int | None]
"""Gives the dense index of an item named by stable id or 'source:record', None for no such item."""


@dataclass(frozen=True)
class PlacedPin:
    """A pin that holds, with the dense index of its item."""

    pin: Pin
    item: int


@dataclass(frozen=True)
class Pins:
    """Pins that hold, by row and slot, and those whose item does not exist."""

    placed: tuple[PlacedPin, ...]
    missing: tuple[Pin, ...]

    def in_row(self, row: str) -> tuple[PlacedPin, ...]:
        """The placed pins of one row, by slot."""
        return tuple(placed for placed in self.placed if placed.pin.row == row)


def resolve_pins(pins: Sequence[Pin], request: Request, find: Finder) -> Pins:
    """The pins that hold on the request's day in its territory."""
    territory = request.get(TERRITORY)
    place = territory if isinstance(territory, str) else None
    active = [pin for pin in pins if pin.active(day_of(request), place)]
    found = [(pin, find(pin.item)) for pin in sorted(active, key=lambda p: (p.row, p.slot))]
    placed = tuple(PlacedPin(pin, item) for pin, item in found if item is not None)
    return Pins(placed, tuple(pin for pin, item in found if item is None))


def finder(snapshot: Snapshot) -> Finder:
    """Finds pinned items in a snapshot."""

    def find(name: str) -> int | None:
        source, colon, record = name.partition(":")
        if colon:
            return snapshot.item_of_record.get((source, record))
        try:
            return snapshot.index_of(name)
        except NotFoundError:
            return None

    return find
