"""Titles that come as a zip of files: one after the other, without trusting what a zip says."""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openslate.catalogue.intake import ZIP_MAGIC, IntakeLimits, first_bytes, open_zip

LIMITS = IntakeLimits(entries=200_000)  # a zip of titles holds a file for each
CHUNK = 1 << 18


def each_file(path: Path, suffix: str) -> Iterator[Path]:
    """The file itself, or one after the other the files of a zip that end so."""
    if not is_zip(path):
        yield path
        return
    with open_zip(path, LIMITS) as archive:
        for name in sorted(archive.namelist()):
            if name.lower().endswith(suffix):
                with unpacked(archive, name) as file:
                    yield file


def is_zip(path: Path) -> bool:
    """Whether a file begins as a zip does; raises SlateError for one that can't be read."""
    return first_bytes(path, len(ZIP_MAGIC)) == ZIP_MAGIC


@contextmanager
def unpacked(archive: zipfile.ZipFile, name: str) -> Iterator[Path]:
    """One member as a file that is removed after; its own name is never used as a path."""
    with tempfile.TemporaryDirectory(prefix="slate-") as folder:
        file = Path(folder) / f"member{Path(name).suffix[:8]}"
        with archive.open(name) as source, file.open("wb") as target:
            while chunk := source.read(CHUNK):
                target.write(chunk)
        yield file
