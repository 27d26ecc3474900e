"""The parts of a large batch, made by several processes side by side."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Work = TypeVar("Work")
Made = TypeVar("Made")
AHEAD = 2
"""Pieces of work that wait for each process, so that none is idle."""


def side_by_side(
    make: Callable[[Work], Made], work: Iterable[Work], workers: int
) -> Iterator[Made]:
    """What `make` gives for each piece of work, in order; it must be found by name in a module.

    When the caller stops, what is begun is finished and the rest is never begun.
    """
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_leave_stopping_to_parent)
    begun: deque[Future[Made]] = deque()
    try:
        for piece in work:
            begun.append(pool.submit(make, piece))
            if len(begun) > AHEAD * workers:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_stopping_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def pieces(of: Sequence[str], size: int) -> list[Sequence[str]]:
    """Consecutive pieces of so many, the last one shorter."""
    return [of[start : start + size] for start in range(0, len(of), size)]
