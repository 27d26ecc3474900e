"""Strangers' files looked at for a workspace: in a process apart, within its limits."""

from pathlib import Path

from openslate.app.authenticity.credential_files import CredentialFiles
from openslate.app.authenticity.mark_key_file import MarkKeyFile
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.library import NetworkAccess
from openslate.authenticity.credentials.read import read_credential
from openslate.authenticity.credentials.report import CredentialReport, CredentialState
from openslate.authenticity.credentials.trust import TrustFiles, read_trust
from openslate.authenticity.disclosure.picture_packet import source_type_of
from openslate.authenticity.media.apart import Apart, Limits
from openslate.authenticity.media.media_type import sniff_file
from openslate.authenticity.verification.examine import Examined, examine
from openslate.common.errors import SlateError


class Examining:
    """Reads credentials, marks and fingerprints; what a file does to its reader stays there."""

    def __init__(self, workspace: Workspace) -> None:
        limits = workspace.settings.verify
        self._files = CredentialFiles(workspace)
        self._key = MarkKeyFile(workspace)
        self._apart = Apart(Limits(limits.seconds, limits.megabytes))

    def close(self) -> None:
        """End the process."""
        self._apart.close()

    def credential(self, path: Path, sidecar: bytes | None = None) -> CredentialReport:
        """What the file's credential says, or one from elsewhere about it."""
        files = self._files
        try:
            return self._apart(_credential, path, files.trust_files, sidecar, files.network)
        except SlateError as error:
            return CredentialReport(CredentialState.UNREADABLE, (f"{error.what}.",))

    def look(self, path: Path) -> Examined:
        """Mark and fingerprints; what could not be had is among the unseen."""
        try:
            return self._apart(examine, path, self._key.read())
        except SlateError as error:
            return Examined(sniff_file(path), unseen=(f"{error.what}.",))

    def source_type(self, path: Path) -> str | None:
        """The code of the digital source type that the file's metadata state; None for none."""
        try:
            return self._apart(source_type_of, path)
        except SlateError:
            return None


def _credential(
    path: Path, trust: TrustFiles, sidecar: bytes | None, network: NetworkAccess
) -> CredentialReport:
    return read_credential(path, read_trust(trust), sidecar=sidecar, network=network)
