"""Opens what signing reads and writes; signing anew and updating do it alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from openslate.authenticity.credentials.library import in_english
from openslate.authenticity.credentials.media_types import FileKind, media_type_of_file
from openslate.authenticity.credentials.signer import CredentialSigner
from openslate.authenticity.credentials.whole_files import whole_file
from openslate.common.errors import SlateError


@dataclass(frozen=True)
class OpenFiles:
    """A source to read, a target that is there whole or not at all, and the library's signer."""

    source: BinaryIO
    target: BinaryIO
    signing: Any


@contextmanager
def open_files(
    source: Path, target: Path, signer: CredentialSigner, *, replace: bool
) -> Iterator[OpenFiles]:
    """All three while they are needed; what the library refuses becomes SlateError."""
    with (
        source.open("rb") as stream,
        whole_file(target, replace=replace) as written,
        signer.for_library(str(source)) as signing,
        in_english(str(source)),
    ):
        yield OpenFiles(stream, written, signing)


def file_kind(path: Path) -> FileKind:
    """What the library calls a file's kind; raises SlateError where it can't be read."""
    try:
        return media_type_of_file(path)
    except OSError as error:
        raise SlateError(
            f"The file could not be read ({error.strerror})", where=str(path), do="Name another"
        ) from None
