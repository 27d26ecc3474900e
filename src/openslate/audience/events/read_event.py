"""One event from plain values: a row of a file or an object of a request, by the same rules."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from openslate.audience.readers.atomic import Rejected
from openslate.common.errors import SlateError
from openslate.common.text import join_words
from openslate.graph.vocabulary import Columns
from openslate.store.event_kinds import KINDS, EventKind
from openslate.store.events import Event
from openslate.store.purposes import PURPOSES, Purpose, read_purposes

ID = "id"
FIELDS = (
    Columns.VIEWER,
    Columns.RECORD,
    Columns.EVENT,
    Columns.AT,
    Columns.RATING,
    Columns.POSITION,
    Columns.QUERY,
    Columns.PURPOSES,
    ID,
)
"""What an event may say; columns of files and keys of objects have these names."""
NEEDED = (Columns.VIEWER, Columns.EVENT, Columns.AT)
"""What every event of a file says."""
LONGEST_NAME, LONGEST_QUERY, LONGEST_POSITION = 200, 500, 86_400
LEAST_STARS, MOST_STARS = 0.5, 5.0
EPOCH, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
NO_ZONE = "a time with its zone, such as 2026-11-23T20:15:00+01:00"
Values = Mapping[str, Any]


def read_event(
    values: Values, *, zone: tzinfo | None = None, purposes: Purpose = Purpose.SERVICE
) -> Event:
    """The event that these values tell; raises Rejected for the first value that does not fit.

    Missing values are None or empty. `at` is ISO 8601 with a zone, or seconds since 1970; `zone` is
    meant where it has none. `purposes` are meant where the event names none.
    """
    kind = _kind(values.get(Columns.EVENT))
    return Event(
        viewer=_name(Columns.VIEWER, values.get(Columns.VIEWER)),
        record=_record(kind, values.get(Columns.RECORD)),
        event=kind.value,
        rating=_rating(kind, values.get(Columns.RATING)),
        at=read_moment(values.get(Columns.AT), zone),
        position=_position(kind, values.get(Columns.POSITION)),
        query=_query(kind, values.get(Columns.QUERY)),
        event_id=None if _empty(values.get(ID)) else _name(ID, values[ID]),
        purposes=_purposes(values.get(Columns.PURPOSES), purposes),
    )


def read_moment(value: Any, zone: tzinfo | None = None) -> datetime:
    """A moment in UTC; raises Rejected for what is none, or has no zone and none is meant."""
    try:
        at = _moment(value)
        at = at.replace(tzinfo=zone) if at.tzinfo is None else at
    except (ValueError, OverflowError, TypeError):
        raise Rejected(Columns.AT, _text(value), NO_ZONE) from None
    if at.tzinfo is None:
        raise Rejected(Columns.AT, _text(value), NO_ZONE)
    if not EPOCH <= at < LATEST:
        raise Rejected(Columns.AT, _text(value), "a time from 1970 to 2100")
    return at.astimezone(UTC)


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and not value.replace(".", "", 1).isdecimal():
        return datetime.fromisoformat(value)
    if isinstance(value, bool):
        raise TypeError
    return EPOCH + timedelta(seconds=float(value))


def _kind(value: Any) -> EventKind:
    if value not in KINDS:
        raise Rejected(Columns.EVENT, _text(value), join_words(KINDS, "or"))
    return EventKind(value)


def _name(column: str, value: Any) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    fits = isinstance(text, str) and text.strip() == text and 0 < len(text) <= LONGEST_NAME
    if not fits or not text.isprintable() or "\ufffd" in text:
        raise Rejected(column, _text(value), f"a name of up to {LONGEST_NAME} characters")
    return str(text)


def _record(kind: EventKind, value: Any) -> str:
    if kind is not EventKind.SEARCH:
        return _name(Columns.RECORD, value)
    if not _empty(value):
        raise Rejected(Columns.RECORD, _text(value), "empty: a search is about no record")
    return ""


def _rating(kind: EventKind, value: Any) -> float | None:
    if kind is not EventKind.RATED:
        return None
    return _number(Columns.RATING, value, LEAST_STARS, MOST_STARS)


def _position(kind: EventKind, value: Any) -> int | None:
    if _empty(value) and kind is not EventKind.PROGRESS:
        return None
    return int(_number(Columns.POSITION, value, 0, LONGEST_POSITION))


def _query(kind: EventKind, value: Any) -> str | None:
    if kind is not EventKind.SEARCH:
        return None
    if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST_QUERY:
        words = f"the words searched for, up to {LONGEST_QUERY} characters"
        raise Rejected(Columns.QUERY, _text(value), words)
    return " ".join(value.split())


def _purposes(value: Any, meant: Purpose) -> Purpose:
    if value is None or value == "":
        return meant
    words = value.replace(",", " ").split() if isinstance(value, str) else value
    try:
        if not isinstance(words, Sequence):
            raise TypeError
        return read_purposes(words)
    except (SlateError, TypeError):
        known = join_words(PURPOSES, "or")
        raise Rejected(Columns.PURPOSES, _text(value), f"a list of {known}") from None


def _number(column: str, value: Any, low: float, high: float) -> float:
    try:
        number = float("nan") if isinstance(value, bool) else float(value)
    except (ValueError, TypeError, OverflowError):
        number = float("nan")
    if not low <= number <= high:
        raise Rejected(column, _text(value), f"a number from {low:g} to {high:g}")
    return number


def _empty(value: Any) -> bool:
    return value is None or value == ""


def _text(value: Any) -> str:
    """A value as a problem quotes it."""
    return "" if value is None else str(value)
