"""Putting a file into the register, so that it is known again wherever it turns up."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from openslate.app.authenticity.examining import Examining
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.common.ids import hash_file
from openslate.store.register import NewFile, Register, RegisteredFile


class RegisterFile:
    """Registers files as they are published: marked and signed, if they are to be.

    Their credential, mark and fingerprints are read off them, so what is kept is what is there.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._register = Register(workspace.database, workspace.clock)
        self._examining = Examining(workspace)

    def __enter__(self) -> "RegisterFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads the files."""
        self._examining.close()

    def __call__(
        self, path: Path, *, by: str, about: Mapping[str, Any] | None = None
    ) -> RegisteredFile:
        """Register one file; the same bytes again give what was registered first.

        Raises SlateError where nothing of it could be known again.
        """
        return self.keep(replace(self.read(path), about=dict(about or {})), by=by)

    def read(self, path: Path) -> NewFile:
        """What would be kept of a file: what was read off it. Raises SlateError like a call."""
        examined = self._examining.look(path)
        credential = self._examining.credential(path)
        mark = examined.mark.found if examined.mark else None
        if not examined.fingerprints and mark is None and not credential.manifest:
            raise SlateError(
                "There is nothing to know it again by: " + " ".join(examined.unseen),
                where=path.name,
                do="Sign it, or register a picture, a sound or a video",
            )
        return NewFile(
            hash_file(path),
            path.name,
            examined.media_type.mime if examined.media_type else "application/octet-stream",
            path.stat().st_size,
            mark,
            credential.manifest or None,
            examined.kept(),
        )

    def keep(self, new: NewFile, *, by: str) -> RegisteredFile:
        """Register what was read; the same bytes again give what was registered first."""
        return self._register.keep(new, by=by)
