"""The register: which files this organisation published, and how to know them again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from openslate.common.clock import Clock, SystemClock
from openslate.common.errors import NotFoundError, SlateError
from openslate.store.database import Database
from openslate.store.sortable_ids import SortableIds
from openslate.store.tables import FINGERPRINTS, MANIFESTS, REGISTERED_FILES
from openslate.store.upsert import insert_new

IDS = SortableIds("f")
MARKS = 1 << 64


@dataclass(frozen=True)
class NewFile:
    """A file to keep in the register: `sha256` of its bytes, its media type, its size in bytes.

    `mark` is the mark id in it; `manifest` its content credential; `fingerprints` by kind; `about`
    whatever else its publisher says of it, for instance which item of the catalogue it is.
    """

    sha256: str
    name: str
    mime: str
    size: int
    mark: int | None = None
    manifest: bytes | None = None
    fingerprints: Mapping[str, bytes] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RegisteredFile:
    """A file of the register; `manifest` is the hash under which its credential is kept."""

    id: str
    sha256: str
    name: str
    mime: str
    size: int
    at: datetime
    registered_by: str
    mark: int | None
    manifest: str | None
    about: Mapping[str, Any]


@dataclass(frozen=True)
class KeptFingerprint:
    """A fingerprint and the file it is of."""

    file: str
    bits: bytes


class Register:
    """Keeps files once each; what is kept never changes."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database, self.clock = database, clock or SystemClock()

    def keep(self, new: NewFile, *, by: str) -> RegisteredFile:
        """Keep a file; the same bytes again give what was kept first. Raises SlateError."""
        _check(new)
        now = self.clock.now()
        row = {
            **{name: getattr(new, name) for name in ("sha256", "name", "mime", "size")},
            "id": IDS.next(now), "at": now, "registered_by": by, "about": dict(new.about),
            "mark": None if new.mark is None else mark_text(new.mark),
            "manifest": None if new.manifest is None else sha256(new.manifest).hexdigest(),
        }  # fmt: skip
        with self.database.begin() as connection:
            if new.manifest is not None:
                kept = {"sha256": row["manifest"], "content": new.manifest}
                connection.execute(insert_new(connection, MANIFESTS).values(kept))
            added = connection.execute(insert_new(connection, REGISTERED_FILES).values(row))
            if added.rowcount and new.fingerprints:
                bits = [
                    {"file": row["id"], "kind": kind, "bits": bits}
                    for kind, bits in new.fingerprints.items()
                ]
                connection.execute(sa.insert(FINGERPRINTS), bits)
        found = self.with_hash(new.sha256)
        assert found is not None  # noqa: S101 (it was just kept)
        return found

    def get(self, file: str) -> RegisteredFile:
        """One file by its id; raises NotFoundError."""
        found = self._where(REGISTERED_FILES.c.id == file)
        if not found:
            raise NotFoundError(f"There is no file {file!r} in the register")
        return found[0]

    def with_hash(self, sha256: str) -> RegisteredFile | None:
        """The file with exactly these bytes."""
        found = self._where(REGISTERED_FILES.c.sha256 == sha256)
        return found[0] if found else None

    def with_mark(self, mark: int) -> list[RegisteredFile]:
        """The files that were published with this mark, oldest first."""
        return self._where(REGISTERED_FILES.c.mark == mark_text(mark))

    def manifest(self, sha256: str) -> bytes:
        """A kept content credential by its hash; raises NotFoundError."""
        query = sa.select(MANIFESTS.c.content).where(MANIFESTS.c.sha256 == sha256)
        with self.database.read() as connection:
            found = connection.scalar(query)
        if found is None:
            raise NotFoundError(f"There is no credential {sha256[:16]!r} in the register")
        return bytes(found)

    def page(self, *, limit: int = 50, before: str | None = None) -> list[RegisteredFile]:
        """Files, the latest first; `before` is the id of the last one seen."""
        at = REGISTERED_FILES.c.id
        query = sa.select(REGISTERED_FILES).order_by(at.desc()).limit(limit)
        return self._found(query if before is None else query.where(at < before))

    def count(self) -> int:
        """How many files there are."""
        with self.database.read() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(REGISTERED_FILES)) or 0

    def fingerprints(self, kind: str, *, after: str = "") -> list[KeptFingerprint]:
        """Fingerprints of one kind in the order their files were kept; `after` is a file's id."""
        of = FINGERPRINTS.c
        query = sa.select(of.file, of.bits).where((of.kind == kind) & (of.file > after))
        with self.database.read() as connection:
            rows = connection.execute(query.order_by(of.file)).all()
        return [KeptFingerprint(file, bytes(bits)) for file, bits in rows]

    def _where(self, condition: sa.ColumnElement[bool]) -> list[RegisteredFile]:
        chosen = sa.select(REGISTERED_FILES).where(condition)
        return self._found(chosen.order_by(REGISTERED_FILES.c.id))

    def _found(self, query: sa.Select[Any]) -> list[RegisteredFile]:
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return [RegisteredFile(**{**row, "mark": _mark_of(row["mark"])}) for row in rows]


def mark_text(mark: int) -> str:
    """A mark id as people copy it: 16 hexadecimal digits."""
    return f"{mark:016x}"


def _mark_of(text: str | None) -> int | None:
    return None if text is None else int(text, 16)


def _check(new: NewFile) -> None:
    if new.mark is not None and not 0 < new.mark < MARKS:
        raise SlateError("A mark id is a whole number above 0 of at most 64 bits", where=new.name)
