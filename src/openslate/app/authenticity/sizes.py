"""How large a file may be that somebody sends or names."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from openslate.app.deliveries.uploads import keep_within, safe_name
from openslate.common.errors import SlateError

GIGABYTE = 1 << 30
MOST_UPLOAD = 256 << 20
"""Bytes of an upload, whatever the settings say; larger files are for the command line."""
TOO_LARGE = "Use the command line, which takes larger files"


def refuse_larger(path: Path, gigabytes: float, called: str) -> None:
    """Raise SlateError for a file that is larger, before anything of it is read."""
    if path.is_file() and path.stat().st_size > gigabytes * GIGABYTE:
        raise SlateError(
            f"It is larger than {gigabytes:g} GB",
            where=called,
            do="Send a shorter excerpt, or raise the setting verify.largest_gigabytes",
        )


@contextmanager
def kept_for_now(stream: BinaryIO, name: str, most: int) -> Iterator[Path]:
    """An upload as a file of its own that is gone afterwards; raises SlateError if larger."""
    with TemporaryDirectory(prefix="slate-upload-") as folder:
        path = Path(folder) / safe_name(name)
        keep_within(stream, path, most, TOO_LARGE)
        yield path
