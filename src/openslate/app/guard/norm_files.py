"""Where a workspace keeps the house's norms: a folder of YAML files, and books that decided."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.guard.norms.norm_book import NormBook
from openslate.guard.norms.reading import read_norms
from openslate.guard.norms.writing import book_text, read_book

FOLDER = "norms"
KEPT = "norm-books"


@dataclass(frozen=True)
class NormFiles:
    """The default pack with what the house's files add and change; raises RulebookError."""

    workspace: Workspace

    @property
    def folder(self) -> Path:
        """Where the house's own files are, or would be."""
        return self.workspace.folder / FOLDER

    @cached_property
    def book(self) -> NormBook:
        """The norms in force, read when they are first asked for, and once."""
        return read_norms(self.folder)

    def keep(self, book: NormBook) -> None:
        """Keep a copy of a book that decides, so that its decisions can be made again."""
        kept = self._kept(book.version)
        if kept.exists():
            return
        unfinished = kept.with_suffix(".part")
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(book_text(book), encoding="utf-8")
            unfinished.replace(kept)
        except OSError as error:
            raise SlateError(
                f"The norms could not be kept for replays ({error.strerror})",
                where=str(kept),
                do="Make room on the disk; a book that is not kept does not decide",
            ) from error

    def kept(self, version: str) -> NormBook:
        """An earlier book that once decided something."""
        if self.book.version == version:
            return self.book
        path = self._kept(version)
        if not path.exists():
            raise SlateError(
                f"The norms of version {version} are no longer here",
                where=str(path.parent),
                do="Restore the file to go on",
            )
        return read_book(path.read_text(encoding="utf-8"), path.name)

    def _kept(self, version: str) -> Path:
        return self.workspace.folder / KEPT / f"{version}.yaml"
