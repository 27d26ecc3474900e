"""Files that come as one, as a folder or as a zip, without trusting what a zip says of itself."""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from openslate.common.errors import SlateError

ZIP = b"PK\x03\x04"
CHUNK = 1 << 16


@dataclass(frozen=True)
class ZipLimits:
    """How much a zip may hold: files, bytes in all, and bytes for each packed byte."""

    files: int = 100_000
    size: int = 4_000_000_000
    ratio: int = 200


LIMITS = ZipLimits()


def each_file(path: Path, suffix: str, limits: ZipLimits = LIMITS) -> Iterator[Path]:
    """The file itself, or one after the other the files of a zip that end so."""
    if not is_zip(path):
        yield path
        return
    with opened_zip(path, limits) as archive:
        for name in sorted(archive.namelist()):
            if name.lower().endswith(suffix):
                with unpacked(archive, name, path) as file:
                    yield file


def is_zip(path: Path) -> bool:
    """Whether a file begins as a zip does; False for one that can't be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(ZIP)) == ZIP
    except OSError:
        return False


@contextmanager
def opened_zip(path: Path, limits: ZipLimits = LIMITS) -> Iterator[zipfile.ZipFile]:
    """A zip whose declared sizes are within the limits; raises SlateError for any other."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            declared = sum(member.file_size for member in members)
            packed = max(1, sum(member.compress_size for member in members))
            if len(members) > limits.files or declared > limits.size:
                raise _too_large(path)
            if declared > limits.ratio * packed and declared > 1_000_000:
                raise _too_large(path)
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error) as error:
        raise SlateError(
            f"The zip cannot be read ({error})", where=str(path), do="Fetch it again"
        ) from error


@contextmanager
def unpacked(archive: zipfile.ZipFile, name: str, path: Path) -> Iterator[Path]:
    """One member as a file that is removed after; its own name is never used as a path."""
    with tempfile.TemporaryDirectory(prefix="slate-") as folder:
        file = Path(folder) / f"member{Path(name).suffix[:8]}"
        with archive.open(name) as source, file.open("wb") as target:
            left = archive.getinfo(name).file_size
            while chunk := source.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _too_large(path)
                target.write(chunk)
        yield file


def _too_large(path: Path) -> SlateError:
    return SlateError(
        "The zip holds more than Slate unpacks", where=str(path), do="Unpack it yourself first"
    )
