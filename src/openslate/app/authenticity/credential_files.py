"""Where a workspace keeps what signs and whom it trusts."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.chains import CertificateChain, read_chain
from openslate.authenticity.credentials.keys import SigningKey, open_key
from openslate.authenticity.credentials.library import NetworkAccess
from openslate.authenticity.credentials.settings import CredentialSettings
from openslate.authenticity.credentials.signer import CredentialSigner
from openslate.authenticity.credentials.trust import TrustFiles, TrustList, read_trust

FOLDER = "credentials"
ROOT, ISSUING, SIGNING = "root", "issuing", "signing"


@dataclass(frozen=True)
class CredentialFiles:
    """Opens each of them when it is first asked for, and once; raises SlateError."""

    workspace: Workspace

    @property
    def settings(self) -> CredentialSettings:
        """What the organisation chose."""
        return self.workspace.settings.credentials

    @property
    def folder(self) -> Path:
        """Where `slate credentials init` writes."""
        return self.workspace.folder / FOLDER

    @property
    def organisation(self) -> str:
        """Who signs."""
        return self.settings.organisation or self.workspace.settings.workspace.name

    @property
    def certificate(self) -> Path:
        """The file of the chain that signs."""
        return self.workspace.folder / self.settings.certificate

    @cached_property
    def chain(self) -> CertificateChain:
        """The chain that signs."""
        return read_chain(self.certificate)

    @cached_property
    def key(self) -> SigningKey:
        """The key that signs, wherever it is kept."""
        return open_key(self.settings.key, self.workspace.folder)

    @cached_property
    def signer(self) -> CredentialSigner:
        """Chain, key and timestamp server together."""
        return CredentialSigner(self.chain, self.key, self.settings.timestamp_url)

    @cached_property
    def trust(self) -> TrustList:
        """Whom this workspace believes: its own root, and whom its files name."""
        return read_trust(self.trust_files)

    @property
    def trust_files(self) -> TrustFiles:
        """The files that name them."""
        folder, said = self.workspace.folder, self.settings
        return TrustFiles(
            self.folder / f"{ROOT}.pem",
            folder / said.anchors,
            folder / said.allowed,
            folder / said.timestamp_anchors,
            folder / said.purposes,
        )

    @property
    def network(self) -> NetworkAccess:
        """What may be asked of other machines while reading."""
        return NetworkAccess(self.settings.fetch_manifests, self.settings.check_revocation)
