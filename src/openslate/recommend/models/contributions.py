"""What each item of a history adds to a score."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Contribution:
    """One addend of a score; `history_item` is a dense item. Negative amounts speak against."""

    history_item: int
    amount: float


def strongest_first(contributions: Iterable[Contribution]) -> list[Contribution]:
    """By size, whatever the sign; ties by item."""
    return sorted(contributions, key=lambda c: (-abs(c.amount), c.history_item))
