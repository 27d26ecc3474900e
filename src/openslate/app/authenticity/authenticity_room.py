"""What people and programs can ask and do about where files come from."""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import BinaryIO

from openslate.app.authenticity.disclosure_room import DisclosureRoom
from openslate.app.authenticity.fingerprint_names import FINGERPRINT_NAMES
from openslate.app.authenticity.known_files import WIDTH, KnownFiles
from openslate.app.authenticity.reputation.reputation_room import ReputationRoom
from openslate.app.authenticity.sizes import kept_for_now
from openslate.app.authenticity.verify_file import VerifyFile
from openslate.app.workspace import Workspace
from openslate.authenticity.fingerprints.kinds import FingerprintKind
from openslate.authenticity.marks.message import ALGORITHM
from openslate.authenticity.verification.conclude import Verification
from openslate.authenticity.verification.evidence import FoundBy, RegisterMatch
from openslate.common.errors import SlateError
from openslate.store.register import Register, RegisteredFile

PDQ = FINGERPRINT_NAMES[FingerprintKind.PICTURE]
CERTAIN, LIKELY = 100, 80
"""Similarity scores of a mark or the very bytes, and of a fingerprint."""


@dataclass(frozen=True)
class BindingMatch:
    """A credential that belongs to what was asked about, and how surely: 0 to 100."""

    manifest_id: str
    similarity: int


class AuthenticityRoom:
    """Verifies uploads, lists the register, and finds credentials by soft binding.

    Safe to share between threads: files are looked at one after another.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = Lock()

    @cached_property
    def register(self) -> Register:
        """The files that were published."""
        return Register(self._workspace.database, self._workspace.clock)

    @property
    def most_bytes(self) -> int:
        """Bytes that an upload may have."""
        return self._workspace.settings.verify.largest_upload_megabytes << 20

    @cached_property
    def disclosures(self) -> DisclosureRoom:
        """The disclosures of published files, and what others would need."""
        return DisclosureRoom(self._workspace)

    @cached_property
    def reputation(self) -> ReputationRoom:
        """What sources and producers have earned."""
        return ReputationRoom(self._workspace)

    @cached_property
    def _verify(self) -> VerifyFile:
        return VerifyFile(self._workspace)

    @cached_property
    def _own(self) -> VerifyFile:
        """Asks nobody else, so that registers that ask one another come to an end."""
        if not self._workspace.settings.verify.registers:
            return self._verify
        return VerifyFile(self._workspace, ask_others=False)

    @cached_property
    def _known(self) -> KnownFiles:
        return KnownFiles(self.register)

    def close(self) -> None:
        """End the processes that read the files."""
        for name in {"_verify", "_own", "disclosures"} & set(self.__dict__):
            self.__dict__[name].close()

    def verify(self, stream: BinaryIO, name: str) -> Verification:
        """What is known of an uploaded file; nothing of it is kept. Raises SlateError."""
        with kept_for_now(stream, name, self.most_bytes) as path, self._lock:
            return self._verify(path, name)

    def page(self, *, limit: int = 50, before: str | None = None) -> list[RegisteredFile]:
        """Registered files, the latest first."""
        return self.register.page(limit=limit, before=before)

    def by_binding(self, algorithm: str, value: str, most: int = 10) -> list[BindingMatch]:
        """Credentials of files with this mark or a picture's fingerprint like it.

        `value` is base64 of a mark's 16 hexadecimal digits, or of one to eight PDQ hashes.
        """
        if algorithm == ALGORITHM:
            found, score = self.register.with_mark(_mark_of(value)), CERTAIN
        elif algorithm == PDQ:
            like = self._known.like(FingerprintKind.PICTURE, _hashes_of(value))
            found, score = [self.register.get(one.file) for one in like], LIKELY
        else:
            raise SlateError(
                f"Soft bindings by {algorithm!r} are not known here",
                do=f"Ask with {ALGORITHM} or {PDQ}",
            )
        ids = dict.fromkeys(file.manifest for file in found if file.manifest)
        return [BindingMatch(one, score) for one in list(ids)[:most]]

    def by_content(self, stream: BinaryIO, most: int = 10) -> list[BindingMatch]:
        """Credentials of files that an upload is, or comes from, the surest first."""
        with kept_for_now(stream, "content", self.most_bytes) as path, self._lock:
            found = self._own(path).evidence.matches
        scores: dict[str, int] = {}
        for match in found:
            if match.file.manifest:
                scores.setdefault(match.file.manifest, _similarity(match))
        return [BindingMatch(*one) for one in list(scores.items())[:most]]

    def manifest(self, manifest_id: str) -> bytes:
        """A credential as it was signed; raises NotFoundError."""
        return self.register.manifest(manifest_id)

    def algorithms(self) -> dict[str, Sequence[str]]:
        """Names of what leads to credentials here."""
        return {"watermarks": (ALGORITHM,), "fingerprints": tuple(FINGERPRINT_NAMES.values())}


def _mark_of(value: str) -> int:
    try:
        return int(b64decode(value, validate=True).decode("ascii"), 16)
    except (NotBase64, ValueError):
        raise SlateError(
            "The value of the binding names no mark",
            do="Send base64 of the mark's 16 hexadecimal digits",
        ) from None


def _hashes_of(value: str) -> bytes:
    try:
        hashes = b64decode(value, validate=True)
    except NotBase64:
        hashes = b""
    if len(hashes) not in range(WIDTH, 8 * WIDTH + 1, WIDTH):
        raise SlateError(
            "The value of the binding is no PDQ fingerprint", do="Send base64 of 32 bytes of it"
        )
    return hashes


def _similarity(match: RegisterMatch) -> int:
    return LIKELY if match.found_by is FoundBy.FINGERPRINT else CERTAIN
