"""Random requests for homes: who, when, where, how old, with or without history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from openslate.app.desk import Desk
from openslate.app.views import RequestContext
from openslate.common.seeds import generator_for

TERRITORIES = ("US", "GB", "DE", "FR")
FIRST_DAY, DAYS = -3, 31  # around the day the demo's rights were invented for
ZONES = {place: ZoneInfo(zone) for place, zone in {
    "US": "America/New_York", "GB": "Europe/London", "DE": "Europe/Berlin", "FR": "Europe/Paris",
}.items()}  # fmt: skip


@dataclass(frozen=True)
class HomeRequest:
    """One visit to the home page."""

    viewer: str
    context: RequestContext
    history: bool


def random_requests(
    viewers: Sequence[str], day: date, count: int, seed: str = "homes"
) -> Iterator[HomeRequest]:
    """Visits in the four weeks from `day`, the same for the same seed.

    One in five has a child profile, one in eight no known age, one in four no history.
    """
    draw = generator_for("acceptance", seed)
    for _ in range(count):
        territory = TERRITORIES[draw.integers(len(TERRITORIES))]
        moment = timedelta(
            days=int(draw.integers(FIRST_DAY, FIRST_DAY + DAYS)), minutes=int(draw.integers(1440))
        )
        context = RequestContext(
            territory=territory,
            at=datetime.combine(day, time(), ZONES[territory]) + moment,
            age=None if draw.random() < 1 / 8 else int(draw.integers(5, 91)),
            child_profile=bool(draw.random() < 1 / 5),
        )
        viewer = viewers[draw.integers(len(viewers))]
        yield HomeRequest(viewer, context, history=bool(draw.random() < 3 / 4))


def invented_day(desk: Desk) -> date:
    """The day around which the demo's rights were invented: the sheet's first line names it."""
    sheet = desk.workspace.folder / "availability-invented.csv"
    with sheet.open(encoding="utf-8") as lines:
        return date.fromisoformat(next(lines).strip().rstrip(".")[-10:])


def noon(day: date) -> datetime:
    """The middle of a day, in the workspace's own time zone."""
    return datetime.combine(day, time(12))
