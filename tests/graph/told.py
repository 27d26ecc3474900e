"""A record for tests of the store, which knows no readers."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Told:
    """A record as small as the store accepts it."""

    id: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)
