"""Private keys that sign, wherever they are kept; no text ever shows one."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from openslate.authenticity.credentials.algorithms import (
    PrivateKey,
    SigningAlgorithm,
    algorithm_for,
    sign_with,
)
from openslate.authenticity.credentials.whole_files import readable_by_others
from openslate.common.errors import SlateError

ENVIRONMENT, HARDWARE = "env:", "pkcs11:"
PASSPHRASE_ENVIRONMENT = "SLATE_KEY_PASSPHRASE"  # noqa: S105 (a variable's name)
CHALLENGE = b"Slate asks whether this key belongs to this certificate."


class SigningKey(Protocol):
    """A private key, here or in a device."""

    def sign(self, data: bytes, algorithm: SigningAlgorithm) -> bytes:
        """A raw signature, for ECDSA r and s side by side; raises SlateError."""
        ...


@dataclass(frozen=True, repr=False)
class HeldKey:
    """A key in memory, from a file or an environment variable."""

    key: PrivateKey

    def __repr__(self) -> str:
        return "HeldKey(not shown)"

    def sign(self, data: bytes, algorithm: SigningAlgorithm) -> bytes:
        """A raw signature; raises SlateError when the key is of another kind."""
        made_for = algorithm_for(self.key.public_key())
        if made_for.curve != algorithm.curve or type(made_for.digest) is not type(algorithm.digest):
            raise SlateError(
                f"The key signs {made_for.name}, but the certificate wants {algorithm.name}",
                do="Use the key that the certificate was made for",
            )
        return sign_with(self.key, algorithm, data)


def open_key(place: str, folder: Path, environment: Mapping[str, str] = os.environ) -> SigningKey:
    """The key a setting names: a file (relative to `folder`), `env:NAME` or a PKCS #11 URI.

    Raises SlateError, which never holds any part of the key.
    """
    if place.startswith(HARDWARE):
        from openslate.authenticity.credentials.hardware_key import open_hardware_key

        return open_hardware_key(place, environment)
    if place.startswith(ENVIRONMENT):
        return _from_environment(place.removeprefix(ENVIRONMENT), environment)
    return _from_file(folder / place, environment)


def matches(key: SigningKey, certificate: x509.Certificate) -> bool:
    """Whether a key belongs to a certificate: what it signs must verify; raises SlateError."""
    algorithm = algorithm_for(certificate.public_key())
    try:
        signature = key.sign(CHALLENGE, algorithm)
    except SlateError:
        if isinstance(key, HeldKey):
            return False
        raise
    return verifies(certificate, CHALLENGE, signature)


def verifies(certificate: x509.Certificate, data: bytes, signature: bytes) -> bool:
    """Whether a raw signature over data was made by a certificate's key."""
    key = certificate.public_key()
    algorithm = algorithm_for(key)
    digest = algorithm.digest or hashes.SHA256()
    try:
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, data)
        elif isinstance(key, rsa.RSAPublicKey):
            pss = padding.PSS(padding.MGF1(digest), padding.PSS.DIGEST_LENGTH)
            key.verify(signature, data, pss, digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            half = len(signature) // 2
            r, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
            key.verify(encode_dss_signature(r, s), data, ec.ECDSA(digest))
    except InvalidSignature:
        return False
    return True


def _from_environment(name: str, environment: Mapping[str, str]) -> HeldKey:
    if not environment.get(name):
        raise SlateError(
            f"The environment variable {name} holds no key",
            do=f"Set {name} to the key in PEM form, or name another place in credentials.key",
        )
    return _parse(environment[name].encode(), f"environment variable {name}", environment)


def _from_file(path: Path, environment: Mapping[str, str]) -> HeldKey:
    try:
        if readable_by_others(path):
            raise SlateError(
                "Others than its owner may read this private key",
                where=str(path),
                do=f"Run 'chmod 600 {path}', and use another key if somebody else had access",
            )
        content = path.read_bytes()
    except OSError as error:
        raise SlateError(
            f"The private key could not be read ({error.strerror})",
            where=str(path),
            do="Name its place in credentials.key, or make one with 'slate credentials init'",
        ) from None
    return _parse(content, str(path), environment)


def _parse(pem: bytes, where: str, environment: Mapping[str, str]) -> HeldKey:
    passphrase = environment.get(PASSPHRASE_ENVIRONMENT)
    locked = b"ENCRYPTED" in pem
    if locked and not passphrase:
        raise SlateError(
            "The private key is locked with a passphrase",
            where=where,
            do=f"Set the environment variable {PASSPHRASE_ENVIRONMENT}",
        )
    try:
        key = serialization.load_pem_private_key(
            pem, passphrase.encode() if locked and passphrase else None
        )
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # What the library says may quote the key, so it is not passed on.
        raise SlateError(
            "This private key can't be read" + (" with that passphrase" if locked else ""),
            where=where,
            do="Give a key in PEM form, which begins with -----BEGIN PRIVATE KEY-----",
        ) from None
    _ = algorithm_for(key.public_key())
    return HeldKey(key)  # type: ignore[arg-type]
