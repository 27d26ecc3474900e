"""How long the steps of one job take, each without the steps it calls."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import perf_counter
from typing import Any
from unittest.mock import patch


class Stopwatch:
    """Adds up seconds by stage; time in a stage inside another counts for the inner one only."""

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self.clock = clock
        self.seconds: dict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside for `name`."""
        self._count()
        self._running.append(name)
        try:
            yield
        finally:
            self._count()
            self._running.pop()

    @contextmanager
    def watching(self, stages: dict[str, list[tuple[Any, str]]]) -> Iterator[None]:
        """Count every call of these functions, given as (module or class, name), for a stage."""
        with ExitStack() as stack:
            for stage, places in stages.items():
                for owner, name in places:
                    watched = self._watched(stage, getattr(owner, name))
                    stack.enter_context(patch.object(owner, name, watched))
            yield

    def _watched(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            with self.stage(stage):
                return function(*arguments, **named)

        return run

    def _count(self) -> None:
        now = self.clock()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now
