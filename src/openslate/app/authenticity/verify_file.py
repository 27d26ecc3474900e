"""Saying of a file what is known about its origin."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from openslate.app.authenticity.credential_files import CredentialFiles
from openslate.app.authenticity.examining import Examining
from openslate.app.authenticity.known_files import KnownFiles
from openslate.app.authenticity.other_registers import OtherRegisters
from openslate.app.authenticity.sizes import refuse_larger
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.report import CredentialReport
from openslate.authenticity.verification.conclude import Verification, conclude
from openslate.authenticity.verification.evidence import Evidence, FoundBy, RegisterMatch
from openslate.authenticity.verification.examine import Examined
from openslate.authenticity.verification.origin import Origin
from openslate.common.ids import hash_file
from openslate.store.register import Register, RegisteredFile

UNSETTLED = {Origin.NOTHING, Origin.MARK_ONLY}
"""What others may know more about."""


class VerifyFile:
    """Verifies files for a workspace, one at a time; made once for many, closed at the end.

    Credentials are judged by the workspace's trust lists, marks read with its key, and what lost
    its credential is looked for in its register, then in those of others that the settings name.
    Nothing is asked of other machines unless the settings say so.
    """

    def __init__(self, workspace: Workspace, *, ask_others: bool = True) -> None:
        self._largest = workspace.settings.verify.largest_gigabytes
        self._register = Register(workspace.database, workspace.clock)
        self._known = KnownFiles(self._register)
        self._examining = Examining(workspace)
        asked = ask_others and workspace.settings.verify.registers
        self._others = _other_registers(workspace, self._examining) if asked else None

    def __enter__(self) -> "VerifyFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that read the files and ask others."""
        self._examining.close()
        if self._others is not None:
            self._others.close()

    def __call__(self, path: Path, name: str | None = None) -> Verification:
        """What is known of a file, which is told as `name`; raises SlateError if unreadable."""
        called = name or path.name
        refuse_larger(path, self._largest, called)
        digest = hash_file(path)
        examined = self._examining.look(path)
        evidence = Evidence(
            called,
            digest,
            examined.media_type.mime if examined.media_type else None,
            self._examining.credential(path),
            examined.mark,
            tuple(self._matches(path, digest, examined)),
            examined.unseen,
            examined.hidden,
        )
        found = conclude(evidence)
        if self._others is None or found.origin not in UNSETTLED:
            return found
        foreign, told = self._others(path, examined)
        unseen = (*evidence.unseen, *told)
        return conclude(replace(evidence, foreign=foreign, unseen=unseen))

    def _matches(self, path: Path, digest: str, examined: Examined) -> Iterator[RegisterMatch]:
        """Files of the register, the surest evidence first, each once."""
        seen: set[str] = set()
        for file, found_by, fits in self._found(digest, examined):
            if file.id not in seen:
                seen.add(file.id)
                yield RegisterMatch(file, found_by, fits, self._credential(path, file))

    def _found(
        self, digest: str, examined: Examined
    ) -> Iterator[tuple[RegisteredFile, FoundBy, str]]:
        same = self._register.with_hash(digest)
        if same is not None:
            yield same, FoundBy.BYTES, "Not a byte has changed since it was registered."
        if examined.mark is not None and examined.mark.found is not None:
            for file in self._register.with_mark(examined.mark.found):
                yield file, FoundBy.MARK, "It bears the mark that was put into this file."
        for kind, bits in examined.fingerprints.items():
            for like in self._known.like(kind, bits):
                yield self._register.get(like.file), FoundBy.FINGERPRINT, like.fits

    def _credential(self, path: Path, file: RegisteredFile) -> CredentialReport | None:
        if file.manifest is None:
            return None
        return self._examining.credential(path, self._register.manifest(file.manifest))


def _other_registers(workspace: Workspace, examining: Examining) -> OtherRegisters:
    files = CredentialFiles(workspace)
    return OtherRegisters(workspace, examining.credential, lambda: files.trust)
