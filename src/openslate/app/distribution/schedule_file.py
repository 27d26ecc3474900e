"""What an editor writes about a channel's day: dayparts, fixed programmes, repeats."""

import re
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from openslate.common.errors import SlateError
from openslate.rules.condition import read_condition
from openslate.rules.fields import DEFAULT_FIELDS

LIMIT = 200_000
_CLOCK = re.compile(r"(\d\d):(\d\d)", re.ASCII)
DAY = 24 * 60


def _read_time(value: Any) -> Any:
    """'20:15'; YAML reads a bare 20:15 as a number of minutes or seconds, so quotes are needed.

    The hours after midnight are told as a clock shows them: a day runs on until it begins again.
    """
    if isinstance(value, time):
        return value
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"{value!r} is no time; a time is written in quotes, like '20:15'")
    hours, minutes = map(int, found.groups())
    if 24 <= hours < 48 and minutes < 60:
        late = f"{hours - 24:02}:{minutes:02}"
        raise ValueError(f"{value!r} is past midnight; write {late!r}, the day runs on until then")
    if hours > 23 or minutes > 59:
        raise ValueError(f"{value!r} is on no clock; times go from '00:00' to '23:59'")
    return time(hours, minutes)


Clock = Annotated[time, BeforeValidator(_read_time)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DaypartEntry(_Entry):
    """A stretch of the day and what suits it."""

    daypart: str = Field(min_length=1, max_length=80)
    starts: Clock = Field(alias="from")
    until: Clock
    where: str | None = None
    """A condition over `item.*`, as in rules."""
    age: int | None = Field(default=None, ge=0, le=130)
    """The youngest who are likely to watch: rules are asked as for them."""
    repeats: str | None = None
    """Another daypart whose programmes are shown again here."""
    first: bool = False
    """Filled before the others, so that it gets the best."""

    @model_validator(mode="after")
    def _readable(self) -> "DaypartEntry":
        if self.where is not None:
            _, troubles = read_condition(self.where, DEFAULT_FIELDS)
            if troubles:
                raise ValueError(f"where: {troubles[0].message}")
            if "viewer." in self.where or "context." in self.where:
                raise ValueError("where: a daypart's condition reads only item.*")
        return self


class FixedEntry(_Entry):
    """A programme that an editor puts at a time of a day."""

    pin: str
    item: str
    at: Clock
    day: date


class ScheduleFile(_Entry):
    """A channel's day."""

    schedule: str = Field(min_length=1, max_length=120)
    channel: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$", max_length=80)
    territory: str | None = None
    begins: Clock = time(6)
    grid: int = Field(default=5, ge=1, le=60)
    """Programmes begin at multiples of so many minutes."""
    rest_days: int = Field(default=14, ge=0, le=3650)
    """So many days an item is not shown again, but for repeats of the same day."""
    overrun: int = Field(default=30, ge=0, le=240)
    """So many minutes a programme may last beyond the end of its daypart."""
    dayparts: tuple[DaypartEntry, ...] = Field(min_length=1)
    pins: tuple[FixedEntry, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> "ScheduleFile":
        if DAY % self.grid:
            raise ValueError(f"grid: a day can't be cut into pieces of {self.grid} minutes")
        names = [entry.daypart for entry in self.dayparts]
        for entry in self.dayparts:
            if names.count(entry.daypart) > 1:
                raise ValueError(f"dayparts: two are called {entry.daypart!r}")
            if entry.repeats is not None and entry.repeats not in names:
                raise ValueError(
                    f"dayparts: {entry.daypart!r} repeats {entry.repeats!r}, no daypart"
                )
            if self.minute(entry.starts) >= self.last_minute(entry):
                raise ValueError(
                    f"dayparts: {entry.daypart!r} ends before it begins; the channel's day runs "
                    f"from {self.begins:%H:%M} to {self.begins:%H:%M}"
                )
        for pin in self.pins:
            if self.minute(pin.at) % self.grid:
                raise ValueError(
                    f"pins: {pin.pin!r} at {pin.at:%H:%M} is on no multiple of {self.grid} minutes"
                )
        return self

    def minute(self, at: time) -> int:
        """Minutes from the beginning of the day to a time of the clock."""
        clock = at.hour * 60 + at.minute - self.begins.hour * 60 - self.begins.minute
        return clock % DAY

    def last_minute(self, entry: DaypartEntry) -> int:
        """Where a daypart ends; one that ends as the day begins ends with the day."""
        return self.minute(entry.until) or DAY


def read_schedule_file(path: Path) -> ScheduleFile:
    """A schedule from YAML; raises SlateError with the first thing that is wrong."""
    try:
        text = path.read_bytes()[: LIMIT + 1].decode()
        said = yaml.safe_load(text) if len(text) <= LIMIT else None
    except OSError as error:
        raise SlateError(
            f"The schedule can't be read ({error.strerror})", where=str(path), do="Check the path"
        ) from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        first = str(error).splitlines()[0]
        raise SlateError(f"Not a YAML file: {first}", where=str(path), do="Mend it") from None
    if not isinstance(said, dict):
        raise SlateError(
            "This is no schedule",
            where=str(path),
            do="Start with 'schedule: NAME' and 'channel: ID'",
        )
    try:
        return ScheduleFile.model_validate(said)
    except ValidationError as error:
        raise _first(error, path) from None


def _first(error: ValidationError, path: Path) -> SlateError:
    problem = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in problem["loc"])
    said = str(problem["msg"]).removeprefix("Value error, ")
    return SlateError(f"{where}: {said}" if where else said, where=str(path), do="Mend it")
