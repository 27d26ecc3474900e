"""A channel's day as people and programs read it."""

from dataclasses import dataclass
from datetime import date, datetime

from openslate.recommend.schedule.daypart import PlacedBy


@dataclass(frozen=True)
class Showing:
    """An item on air: from when until when (with time zone), in which daypart, put there by what.

    `ends` is when the next thing may begin; the item itself runs `runtime` minutes.
    """

    item: str
    name: str
    year: int | None
    begins: datetime
    ends: datetime
    runtime: int
    daypart: str
    placed_by: PlacedBy


@dataclass(frozen=True)
class DayPlan:
    """All showings of a day, in order.

    `unfilled` are minutes of dayparts in which nothing is on air. `gap` is how far the plan may at
    most be from the best, as a share of what its dayparts are worth (0: none can be better).
    `notes` are sentences about what was left out. `journal_id` is empty while it is a draft.
    """

    schedule: str
    channel: str
    day: date
    territory: str
    showings: tuple[Showing, ...]
    unfilled: int
    gap: float
    notes: tuple[str, ...]
    snapshot: str
    model: str
    rulebook: str
    journal_id: str = ""
