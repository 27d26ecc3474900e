"""Whom to believe: trust lists as PEM files, and what the library makes of them."""

from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509

from openslate.authenticity.credentials.chains import pem_of, read_certificates
from openslate.authenticity.credentials.purposes import SIGNING
from openslate.common.errors import SlateError


@dataclass(frozen=True)
class TrustList:
    """Roots of those who may sign, single certificates that may, and roots of those who tell time.

    `purposes` are object identifiers of extended key usages under which a signature counts.
    """

    anchors: tuple[x509.Certificate, ...] = ()
    allowed: tuple[x509.Certificate, ...] = ()
    timestamp_anchors: tuple[x509.Certificate, ...] = ()
    purposes: tuple[str, ...] = field(default=tuple(SIGNING))

    def settings(self) -> dict[str, object]:
        """The part `trust` of the library's settings."""
        signers = {
            "trust_kind": "manifest",
            "trust_anchors": pem_of(self.anchors),
            "allowed_list": pem_of(self.allowed),
            "trust_config": "\n".join(self.purposes),
        }
        timing = {"trust_kind": "tsa", "trust_anchors": pem_of(self.timestamp_anchors)}
        kinds = [signers] if self.anchors or self.allowed else []
        return {"anchors": kinds + ([timing] if self.timestamp_anchors else [])}


@dataclass(frozen=True)
class TrustFiles:
    """The files of a trust list; those that are missing hold nothing.

    `own_root` is the root that `slate credentials init` made.
    """

    own_root: Path
    anchors: Path
    allowed: Path
    timestamp_anchors: Path
    purposes: Path


def read_trust(files: TrustFiles) -> TrustList:
    """The trust list in files; raises SlateError when one can't be read."""
    return TrustList(
        (*_certificates(files.own_root), *_certificates(files.anchors)),
        _certificates(files.allowed),
        _certificates(files.timestamp_anchors),
        _purposes(files.purposes),
    )


def _certificates(path: Path) -> tuple[x509.Certificate, ...]:
    return tuple(read_certificates(path)) if path.exists() else ()


def _purposes(path: Path) -> tuple[str, ...]:
    """Object identifiers, one a line; what follows # or // is a remark."""
    if not path.exists():
        return tuple(SIGNING)
    lines = (line.split("#")[0].split("//")[0].strip() for line in path.read_text().splitlines())
    found = tuple(line for line in lines if line)
    for number in found:
        try:
            x509.ObjectIdentifier(number)
        except ValueError:
            raise SlateError(
                f"{number!r} is no object identifier",
                where=str(path),
                do="Write one such as 1.3.6.1.5.5.7.3.4 on each line",
            ) from None
    return found
