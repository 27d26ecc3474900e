"""Takes what is wanted out of JSON that a stranger may have written; wrong kinds are absent."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

LONGEST_TEXT = 2_000


def mapping(value: object) -> Mapping[str, Any]:
    """A mapping, empty where there is none."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> Iterator[Mapping[str, Any]]:
    """The mappings in a list."""
    return (one for one in listed(value) if isinstance(one, Mapping))


def listed(value: object) -> list[Any]:
    """A list, empty where there is none."""
    return value if isinstance(value, list) else []


def text(value: object) -> str | None:
    """A text, cut where it is too long to be one; None where there is none."""
    return value[:LONGEST_TEXT] if isinstance(value, str) else None


def texts(value: object) -> tuple[str, ...]:
    """One text or the texts in a list."""
    found = [value] if isinstance(value, str) else listed(value)
    return tuple(said for one in found if (said := text(one)) is not None)


def moment(value: object) -> datetime | None:
    """A time, None where there is none."""
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
