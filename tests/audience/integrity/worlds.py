"""Small audiences written out by hand, as event frames."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import polars as pl

from openslate.audience.integrity.viewings import Viewings, read_viewings

NINE = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
Seen = tuple[str, str, float]
"""Viewer, record, minute after nine."""


def events(seen: Iterable[Seen]) -> pl.DataFrame:
    """The event frame of these viewings."""
    rows = [
        (viewer, "m", record, "viewed", None, NINE + timedelta(minutes=minute))
        for viewer, record, minute in seen
    ]
    types = {"rating": pl.Float64, "at": pl.Datetime("us", "UTC")}
    names = ("viewer", "source", "record", "event", "rating", "at")
    schema = {name: types.get(name, pl.String) for name in names}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("viewer", "at", "record")


def viewings(seen: Iterable[Seen], same_hours: int = 6) -> Viewings:
    """The same, as the detectors take it."""
    return read_viewings(events(seen), same_hours)
