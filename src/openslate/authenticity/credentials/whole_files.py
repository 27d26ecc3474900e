"""Writes files that must never be seen half written, replaced by mistake or read by others."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from openslate.common.errors import SlateError

OWNER_ONLY, AS_USUAL = 0o600, 0o666  # what others may do then is the user's umask
OTHERS = stat.S_IRWXG | stat.S_IRWXO


@contextmanager
def whole_file(path: Path, *, private: bool = False, replace: bool = False) -> Iterator[BinaryIO]:
    """A stream whose content becomes the file at `path` when all went well, and never in part.

    A private file is its owner's alone from its first byte on. Raises SlateError where a file of
    that name exists, unless it may be replaced.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not replace:
        raise _taken(path)
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    mode = OWNER_ONLY if private else AS_USUAL
    handle = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _put(partial, path, replace)
    finally:
        with suppress(FileNotFoundError):
            partial.unlink()


def write_new(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file that is not there yet, whole or not at all; raises SlateError where one is."""
    with whole_file(path, private=private) as stream:
        stream.write(content)


def readable_by_others(path: Path) -> bool:
    """Whether anybody but its owner may read or change a file."""
    return bool(path.stat().st_mode & OTHERS)


def _put(partial: Path, path: Path, replace: bool) -> None:
    if replace:
        partial.replace(path)
        return
    try:
        os.link(partial, path)  # unlike a rename this never replaces what came meanwhile
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # some network shares know no links
        partial.replace(path)


def _taken(path: Path) -> SlateError:
    return SlateError(
        "There is already a file of this name",
        where=str(path),
        do="Move it away or choose another name; nothing was changed",
    )
