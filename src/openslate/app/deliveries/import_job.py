"""Imports that run while the page goes on: one at a time, with how far they are."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock, Thread

from openslate.app.views import ImportView
from openslate.common.errors import NotFoundError, SlateError

Progress = Callable[[int, int | None], None]
Work = Callable[[Progress], ImportView]
BROKEN = "The import stopped because something broke on our side; it is in the server's log."


@dataclass(frozen=True)
class ImportState:
    """How an import stands: `running`, `done` or `failed`, and in the end what came of it."""

    file: str
    state: str
    records: int = 0
    result: ImportView | None = None
    trouble: str = ""


class ImportJobs:
    """Runs imports in a thread of their own; remembers how each ended until the server stops."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._states: dict[str, ImportState] = {}
        self._thread: Thread | None = None

    def start(self, key: str, file: str, work: Work, done: Callable[[], None]) -> None:
        """Begin an import; `done` is called when it succeeded. Raises SlateError if one runs."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                raise SlateError("Another import is running", do="Wait until it is done")
            self._states[key] = ImportState(file, "running")
            self._thread = Thread(target=self._run, args=(key, work, done), name=f"import {key}")
            self._thread.start()

    def state(self, key: str) -> ImportState:
        """How an import stands; raises NotFoundError when there was none."""
        with self._lock:
            if key not in self._states:
                raise NotFoundError("Nothing was imported here", do="Start again from the file")
            return self._states[key]

    def wait(self) -> None:
        """Until the running import has ended."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, key: str, work: Work, done: Callable[[], None]) -> None:
        trouble: str | None = BROKEN
        try:
            result = work(lambda records, _total: self._put(key, records=records))
            done()
            self._put(key, state="done", records=result.rows, result=result)
            trouble = None
        except SlateError as error:
            trouble = str(error)
        finally:
            if trouble is not None:
                self._put(key, state="failed", trouble=trouble)

    def _put(self, key: str, **values: object) -> None:
        with self._lock:
            self._states[key] = replace(self._states[key], **values)  # type: ignore[arg-type]
