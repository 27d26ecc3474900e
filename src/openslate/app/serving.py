"""What serves: loaded once, again when it changes, and never lost to a bad edit."""

from threading import Lock

from openslate.app.engine import Engine
from openslate.app.workspace import CURRENT, Workspace
from openslate.common.errors import SlateError


class Serving:
    """Keeps the engine in step with the model in force and the rulebook's file.

    A rulebook that can't be read, or a model that can't be loaded, does not take the pages down:
    what served last goes on serving and `trouble` says why. Safe to share between threads.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._trouble: SlateError | None = None
        self._lock = Lock()
        self._last: Engine | None = None
        self._seen: object = None

    @property
    def trouble(self) -> str | None:
        """What is wrong with the files since the engine was loaded, None when nothing is."""
        return str(self._trouble) if self._trouble else None

    @property
    def engine(self) -> Engine:
        """What decides now; raises SlateError when nothing good was there from the start.

        While one thread loads what is new, the others go on with what served last.
        """
        last = self._last
        if last is None:
            with self._lock:
                return self._current()
        if self._state() != self._seen and self._lock.acquire(blocking=False):
            try:
                return self._current()
            finally:
                self._lock.release()
        return last

    def _current(self) -> Engine:
        """What serves now, loaded where that is due."""
        state = self._state()
        if self._last is None or state != self._seen:
            self._last, self._seen = self._renewed(), state
        return self._last

    def _state(self) -> object:
        """Changes whenever there may be something to load anew."""
        try:
            current = (self.workspace.models / CURRENT).stat()
            rules = self.workspace.rulebook_path.stat()
        except OSError as error:
            return error.filename
        return [(file.st_mtime_ns, file.st_size, file.st_ino) for file in (current, rules)]

    def _renewed(self) -> Engine:
        try:
            engine = self._load()
        except SlateError as error:
            self._trouble = error
            if self._last is None:
                raise
            return self._last
        self._trouble = None
        return engine

    def _load(self) -> Engine:
        """The pair in force under the rulebook as its file stands, compiled and kept."""
        last = self._last
        if last and self.workspace.model_in_force() == (last.model_name, last.snapshot.name):
            engine = last.with_rulebook(self.workspace.rulebook())
        else:
            engine = Engine.load(self.workspace)
        _ = engine.rules  # a rulebook that does not compile is noticed here
        self.workspace.keep_rulebook(engine.rulebook)
        return engine
