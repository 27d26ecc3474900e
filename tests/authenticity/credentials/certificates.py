"""Certificates with one fault each."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from openslate.authenticity.credentials.make_chain import MadeChain
from openslate.authenticity.credentials.purposes import EMAIL_PROTECTION

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
USAGES = (
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def usage(*, signs_files: bool, signs_certificates: bool = False) -> x509.KeyUsage:
    """A key usage."""
    others = dict.fromkeys(USAGES, False)
    return x509.KeyUsage(digital_signature=signs_files, key_cert_sign=signs_certificates, **others)


def leaf(
    by: MadeChain,
    *,
    start: datetime = NOW - timedelta(days=1),
    end: datetime = NOW + timedelta(days=90),
    authority: bool = False,
    key_usage: x509.KeyUsage | None = None,
    without_usage: bool = False,
    purposes: Iterable[x509.ObjectIdentifier] = (EMAIL_PROTECTION,),
    without_issuer_key: bool = False,
    rsa_bits: int | None = None,
) -> x509.Certificate:
    """A leaf below a root, sound but for what is asked for."""
    if rsa_bits:
        public = rsa.generate_private_key(public_exponent=65537, key_size=rsa_bits).public_key()
    else:
        public = ec.generate_private_key(ec.SECP256R1()).public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Faulty")]))
        .issuer_name(by.root.certificate.subject)
        .public_key(public)
        .serial_number(7)
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
    )
    if not without_usage:
        builder = builder.add_extension(key_usage or usage(signs_files=True), critical=True)
    if tuple(purposes):
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
    if not without_issuer_key:
        above = by.root.key.public_key()
        key_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(above)
        builder = builder.add_extension(key_id, critical=False)
    return builder.sign(by.root.key, hashes.SHA256())
