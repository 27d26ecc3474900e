"""Makes certificates: a root, an issuing certificate below it, and a leaf that signs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.x509.oid import NameOID

from openslate.authenticity.credentials.algorithms import (
    ALGORITHMS,
    PrivateKey,
    SigningAlgorithm,
)
from openslate.authenticity.credentials.purposes import (
    CLAIM_SIGNING,
    EMAIL_PROTECTION,
    TIME_STAMPING,
)

ROOT_YEARS, ISSUING_YEARS, SIGNING_DAYS = 20, 10, 365
SIGNING_PURPOSES = (EMAIL_PROTECTION, CLAIM_SIGNING)
YEAR = timedelta(days=365)
BEFORE = timedelta(minutes=5)  # clocks of two machines differ


@dataclass(frozen=True)
class Issued:
    """A certificate with its private key, which no text of this object shows."""

    certificate: x509.Certificate
    key: PrivateKey

    def __repr__(self) -> str:
        return f"Issued({self.certificate.subject.rfc4514_string()})"

    @property
    def pem(self) -> bytes:
        """The certificate alone."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        """The private key as PKCS #8, not encrypted: only for a file its owner alone may read."""
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


@dataclass(frozen=True)
class MadeChain:
    """A leaf that signs and those above it, up to the root that others are asked to trust."""

    leaf: Issued
    issuing: Issued | None
    root: Issued

    @property
    def chain_pem(self) -> bytes:
        """What travels with a signature: leaf first, without the root (C2PA 2.2, 14.5)."""
        return self.leaf.pem + (self.issuing.pem if self.issuing else b"")


@dataclass(frozen=True)
class Request:
    """What a certificate shall say."""

    common_name: str
    organisation: str
    algorithm: SigningAlgorithm
    start: datetime
    end: datetime
    purposes: tuple[x509.ObjectIdentifier, ...] = ()
    path_length: int | None = None

    @property
    def is_authority(self) -> bool:
        """Whether it issues others: then it has no purpose of its own."""
        return not self.purposes

    @property
    def name(self) -> x509.Name:
        """The subject: who, and of which organisation."""
        parts = {
            NameOID.ORGANIZATION_NAME: self.organisation,
            NameOID.COMMON_NAME: self.common_name,
        }
        return x509.Name([x509.NameAttribute(oid, said) for oid, said in parts.items()])


def make_chain(
    organisation: str,
    now: datetime,
    *,
    algorithm: SigningAlgorithm = ALGORITHMS["ES256"],
    days: int = SIGNING_DAYS,
    intermediate: bool = True,
    purposes: Sequence[x509.ObjectIdentifier] = SIGNING_PURPOSES,
    name: str = "content credentials",
) -> MadeChain:
    """A new chain whose leaf signs files, with all that C2PA demands of each certificate."""
    start = now - BEFORE
    asked = Request(f"{organisation} root", organisation, algorithm, start, now + ROOT_YEARS * YEAR)
    root = issue(replace(asked, path_length=int(intermediate)), None)
    issuing = issue(_issuing(asked, now), root) if intermediate else None
    said = (organisation, now, issuing or root)
    leaf = make_leaf(*said, algorithm=algorithm, days=days, purposes=purposes, name=name)
    return MadeChain(leaf, issuing, root)


def make_leaf(
    organisation: str,
    now: datetime,
    by: Issued,
    *,
    algorithm: SigningAlgorithm,
    days: int = SIGNING_DAYS,
    purposes: Sequence[x509.ObjectIdentifier] = SIGNING_PURPOSES,
    name: str = "content credentials",
) -> Issued:
    """A new certificate that signs files, issued by an authority that is there already."""
    end = now + timedelta(days=days)
    said = (f"{organisation} {name}", organisation, algorithm, now - BEFORE, end)
    return issue(Request(*said, tuple(purposes)), by)


def make_timestamp_chain(organisation: str, now: datetime) -> MadeChain:
    """A chain for an RFC 3161 timestamp authority: its leaf does nothing else."""
    return make_chain(organisation, now, purposes=(TIME_STAMPING,), intermediate=False, name="time")


def issue(asked: Request, by: Issued | None) -> Issued:
    """A certificate for a new key, signed by another, or by itself where there is none."""
    key = asked.algorithm.makes()
    public = key.public_key()
    signing_key = by.key if by else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(asked.name)
        .issuer_name(by.certificate.subject if by else asked.name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(asked.start)
        .not_valid_after(asked.end)
    )
    for extension, critical in _extensions(asked, key, by):
        builder = builder.add_extension(extension, critical)
    return Issued(builder.sign(signing_key, _digest(signing_key, asked.algorithm)), key)


def _issuing(asked: Request, now: datetime) -> Request:
    return replace(
        asked,
        common_name=f"{asked.organisation} issuing",
        end=now + ISSUING_YEARS * YEAR,
        path_length=0,
    )


def _digest(key: PrivateKey, algorithm: SigningAlgorithm) -> hashes.SHA256 | None:
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return None
    return algorithm.digest or hashes.SHA256()  # type: ignore[return-value]


def _extensions(
    asked: Request, key: PrivateKey, by: Issued | None
) -> list[tuple[x509.ExtensionType, bool]]:
    """What C2PA demands beside the names (C2PA 2.2, 14.5.1), each with whether it is critical."""
    above = (by.key if by else key).public_key()
    found: list[tuple[x509.ExtensionType, bool]] = [
        (x509.BasicConstraints(asked.is_authority, asked.path_length), True),
        (_key_usage(asked.is_authority), True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(above), False),
    ]
    if asked.purposes:
        # RFC 3161, 2.3: the purpose of a timestamp authority is critical.
        found.append((x509.ExtendedKeyUsage(asked.purposes), TIME_STAMPING in asked.purposes))
    return found


def _key_usage(authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
