"""Pieces of long work made by several processes side by side, this one among them."""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Work = TypeVar("Work")
Made = TypeVar("Made")


def side_by_side(
    here: Callable[[Work], Made],
    elsewhere: Callable[[Work], Made],
    work: Sequence[Work],
    others: int,
) -> Iterator[tuple[int, Made]]:
    """What is made of each piece of work, with its number, as it gets done.

    This process begins at the front at once; `others` take a while to start and begin at the
    back. `elsewhere` must be found by name in a module, and give what `here` gives. When the
    caller stops, what is begun is finished and the rest is never begun.
    """
    pool = ProcessPoolExecutor(others, get_context("spawn"), initializer=_leave_stopping_to_parent)
    try:
        waiting = {n: pool.submit(elsewhere, work[n]) for n in reversed(range(len(work)))}
        for number, piece in enumerate(work):
            if number in waiting and waiting[number].cancel():
                del waiting[number]
                yield number, here(piece)
            yield from _done(waiting)
        while waiting:
            number = max(waiting)
            yield number, waiting.pop(number).result()
    finally:
        pool.shutdown(cancel_futures=True)


def _done(waiting: dict[int, Future[Made]]) -> Iterator[tuple[int, Made]]:
    for number in [number for number, future in waiting.items() if future.done()]:
        yield number, waiting.pop(number).result()


def _leave_stopping_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def pieces(of: Sequence[str], size: int) -> list[Sequence[str]]:
    """Consecutive pieces of so many, the last one shorter."""
    return [of[start : start + size] for start in range(0, len(of), size)]
