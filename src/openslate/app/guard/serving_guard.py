"""The guard in force: shipped heads, the house's norms and what moderators taught so far."""

from threading import Lock

from openslate.app.guard.corrections import Corrections
from openslate.app.guard.norm_files import NormFiles
from openslate.app.workspace import Workspace
from openslate.guard.deciding.operating_point import named_point
from openslate.guard.guard import Guard
from openslate.guard.norms import NormBook
from openslate.guard.reading.exemplars import Exemplar
from openslate.guard.reading.heads import shipped_heads
from openslate.guard.reading.message_reader import MessageReader


class ServingGuard:
    """Makes the guard once, and again when somebody taught it, in whichever process.

    Safe to share between threads. Norms are read once: a changed file counts after a restart, and
    `slate guard check` looks at it before.
    """

    def __init__(self, workspace: Workspace, corrections: Corrections) -> None:
        self._files, self._corrections = NormFiles(workspace), corrections
        self._point = named_point(workspace.settings.guard.point)
        self._lock = Lock()
        self._made: tuple[str, Guard] | None = None

    @property
    def book(self) -> NormBook:
        """The norms in force."""
        return self._files.book

    @property
    def guard(self) -> Guard:
        """The guard with every exemplar that counts now."""
        version = self._corrections.version()
        with self._lock:
            if self._made is None or self._made[0] != version:
                self._files.keep(self.book)
                self._made = (version, self.with_exemplars(self._corrections.exemplars()))
            return self._made[1]

    def with_exemplars(self, exemplars: tuple[Exemplar, ...]) -> Guard:
        """The guard as it would be with these exemplars."""
        return Guard(MessageReader(shipped_heads(), exemplars), self.book, self._point)
