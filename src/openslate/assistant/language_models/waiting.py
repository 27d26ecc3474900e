"""How long a server is waited for, in all and between attempts."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 20.0  # seconds


@dataclass(frozen=True)
class Waiting:
    """A clock that only goes forward and a way to sleep; tests pass their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def pause(self, attempt: int, asked_for: float | None, left: float) -> bool:
        """Sleep before the next attempt; False, at once, where no time is left for it.

        As long as the server asks for, else twice as long each time, a little by chance, so that
        many who were refused together do not come back together.
        """
        usual = min(LONGEST_PAUSE, FIRST_PAUSE * 2**attempt)
        seconds = usual * random.uniform(0.5, 1.0) if asked_for is None else asked_for  # noqa: S311
        if seconds >= left:
            return False
        self.sleep(seconds)
        return True
