"""Learning that goes on while pages are served, and what it says of itself."""

import json
import subprocess
import sys
from collections.abc import Callable
from threading import Event, Lock, Thread

from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.recommend.models.model_folder import read_card
from openslate.store.events import EventStore

WORKER = (sys.executable, "-m", "openslate.app.learning.learning_worker")
SECONDS = 5.0
"""Between two looks at how many events there are."""
OFF = "off"
ENDED = "It ended without saying why. Run 'slate train --update' to see what is wrong."
KNOWN = "events_known"
"""Note of a model: how many events there were, of all kinds, when it was made."""


class BackgroundLearner:
    """Counts new events and has the model brought up to date by a process of its own.

    At most one at a time; requests go on being answered by the earlier model, and `refresh` is
    called when another is in force, so that no request has to wait until it is loaded. Safe to
    share between threads.
    """

    def __init__(self, workspace: Workspace, refresh: Callable[[], object]) -> None:
        self._workspace, self._refresh = workspace, refresh
        self._after = workspace.settings.learning.after_events
        self._lock = Lock()
        self._stop = Event()
        self._thread: Thread | None = None
        self._process: subprocess.Popen[str] | None = None
        self._known: int | None = None
        self._told = self._waiting if self._after else OFF

    @property
    def told(self) -> str:
        """How it stands, in a few words."""
        return self._told

    @property
    def _waiting(self) -> str:
        return f"waits for {self._after:,} new events"

    def start(self, seconds: float = SECONDS) -> None:
        """Begin to look every so often, where the settings want it."""
        if self._after and self._thread is None:
            self._thread = Thread(target=self._watch, args=(seconds,), daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop looking and end what runs; the earlier model stays in force."""
        self._stop.set()
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()
        if self._thread is not None:
            self._thread.join()

    def _watch(self, seconds: float) -> None:
        while not self._stop.wait(seconds):
            try:
                self.look()
            except SlateError as error:  # no model yet, or the database does not answer
                self._told = str(error)

    def look(self) -> bool:
        """Learn if there are enough new events; says whether it did."""
        events = EventStore(self._workspace.database).count()
        if self._known is None:
            self._known = events_known(self._workspace)
        if not self._after or events - self._known < self._after:
            return False
        self._told = f"learning from {events - self._known:,} new events"
        self._told = self._learn()
        self._known = events
        self._refresh()
        return True

    def _learn(self) -> str:
        with self._lock:
            if self._stop.is_set():
                return "stopped"
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [*WORKER, str(self._workspace.folder)],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        with self._process as process:
            lines = list(process.stdout or ())
        last = json.loads(lines[-1]) if lines else {}
        if "model" not in last:
            return f"failed: {last.get('failed', ENDED)}"
        changed = f"it made model {last['model']}" if last["new"] else "nothing had changed"
        return f"{self._waiting}; the last time {changed}"


def events_known(workspace: Workspace) -> int:
    """How many events there were when the model in force was made; 0 where it does not say."""
    name, _ = workspace.model_in_force()
    return int(read_card(workspace.models / name)["notes"].get(KNOWN, 0))
