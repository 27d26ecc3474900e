"""Asking whether a certificate is fit to sign."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openslate.app.authenticity.credential_files import CredentialFiles
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.chains import CertificateChain, common_name, read_chain
from openslate.authenticity.credentials.check_chain import ChainFinding, check_chain
from openslate.authenticity.credentials.keys import matches, open_key
from openslate.common.errors import SlateError


@dataclass(frozen=True)
class CheckedCredentials:
    """What was looked at, and everything that is wrong; `fit` when nothing serious is."""

    certificate: str
    subject: str
    issuer: str
    algorithm: str | None
    ends: datetime
    key_checked: bool
    fit: bool
    findings: tuple[ChainFinding, ...]


@dataclass(frozen=True)
class CheckCredentials:
    """Looks at a chain and its key: the workspace's own, or those that are named.

    Without `key` beside another certificate only the certificates are looked at. Raises SlateError
    where there is no certificate to look at.
    """

    workspace: Workspace

    def __call__(
        self, certificate: Path | None = None, key: str | None = None
    ) -> CheckedCredentials:
        files = CredentialFiles(self.workspace)
        path = certificate or files.certificate
        chain = read_chain(path)
        findings = check_chain(chain, self.workspace.clock.now(), files.trust.purposes)
        place = key or (None if certificate else files.settings.key)
        algorithm = None
        try:
            algorithm = chain.algorithm.name
            folder = Path() if key else self.workspace.folder
            findings += tuple(_key_findings(chain, place, folder)) if place else ()
        except SlateError as error:
            findings += (ChainFinding("key", common_name(chain.leaf), str(error)),)
        return CheckedCredentials(
            str(path),
            common_name(chain.leaf),
            chain.leaf.issuer.rfc4514_string(),
            algorithm,
            chain.leaf.not_valid_after_utc,
            place is not None,
            not any(one.serious for one in findings),
            findings,
        )


def _key_findings(chain: CertificateChain, place: str, folder: Path) -> Iterator[ChainFinding]:
    if not matches(open_key(place, folder), chain.leaf):
        name = common_name(chain.leaf)
        told = SlateError(
            "The private key belongs to another certificate",
            where=name,
            do="Name the key that this certificate was made for, or have one made for your key",
        )
        yield ChainFinding("other-key", name, str(told))
