"""Certificate chains as files: one or more PEM certificates, the signing one first."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from openslate.authenticity.credentials.algorithms import SigningAlgorithm, algorithm_for
from openslate.common.errors import SlateError


@dataclass(frozen=True)
class CertificateChain:
    """Certificates, each signed by the next; the first one signs files."""

    certificates: tuple[x509.Certificate, ...]

    @property
    def leaf(self) -> x509.Certificate:
        """The certificate whose key signs."""
        return self.certificates[0]

    @property
    def algorithm(self) -> SigningAlgorithm:
        """What the leaf signs with; raises SlateError when C2PA allows no such key."""
        return algorithm_for(self.leaf.public_key())

    @property
    def pem(self) -> str:
        """All of them, in order, without a root: it travels by trust lists, not by files."""
        kept = [one for one in self.certificates if one is self.leaf or not is_self_signed(one)]
        return pem_of(kept)


def read_chain(path: Path) -> CertificateChain:
    """The chain in a PEM file; raises SlateError when there is none."""
    return CertificateChain(tuple(read_certificates(path)))


def read_certificates(path: Path) -> list[x509.Certificate]:
    """Every certificate in a PEM file, in order; raises SlateError when there is none."""
    try:
        return parse_certificates(path.read_bytes())
    except ValueError:
        raise SlateError(
            "There is no certificate in this file that can be read",
            where=str(path),
            do="Give a PEM file, which begins with -----BEGIN CERTIFICATE-----",
        ) from None
    except OSError as error:
        raise SlateError(
            f"The certificate could not be read ({error.strerror})",
            where=str(path),
            do="Name the file of your certificate, or make one with 'slate credentials init'",
        ) from None


def parse_certificates(pem: bytes) -> list[x509.Certificate]:
    """Certificates from PEM text; raises ValueError when there is none or one is damaged."""
    found = x509.load_pem_x509_certificates(pem)
    if not all(is_whole(one) for one in found):
        raise ValueError("a certificate is damaged")
    return found


def is_whole(certificate: x509.Certificate) -> bool:
    """Whether all of a certificate can be read: its parts are only looked at when asked for."""
    try:
        _ = (certificate.subject, certificate.issuer, certificate.extensions)
        _ = (certificate.not_valid_before_utc, certificate.not_valid_after_utc)
        _ = (certificate.serial_number, certificate.public_key())
    except Exception:  # each part that is no good has an error of its own kind
        return False
    return True


def pem_of(certificates: Sequence[x509.Certificate]) -> str:
    """Certificates as PEM text, in order."""
    return "".join(one.public_bytes(Encoding.PEM).decode() for one in certificates)


def is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether one certificate's signature was made by another's key."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def is_self_signed(certificate: x509.Certificate) -> bool:
    """Whether nobody else vouches for a certificate."""
    return certificate.issuer == certificate.subject and is_issued_by(certificate, certificate)


def common_name(certificate: x509.Certificate) -> str:
    """What a certificate's subject is called."""
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in certificate.subject.get_attributes_for_oid(oid):
            return str(attribute.value)
    return certificate.subject.rfc4514_string() or "without a name"
