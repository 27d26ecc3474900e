"""Opens files that others sent: plain or packed, in bounded memory, refusing a flood."""

import gzip
import io
import os
import zipfile
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, TextIO

from pydantic import BaseModel, ConfigDict, Field

from openslate.common.errors import SlateError

CHUNK = 1 << 18
GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"
_BROKEN_ZIP = (
    *(zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error),
    *(OSError, ValueError, UnicodeError),  # offsets before the file, names that are no text
)
MOST_CONTROLS = 0.02
"""Share of bytes that are control characters; with more, what is no UTF-8 is no text at all."""
_CONTROLS = [bytes([code]) for code in (*range(1, 9), *range(14, 26), *range(27, 32))]
_MARKS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))


class IntakeLimits(BaseModel):
    """How much a packed file may unfold to; plain files are read piece by piece at any size."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unpacked_bytes: int = Field(default=4 << 30, description="Most bytes of a packed file.")
    times_packed: int = Field(default=250, description="Most times its size on the disk.")
    always_allowed: int = Field(default=32 << 20, description="Bytes below which no ratio counts.")
    entries: int = Field(default=5000, description="Most files inside an Excel workbook.")

    def allows(self, unpacked: int, packed: int) -> bool:
        """Whether `packed` bytes may unfold to `unpacked` bytes."""
        fair = unpacked <= max(self.always_allowed, packed * self.times_packed)
        return fair and unpacked <= self.unpacked_bytes


LIMITS = IntakeLimits()


def open_binary(path: Path, limits: IntakeLimits = LIMITS) -> BinaryIO:
    """The bytes of a file, unpacked when it is gzip (by content, whatever its name).

    Raises SlateError when there is no such file or it is empty; and, while reading, when a packed
    file is damaged or unfolds beyond the limits.
    """
    stream = _open(path)
    start = stream.read(len(GZIP_MAGIC))
    stream.seek(0)
    if not start:
        stream.close()
        raise SlateError("The file is empty", where=str(path), do="Ask for it again")
    if start != GZIP_MAGIC:
        return stream
    return io.BufferedReader(_Unpacked(path, stream, limits), CHUNK)


def open_text(path: Path, limits: IntakeLimits = LIMITS, encoding: str | None = None) -> TextIO:
    """The text of a file with its own line ends, in the encoding that `text_encoding` finds."""
    encoding = encoding or text_encoding(path, limits)
    return io.TextIOWrapper(open_binary(path, limits), encoding=encoding, newline="")


def text_encoding(path: Path, limits: IntakeLimits = LIMITS) -> str:
    """What a file's byte order mark says; else UTF-8 if all of it is; else Windows-1252, or
    Latin-1 where it holds bytes that Windows-1252 lacks. UTF-16 is known without its mark too.

    Reads the whole file once. Raises SlateError for what is not text.
    """
    with open_binary(path, limits) as stream:
        start = stream.read(CHUNK)
        for encoding in _candidates(start):
            stream.seek(0)
            if _decodes(stream, encoding):
                return encoding
    raise SlateError(
        "The content is not text in any known encoding",
        where=str(path),
        do="Check that it is the right file, or ask for it in UTF-8",
    )


def first_bytes(path: Path, count: int = 4096) -> bytes:
    """The beginning of a file, unpacked; for telling what it is."""
    with open_binary(path) as stream:
        return stream.read(count)


@contextmanager
def open_zip(path: Path, limits: IntakeLimits = LIMITS) -> Iterator[zipfile.ZipFile]:
    """A zip (an Excel workbook is one) whose entries stay within the limits.

    Everything is decided by the table of contents; Python never unpacks more of an entry than
    its declared size, and notices entries that overlap.
    """
    with _open(path) as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                _check_contents(archive, path, limits)
                yield archive
        except _BROKEN_ZIP as error:
            raise _damaged(path) from error


def _check_contents(archive: zipfile.ZipFile, path: Path, limits: IntakeLimits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise _too_much(path, f"holds {len(entries):,} files")
    packed = path.stat().st_size
    unpacked = sum(entry.file_size for entry in entries)
    if not limits.allows(unpacked, packed):
        raise _too_much(path, f"of {packed:,} bytes would unfold to {unpacked:,}")
    if any(entry.flag_bits & 1 for entry in entries):
        raise SlateError("The file is locked by a password", where=str(path), do="Unlock it first")


class _Unpacked(io.RawIOBase):
    """The bytes inside a gzip file, as many as the limits allow."""

    def __init__(self, path: Path, stream: BinaryIO, limits: IntakeLimits) -> None:
        self._path, self._packed, self._limits = path, stream, limits
        self._size = path.stat().st_size
        self._inside = gzip.GzipFile(fileobj=stream)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._inside.seek(offset, whence)

    def tell(self) -> int:
        return self._inside.tell()

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._inside.read1(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise _damaged(self._path) from error
        if not self._limits.allows(self._inside.tell(), self._size):
            raise _too_much(self._path, f"of {self._size:,} bytes unfolds without end")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._packed.close()
        super().close()


def _open(path: Path) -> BinaryIO:
    try:
        if os.path.lexists(path) and not os.path.isfile(path):
            raise OSError(0, "it is not a file")
        return path.open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise SlateError(
            f"The file cannot be read ({reason})", where=str(path), do="Check its name"
        ) from error


def _candidates(start: bytes) -> tuple[str, ...]:
    """Encodings to try, the likeliest first."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return (encoding,)
    if b"\x00" in start:  # no 8-bit text holds it, and every UTF-16 text in Latin letters does
        odd, even = start[1::2].count(0), start[::2].count(0)
        return ("utf-16-le",) if odd > even else ("utf-16-be",)
    controls = sum(map(start.count, _CONTROLS))
    return ("utf-8",) if controls > MOST_CONTROLS * len(start) else ("utf-8", "cp1252", "latin-1")


def _decodes(stream: IO[bytes], encoding: str) -> bool:
    """Whether everything to the end is text in this encoding."""
    decode = getincrementaldecoder(encoding)().decode
    try:
        while chunk := stream.read(CHUNK):
            if "\x00" in decode(chunk):
                return False
        decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _damaged(path: Path) -> SlateError:
    return SlateError(
        "The packed file is damaged or cut off", where=str(path), do="Ask for it again"
    )


def _too_much(path: Path, what: str) -> SlateError:
    return SlateError(
        f"The packed file {what}, far more than any catalogue",
        where=str(path),
        do="Do not open it; ask who sent it, or unpack it yourself",
    )
