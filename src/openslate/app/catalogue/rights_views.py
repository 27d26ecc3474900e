"""Answers about rights: plain frozen data that the faces format. Last days are included."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ExpiringRight:
    """A right that is about to end; `source` and `row` say which line of which sheet says so."""

    item: str
    name: str | None
    territory: str
    last_day: date
    licence_type: str | None
    audience: str | None
    source: str
    row: int


@dataclass(frozen=True)
class ExpiringTally:
    """How many rights are about to end in a territory; `first` is the soonest last day."""

    territory: str
    rights: int
    first: date


@dataclass(frozen=True)
class ExpiringPage:
    """Rights of which the last day is between two days, soonest first; `total` counts all."""

    first: date
    last: date
    territory: str | None
    total: int
    rights: tuple[ExpiringRight, ...]


@dataclass(frozen=True)
class PlaceView:
    """Whether an item may be shown in a territory on the day, and if not, why.

    `available` is None where nothing is known of the item's rights at all.
    """

    territory: str
    available: bool | None
    starts: date | None
    last_day: date | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class WindowView:
    """One rights window as its sheet has it."""

    territory: str
    starts: date | None
    last_day: date | None
    licence_type: str | None
    audience: str | None
    source: str
    row: int


@dataclass(frozen=True)
class WherePage:
    """Where an item may be shown on a day, and all its windows."""

    item: str
    name: str | None
    day: date
    places: tuple[PlaceView, ...]
    windows: tuple[WindowView, ...]


@dataclass(frozen=True)
class GapView:
    """Days of a range on which an item has no rights; `whole` when it is all of them."""

    item: str
    name: str | None
    first: date
    last: date
    whole: bool


@dataclass(frozen=True)
class GapsPage:
    """Items that may not be shown throughout a range; gaps within it first.

    `total` counts all gaps, `whole` those items that have no rights on any of its days.
    """

    territory: str
    first: date
    last: date
    total: int
    whole: int
    gaps: tuple[GapView, ...]
