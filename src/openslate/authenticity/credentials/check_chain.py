"""Says in sentences what is wrong with certificates that shall sign, and what to do."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa

from openslate.authenticity.credentials.algorithms import LEAST_RSA_BITS
from openslate.authenticity.credentials.chains import (
    CertificateChain,
    common_name,
    is_issued_by,
    is_self_signed,
)
from openslate.authenticity.credentials.purposes import (
    ANY,
    OCSP_SIGNING,
    SIGNING,
    TIME_STAMPING,
)
from openslate.common.errors import SlateError

SOON_DAYS = 30
E = TypeVar("E", bound=x509.ExtensionType)


@dataclass(frozen=True)
class ChainFinding:
    """One thing that is wrong: a short code for programs, whose certificate, and a sentence.

    `serious` is False for what only needs looking after, such as an end that comes soon.
    """

    code: str
    certificate: str
    sentence: str
    serious: bool = True


Found = Iterator[tuple[str, str, str]]
"""Code, what is wrong, what to do."""


def check_chain(
    chain: CertificateChain, at: datetime, purposes: Sequence[str] = tuple(SIGNING)
) -> tuple[ChainFinding, ...]:
    """Everything that keeps a chain from signing files at a moment (C2PA 2.2, 14.5).

    The leaf is looked at first, then those above it, then their order.
    """
    found = [_finding(chain.leaf, *said) for said in _leaf(chain.leaf, at, purposes)]
    found += _soon(chain.leaf, at)
    for above in chain.certificates[1:]:
        found += [_finding(above, *said) for said in _authority(above, at)]
    return (*found, *_order(chain))


def _finding(certificate: x509.Certificate, code: str, what: str, do: str) -> ChainFinding:
    name = common_name(certificate)
    return ChainFinding(code, name, str(SlateError(what, where=name, do=do)))


def _leaf(leaf: x509.Certificate, at: datetime, purposes: Sequence[str]) -> Found:
    if is_self_signed(leaf):
        yield (
            "self-signed",
            "It is signed by itself, so nobody vouches for it",
            "Have it signed by an authority, or make a chain with 'slate credentials init'",
        )
    yield from _times(leaf, at)
    yield from _strength(leaf)
    yield from _constraints(leaf)
    yield from _usage(leaf)
    yield from _purpose(leaf, purposes)
    yield from _identifiers(leaf)


def _authority(certificate: x509.Certificate, at: datetime) -> Found:
    yield from _times(certificate, at)
    yield from _strength(certificate)
    constraints = extension(certificate, x509.BasicConstraints)
    if constraints is None or not constraints.ca:
        yield (
            "not-an-authority",
            "It stands above another certificate but may not issue any",
            "Put the certificate of the authority that issued yours in its place",
        )
    usage = extension(certificate, x509.KeyUsage)
    if usage is not None and not usage.key_cert_sign:
        yield (
            "may-not-issue",
            "Its key usage does not allow signing certificates",
            "Ask the authority for its right certificate",
        )


def _times(certificate: x509.Certificate, at: datetime) -> Found:
    if at > certificate.not_valid_after_utc:
        ended = certificate.not_valid_after_utc.date()
        yield "expired", f"It ended on {ended}", "Ask for a new one and sign with that"
    if at < certificate.not_valid_before_utc:
        begins = certificate.not_valid_before_utc.date()
        yield "not-yet-valid", f"It begins on {begins}", "Check this machine's clock or wait"


def _strength(certificate: x509.Certificate) -> Found:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey) and key.key_size < LEAST_RSA_BITS:
        yield (
            "weak-key",
            f"Its RSA key has {key.key_size} bits and can be broken",
            f"Make a key of at least {LEAST_RSA_BITS} bits, or one on the curve P-256",
        )
    digest = _digest(certificate)
    if isinstance(digest, hashes.SHA1 | hashes.MD5):
        yield (
            "weak-digest",
            f"It is signed over {digest.name.upper()}, which can be forged",
            "Have it issued anew with SHA-256",
        )


def _digest(certificate: x509.Certificate) -> hashes.HashAlgorithm | None:
    try:
        return certificate.signature_hash_algorithm
    except Exception:  # cryptography's UnsupportedAlgorithm, and whatever it makes of nonsense
        return None


def _constraints(leaf: x509.Certificate) -> Found:
    constraints = extension(leaf, x509.BasicConstraints)
    if constraints is not None and constraints.ca:
        yield (
            "authority-signs",
            "It is the certificate of an authority, and those may not sign files",
            "Sign with a certificate that this authority issued, without the CA flag",
        )


def _usage(leaf: x509.Certificate) -> Found:
    usage = extension(leaf, x509.KeyUsage)
    if usage is None or not usage.digital_signature:
        yield (
            "no-digital-signature",
            "Its key usage does not say digitalSignature",
            "Ask for one with the key usage digitalSignature",
        )


def _purpose(leaf: x509.Certificate, purposes: Sequence[str]) -> Found:
    said = extension(leaf, x509.ExtendedKeyUsage)
    wanted = ", ".join(f"{SIGNING.get(oid, 'own')} ({oid})" for oid in purposes)
    if said is None:
        yield "no-purpose", "It states no extended key usage", f"Ask for one of: {wanted}"
        return
    if ANY in said:
        yield (
            "any-purpose",
            "It may be used for anything (anyExtendedKeyUsage), which C2PA forbids",
            f"Ask for one of: {wanted}",
        )
    elif TIME_STAMPING in said or OCSP_SIGNING in said:
        yield (
            "other-purpose",
            "It is for stating times or revocations, and must sign nothing else",
            f"Sign with a certificate for one of: {wanted}",
        )
    elif not any(oid.dotted_string in purposes for oid in said):
        given = ", ".join(oid.dotted_string for oid in said)
        yield "wrong-purpose", f"It is for {given}, not for signing files", f"Ask for: {wanted}"


def _identifiers(leaf: x509.Certificate) -> Found:
    if extension(leaf, x509.AuthorityKeyIdentifier) is None and not is_self_signed(leaf):
        yield (
            "no-authority-key-id",
            "It does not say which key issued it (authority key identifier)",
            "Have it issued anew with that extension",
        )


def _soon(leaf: x509.Certificate, at: datetime) -> list[ChainFinding]:
    left = (leaf.not_valid_after_utc - at).days
    if not 0 <= left < SOON_DAYS:
        return []
    name, ends = common_name(leaf), leaf.not_valid_after_utc.date()
    told = SlateError(
        f"It ends on {ends}, in {left} days",
        where=name,
        do="Ask for the next one, or run 'slate credentials renew'",
    )
    return [ChainFinding("ends-soon", name, str(told), serious=False)]


def _order(chain: CertificateChain) -> Iterator[ChainFinding]:
    certificates = chain.certificates
    for below, above in itertools.pairwise(certificates):
        if is_issued_by(below, above):
            continue
        if any(is_issued_by(below, other) for other in certificates if other is not below):
            what, do = "The certificates stand in the wrong order", "Put each before its issuer"
            yield _finding(below, "wrong-order", what, f"{do}, yours first")
        else:
            yield _finding(
                below,
                "incomplete",
                f"What follows it did not issue it; {below.issuer.rfc4514_string()} did",
                "Put that authority's certificate after it",
            )
        return


def extension(certificate: x509.Certificate, kind: type[E]) -> E | None:
    """An extension of a certificate, None where it has none of that kind."""
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except (x509.ExtensionNotFound, ValueError):
        return None
