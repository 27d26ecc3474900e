"""The guard in force: heads in use, the house's norms and what moderators taught so far."""

from threading import Lock

from openslate.app.guard.corrections import Corrections
from openslate.app.guard.exceptions import Exceptions
from openslate.app.guard.heads_in_use import HeadsInUse
from openslate.app.guard.norm_files import NormFiles
from openslate.app.workspace import Workspace
from openslate.guard.deciding.operating_point import named_point
from openslate.guard.guard import Guard
from openslate.guard.norms import NormBook
from openslate.guard.reading.exemplars import Exemplar
from openslate.guard.reading.heads import Heads
from openslate.guard.reading.message_reader import MessageReader
from openslate.guard.reading.sentences.sentence_reading import sentence_encoder, sentence_reading


class ServingGuard:
    """Makes the guard once, and again when somebody taught or trained it, in whichever process.

    Safe to share between threads. Norms are read once: a changed file counts after a restart, and
    `slate guard check` looks at it before.
    """

    def __init__(
        self, workspace: Workspace, corrections: Corrections, exceptions: Exceptions
    ) -> None:
        self._files, self._corrections = NormFiles(workspace), corrections
        self._exceptions = exceptions
        self._excepted: tuple[str, NormBook] | None = None
        self._heads = HeadsInUse(workspace)
        self._point = named_point(workspace.settings.guard.point)
        self._encoder_folder = workspace.settings.guard.sentence_folder(workspace.folder)
        self._lock = Lock()
        self._made: tuple[tuple[str, ...], Guard] | None = None

    @property
    def book(self) -> NormBook:
        """The norms in force: the house's with the exceptions that moderators made."""
        version = self._exceptions.version()
        excepted = self._excepted
        if excepted is None or excepted[0] != version:
            excepted = (version, self._exceptions.put_into(self.house_book))
            self._excepted = excepted
        return excepted[1]

    @property
    def house_book(self) -> NormBook:
        """The norms as pack and files have them."""
        return self._files.book

    @property
    def guard(self) -> Guard:
        """The guard with the heads in use and every exemplar that counts now."""
        book = self.book
        version = (self._corrections.version(), self._heads.name, book.version)
        with self._lock:
            if self._made is None or self._made[0] != version:
                self._files.keep(book)
                self._made = (version, self.with_exemplars(self._corrections.exemplars()))
            return self._made[1]

    def with_exemplars(self, exemplars: tuple[Exemplar, ...]) -> Guard:
        """The guard as it would be with these exemplars."""
        return Guard(self._reader(self._heads.load()[1], exemplars), self.book, self._point)

    def with_book(self, book: NormBook, exemplars: tuple[Exemplar, ...]) -> Guard:
        """The guard as it would be with these norms and exemplars."""
        return Guard(self._reader(self._heads.load()[1], exemplars), book, self._point)

    def with_heads(self, heads: Heads) -> Guard:
        """The guard as it would be with these heads."""
        exemplars = self._corrections.exemplars()
        return Guard(self._reader(heads, exemplars), self.book, self._point)

    def reader_name(self) -> str:
        """What decisions call the heads in use, those over sentences too."""
        name, sentences = self._heads.load()[1].card.name, sentence_reading(self._encoder_folder)
        return f"{name}+{sentences.name}" if sentences else name

    def _reader(self, heads: Heads, exemplars: tuple[Exemplar, ...]) -> MessageReader:
        return MessageReader(
            heads,
            exemplars,
            sentences=sentence_reading(self._encoder_folder),
            embedding=sentence_encoder(self._encoder_folder),
        )
