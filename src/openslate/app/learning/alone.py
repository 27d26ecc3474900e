"""One at a time learns, so that nobody puts back what another has just forgotten."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from openslate.app.workspace import Workspace

LOCK = "learning.lock"


@contextmanager
def learning_alone(workspace: Workspace) -> Iterator[None]:
    """Wait until no thread or process learns in this workspace, and keep others waiting."""
    with (workspace.folder / LOCK).open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)  # let go of when the file is closed, also by a kill
        yield
