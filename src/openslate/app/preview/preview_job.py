"""Previews that run while the page goes on: one at a time, with how far they are."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock, Thread

from openslate.app.preview.preview_views import RulePreview
from openslate.common.errors import NotFoundError, SlateError

Work = Callable[[Callable[[int, int | None], None]], RulePreview]
KEPT = 8  # previews remembered
BROKEN = "The preview stopped because something broke on our side; it is in the server's log."


@dataclass(frozen=True)
class PreviewState:
    """How a preview stands: `running`, `done` or `failed`, and in the end what it found."""

    name: str
    state: str
    done: int = 0
    total: int = 0
    result: RulePreview | None = None
    trouble: str = ""


class PreviewJobs:
    """Runs previews in a thread of their own; remembers the last few until the server stops."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._states: dict[str, PreviewState] = {}
        self._thread: Thread | None = None

    def start(self, key: str, name: str, work: Work) -> None:
        """Begin a preview; raises SlateError if one runs."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                raise SlateError("Another preview is running", do="Wait until it is done")
            for old in list(self._states)[: 1 - KEPT]:
                del self._states[old]
            self._states[key] = PreviewState(name, "running")
            self._thread = Thread(target=self._run, args=(key, work), name=f"preview {key}")
            self._thread.daemon = True  # nothing is lost when the server stops
            self._thread.start()

    def state(self, key: str) -> PreviewState:
        """How a preview stands; raises NotFoundError when there was none."""
        with self._lock:
            if key not in self._states:
                raise NotFoundError("There is no such preview", do="Start again from the rulebook")
            return self._states[key]

    def wait(self) -> None:
        """Until the running preview has ended."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, key: str, work: Work) -> None:
        trouble: str | None = BROKEN
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
