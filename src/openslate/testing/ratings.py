"""Made-up ratings, the same ones every time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from openslate.store.events import Event
from openslate.store.purposes import ALL_PURPOSES

START = datetime(2026, 1, 1, tzinfo=UTC)


def ratings(count: int, *, viewers: int = 97) -> Iterator[Event]:
    """`count` different ratings, one a second, spread evenly over the viewers."""
    for i in range(count):
        at = START + timedelta(seconds=i)
        stars = float(i % 5 + 1)
        yield Event(f"v{i % viewers}", f"r{i}", "rated", stars, at, purposes=ALL_PURPOSES)
