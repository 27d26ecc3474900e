"""A clock that stands still."""

from datetime import datetime, timedelta


class FrozenClock:
    """Always the same time until someone moves it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def forward(self, step: timedelta) -> None:
        """Move the time on by `step`."""
        self.at += step
