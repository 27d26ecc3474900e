"""A refresh of the catalogue that runs while pages are served, and what it says of itself."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from openslate.app.graph.sparql import ONE_AT_A_TIME
from openslate.app.identity.review_views import ApplyView

WORKER = (sys.executable, "-m", "openslate.app.identity.refresh_worker")
IDLE = ApplyView("idle", "Nothing is being applied.")
ENDED = "It ended without saying why. Run 'slate review apply' to see what is wrong."


class RefreshRun:
    """At most one refresh at a time, in a process of its own; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._view = IDLE
        self._thread: Thread | None = None
        self._process: subprocess.Popen[str] | None = None

    @property
    def view(self) -> ApplyView:
        """How far it has come."""
        return self._view

    def start(self, by: str) -> ApplyView:
        """Begin, unless it runs already."""
        with self._lock:
            if self._view.state != "running":
                self._view = ApplyView("running", "Starting.", by=by)
                self._thread = Thread(target=self._run, args=(by,), daemon=True)
                self._thread.start()
            return self._view

    def wait(self, seconds: float | None = None) -> ApplyView:
        """How it stands when it has ended, or after `seconds`."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._view

    def close(self) -> None:
        """End it; the catalogue is as it was before or as it is after."""
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()
        self.wait()

    def _run(self, by: str) -> None:
        with ONE_AT_A_TIME:  # questions to the graph wait, and so do we for them
            with self._lock:
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                    [*WORKER, str(self._folder)],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                )
            with self._process as process:
                last = self._follow(process.stdout or (), by)
        self._view = _ended(last, by)

    def _follow(self, lines: Iterable[str], by: str) -> Mapping[str, Any]:
        """Read what the worker tells to its end; its last words."""
        last: Mapping[str, Any] = {}
        for line in lines:
            last = json.loads(line)
            if "step" in last:
                self._view = ApplyView("running", f"{last['step']}.", by=by)
        return last


def _ended(last: Mapping[str, Any], by: str) -> ApplyView:
    if "snapshot" not in last:
        return ApplyView("failed", last.get("failed", ENDED), by=by)
    name, touched = last["snapshot"], last["touched"]
    items = f"{touched:,} item{'' if touched == 1 else 's'}"
    changed = f"{items} changed" if last["new"] else "nothing changed"
    sentence = f"Done: {changed}, snapshot {name}."
    return ApplyView("done", sentence, snapshot=name, by=by)
