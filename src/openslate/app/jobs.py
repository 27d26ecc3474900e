"""Long work that runs while pages go on: one at a time, with how far it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock, Thread
from typing import Generic, Literal, TypeVar

from openslate.common.errors import ConflictError, NotFoundError, SlateError

Result = TypeVar("Result")
Tell = Callable[[int, int | None], None]
KEPT = 8  # jobs remembered
BROKEN = "The {} stopped because something broke on our side; it is in the server's log."


@dataclass(frozen=True)
class JobState(Generic[Result]):
    """How a job stands, how much of it is done, and in the end its result or its trouble."""

    key: str
    name: str
    state: Literal["running", "done", "failed"]
    done: int = 0
    total: int = 0
    result: Result | None = None
    trouble: str = ""


class Jobs(Generic[Result]):
    """Runs jobs of one kind in a thread of their own; remembers the last few until the server
    stops. `kind` is what people call one: preview, estimate. A job that `lasts` ends before the
    server does; else nothing is lost when it is cut off.
    """

    def __init__(self, kind: str, *, lasts: bool = False) -> None:
        self.kind, self.lasts = kind, lasts
        self._lock = Lock()
        self._states: dict[str, JobState[Result]] = {}
        self._thread: Thread | None = None

    def start(self, key: str, name: str, work: Callable[[Tell], Result]) -> None:
        """Begin a job; raises ConflictError if one runs."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                raise ConflictError(f"Another {self.kind} is running", do="Wait until it is done")
            for old in list(self._states)[: 1 - KEPT]:
                del self._states[old]
            self._states[key] = JobState(key, name, "running")
            self._thread = Thread(target=self._run, args=(key, work), name=f"{self.kind} {key}")
            self._thread.daemon = not self.lasts
            self._thread.start()

    def state(self, key: str) -> JobState[Result]:
        """How a job stands; raises NotFoundError when there was none."""
        with self._lock:
            if key not in self._states:
                raise NotFoundError(f"There is no such {self.kind}", do="Start it again")
            return self._states[key]

    def wait(self) -> None:
        """Until the running job has ended."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, key: str, work: Callable[[Tell], Result]) -> None:
        trouble: str | None = BROKEN.format(self.kind)
        try:
            result = work(lambda done, total: self._put(key, done=done, total=total or 0))
            self._put(key, state="done", result=result)
            trouble = None
        except SlateError as error:
            trouble = str(error)
        finally:
            if trouble is not None:
                self._put(key, state="failed", trouble=trouble)

    def _put(self, key: str, **values: object) -> None:
        with self._lock:
            self._states[key] = replace(self._states[key], **values)  # type: ignore[arg-type]
