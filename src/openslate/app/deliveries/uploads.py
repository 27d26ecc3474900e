"""Files that editors upload: kept under names of our own until they are imported or dropped."""

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from openslate.common.clock import Clock
from openslate.common.errors import NotFoundError, SlateError

CHUNK = 1 << 20
MOST_BYTES = 200 << 20
MOST_FILES = 20
TOO_LARGE = "Import it with 'slate import catalogue FILE', which takes any size"
ABOUT, UNFINISHED = "about.json", "unfinished"
_ID = re.compile(r"u[0-9a-f]{16}")
_NAME = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Upload:
    """A file that waits: its own id, a name made safe, bytes, who sent it and when."""

    upload: str
    name: str
    size: int
    by: str
    at: str
    path: Path

    @property
    def sent_at(self) -> datetime:
        """When it came."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True)
class Uploads:
    """The folder of files that wait; one folder each, named by us and never by a browser."""

    folder: Path
    clock: Clock

    def keep(self, stream: BinaryIO, name: str, by: str) -> Upload:
        """Write a file piece by piece; raises SlateError when it is empty or too large."""
        if len(list(self._ids())) >= MOST_FILES:
            raise SlateError(
                f"{MOST_FILES} files wait already", do="Import or drop one of them first"
            )
        upload, safe = f"u{secrets.token_hex(8)}", safe_name(name)
        unfinished = self.folder / f"{upload}-{UNFINISHED}"
        try:
            unfinished.mkdir(parents=True)
            size = keep_within(stream, unfinished / safe, MOST_BYTES, TOO_LARGE)
            about = Upload(upload, safe, size, by, self.clock.now().isoformat(), Path(upload, safe))
            text = json.dumps(asdict(about) | {"path": None})
            (unfinished / ABOUT).write_text(text, encoding="utf-8")
            unfinished.rename(self.folder / upload)
        except OSError as error:
            raise SlateError(
                f"The file could not be kept ({error.strerror})", do="Make room on the disk"
            ) from error
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        return replace(about, path=self.folder / upload / safe)

    def get(self, upload: str) -> Upload:
        """The file of an id; raises NotFoundError when there is none."""
        about = self.folder / upload / ABOUT
        if not _ID.fullmatch(upload) or not about.is_file():
            raise NotFoundError(
                "This file does not wait here any more", do="Upload it again to look at it"
            )
        said = json.loads(about.read_text(encoding="utf-8"))
        return Upload(**(said | {"path": self.folder / upload / safe_name(said["name"])}))

    def all(self) -> tuple[Upload, ...]:
        """Every file that waits, the latest first."""
        found = [self.get(upload) for upload in self._ids()]
        return tuple(sorted(found, key=lambda upload: upload.at, reverse=True))

    def drop(self, upload: str) -> None:
        """Remove a file; raises NotFoundError when there is none."""
        shutil.rmtree(self.get(upload).path.parent)

    def _ids(self) -> Iterator[str]:
        if self.folder.is_dir():
            yield from (path.name for path in self.folder.iterdir() if _ID.fullmatch(path.name))


def safe_name(name: str) -> str:
    """What a browser calls a file, as a name that can do no harm.

    >>> safe_name("../../etc/pass wd"), safe_name("C:\\\\Titel 2026.csv"), safe_name("..")
    ('pass-wd', 'Titel-2026.csv', 'file')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = _NAME.sub("-", last).strip(".-")[-80:].lstrip(".-")
    return plain if plain and plain != ABOUT else "file"


def keep_within(stream: BinaryIO, path: Path, most: int, instead: str) -> int:
    """Write what was sent to a new file, piece by piece; returns how many bytes.

    Raises SlateError when there are none, or more than `most`; `instead` says what to do then.
    """
    size = 0
    with path.open("xb") as out:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise SlateError(f"The file is larger than {most >> 20} MB", do=instead)
            out.write(chunk)
    if not size:
        raise SlateError("The file is empty", do="Choose another")
    return size
