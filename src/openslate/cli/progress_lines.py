"""Progress where no terminal watches: a line once work has taken a while, and then seldom."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

FIRST_AFTER = 10.0  # seconds; what is done sooner says nothing
EVERY = 30.0  # seconds


@dataclass
class ProgressLines:
    """Called with how much is done and how much there is, or None where that is not known.

    `write` gets a line, `clock` tells seconds.
    """

    description: str
    write: Callable[[str], None]
    clock: Callable[[], float] = monotonic
    _due: float = field(init=False)

    def __post_init__(self) -> None:
        self._due = self.clock() + FIRST_AFTER

    def __call__(self, done: int, total: int | None) -> None:
        now = self.clock()
        if now >= self._due and done != total:  # that it ends is told by what comes next
            self._due = now + EVERY
            self.write(f"{self.description}: {_so_far(done, total)}")


def _so_far(done: int, total: int | None) -> str:
    if not total:
        return f"{done:,} so far"
    return f"{done:,} of {total:,} ({100 * done // total} %)"
