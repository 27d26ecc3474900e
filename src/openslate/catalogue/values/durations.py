"""Running times as people write them, in minutes."""

import re
from datetime import time, timedelta
from typing import Literal

from openslate.catalogue.values.numbers import Decimal, parse_number

Unit = Literal["minutes", "seconds", "hours"]

MOST_MINUTES = 100_000  # 69 days; longer ones are a mistake of the unit
_IN_MINUTES = {"minutes": 1.0, "seconds": 1 / 60, "hours": 60.0}
_COMMA = re.compile(r"\d{1,5},\d{1,2}")
_CLOCK = re.compile(r"(\d{1,3}):(\d{1,2})(?::(\d{1,2})(?:[.,:;]\d{1,3})?)?")
_ISO = re.compile(r"P(?:(\d{1,3})D)?T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?", re.I)
_WORDS = re.compile(
    r"(?:(\d{1,3})\s*(?:h|hr|hrs|hour|hours|std|stunden?|heures?|horas?|ore|uur)\.?\s*)?"
    r"(?:(\d{1,5})(?!\d)\s*(?:m|min|mins|minutes?|minuten?|minutos?|minuti|mn|')?\.?\s*)?"
    r"(?:(\d{1,6})\s*(?:s|sec|secs|seconds?|sek|sekunden?|secondes?|segundos?)\.?)?",
    re.I,
)


def parse_duration(value: object, unit: Unit = "minutes") -> int | None:
    """Whole minutes, at least one; None for what is no running time. Bare numbers are in `unit`.

    >>> [parse_duration(t) for t in ("1h 42m", "01:42:00", "102 min", "PT1H42M", "102", "101,8")]
    [102, 102, 102, 102, 102, 102]
    """
    minutes = _minutes(value, unit)
    if minutes is None or not 0 < minutes < MOST_MINUTES:
        return None
    return max(1, round(minutes))


def _minutes(value: object, unit: Unit) -> float | None:
    if isinstance(value, timedelta):
        return value.total_seconds() / 60
    if isinstance(value, time):
        return value.hour * 60 + value.minute + value.second / 60
    text = str(value).strip()
    part: Decimal = (
        "," if _COMMA.fullmatch(text) else "."
    )  # three digits behind it would be thousands
    bare = parse_number(value, part)
    if bare is not None:
        return bare * _IN_MINUTES[unit]
    if match := _CLOCK.fullmatch(text):
        return _sum(match[1], match[2], match[3])
    if (match := _ISO.fullmatch(text)) and any(match.groups()):
        return int(match[1] or 0) * 24 * 60 + _sum(match[2], match[3], match[4])
    if (match := _WORDS.fullmatch(text)) and any(match.groups()):
        return _sum(match[1], match[2], match[3])
    return None


def _sum(hours: str | None, minutes: str | None, seconds: str | None) -> float:
    return int(hours or 0) * 60 + int(minutes or 0) + int(seconds or 0) / 60
