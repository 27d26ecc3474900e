"""Slowing down whoever guesses passwords."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_NAMES = 10_000


@dataclass
class Attempts:
    """Counts wrong passwords by name; after `most` of them a name waits until `seconds` passed.

    Kept in memory: a restart forgets it, which is fine for slowing down and no use for banning.
    """

    most: int = 5
    seconds: float = 300.0
    clock: Callable[[], float] = time.monotonic
    _wrong: dict[str, list[float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def must_wait(self, name: str) -> bool:
        """Whether `name` was guessed at too often lately."""
        with self._lock:
            return len(self._recent(name)) >= self.most

    def wrong(self, name: str) -> None:
        """Note a wrong password for `name`; the oldest names make room when there are many."""
        with self._lock:
            recent = self._recent(name)
            self._wrong.pop(name, None)
            if len(self._wrong) >= MOST_NAMES:
                del self._wrong[next(iter(self._wrong))]
            self._wrong[name] = [*recent, self.clock()]

    def right(self, name: str) -> None:
        """Forget what was wrong before."""
        with self._lock:
            self._wrong.pop(name, None)

    def _recent(self, name: str) -> list[float]:
        since = self.clock() - self.seconds
        return [at for at in self._wrong.get(name, ()) if at > since]
