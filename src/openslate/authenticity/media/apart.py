"""A process apart, with limits of time and memory, for what may go wrong with a stranger's file."""

import os
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from openslate.common.errors import SlateError

Given = ParamSpec("Given")
Found = TypeVar("Found")
MEGABYTE = 1 << 20
START = 60.0
"""Seconds that a process may take to start, besides the work's own."""
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Limits:
    """What the work on one file may take: seconds on the clock, megabytes of address space."""

    seconds: float = 60.0
    megabytes: int = 4096


@dataclass(eq=False)
class Apart:
    """Calls functions in another process, which it starts when needed and again after a mishap.

    The functions must be found by name in a module, and what is given and returned be picklable.
    A SlateError raised there is raised here. What crashes, hangs or hungers ends with that process
    and becomes a SlateError, and the next call finds a new one. Safe to use from several threads;
    calls wait for one another.
    """

    limits: Limits = field(default_factory=Limits)
    _process: BaseProcess | None = None
    _pipe: Any = None
    _lock: Lock = field(default_factory=Lock)

    def __call__(
        self, work: Callable[Given, Found], *given: Given.args, **named: Given.kwargs
    ) -> Found:
        """What `work` returns, given the rest."""
        with self._lock:
            started = self._start()
            try:
                self._pipe.send((work, given, named))
                said = self._answer(started)
            except BaseException:
                self._end()
                raise
        found: Found = _unpacked(said)
        return found

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def __enter__(self) -> "Apart":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> bool:
        """Whether a process had to be started."""
        if self._process is not None and self._process.is_alive():
            return False
        self._end()
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_work, args=(theirs, self.limits.megabytes), daemon=True
        )
        self._process.start()
        theirs.close()
        return True

    def _answer(self, started: bool) -> tuple[str, Any]:
        allowed = self.limits.seconds + (START if started else 0.0)
        if not self._pipe.poll(allowed):
            raise SlateError(
                f"Reading it took longer than {self.limits.seconds:g} seconds and was given up",
                do="Send a shorter or smaller file",
            )
        try:
            said: tuple[str, Any] = self._pipe.recv()
        except (EOFError, OSError):
            raise SlateError(
                f"Reading it failed within its {self.limits.megabytes} megabytes of memory",
                do="Send a smaller file, or one that other programs can open",
            ) from None
        return said

    def _end(self) -> None:
        process, self._process = self._process, None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if process is not None and process.pid is not None:
            with suppress(ProcessLookupError):  # commands that it started end with it
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.join()


def _unpacked(said: tuple[str, Any]) -> Any:
    how, what = said
    if how == "returned":
        return what
    if how == "refused":
        sentence, where, do = what
        raise SlateError(sentence, where=where, do=do)
    raise SlateError(f"It can't be read ({what})", do="Send one that other programs can open")


def _work(pipe: Connection, megabytes: int) -> None:
    """Answer calls until nobody is there any more."""
    os.setsid()  # a group of its own, that ends as one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE,) * 2)
    while True:
        try:
            work, given, named = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_said(work, given, named))


def _said(work: Callable[..., Any], given: Any, named: Any) -> tuple[str, Any]:
    try:
        return "returned", work(*given, **named)
    except SlateError as error:
        return "refused", (error.what, error.where, error.do)
    except MemoryError:
        return "failed", "it needs more memory than one file is given"
    except Exception as error:  # a decoder may raise anything, and none of it may end the server
        return "failed", type(error).__name__
