"""Signature algorithms that C2PA allows, and how each signs."""

from collections.abc import Callable
from dataclasses import dataclass

from c2pa import C2paSigningAlg
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from openslate.common.errors import SlateError

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey
LEAST_RSA_BITS = 2048
MADE_RSA_BITS = 3072


@dataclass(frozen=True)
class SigningAlgorithm:
    """One algorithm of C2PA 2.2, section 13.2: how keys are made and how they sign.

    `digest` is None for Ed25519, which hashes by itself; `curve` is set for ECDSA only.
    """

    name: str
    library: C2paSigningAlg
    digest: hashes.HashAlgorithm | None
    curve: ec.EllipticCurve | None = None

    @property
    def makes(self) -> Callable[[], PrivateKey]:
        """Makes a new private key for this algorithm."""
        if self.curve is not None:
            curve = self.curve
            return lambda: ec.generate_private_key(curve)
        if self.digest is None:
            return ed25519.Ed25519PrivateKey.generate
        return lambda: rsa.generate_private_key(public_exponent=65537, key_size=MADE_RSA_BITS)


ALGORITHMS = {
    one.name: one
    for one in (
        SigningAlgorithm("ES256", C2paSigningAlg.ES256, hashes.SHA256(), ec.SECP256R1()),
        SigningAlgorithm("ES384", C2paSigningAlg.ES384, hashes.SHA384(), ec.SECP384R1()),
        SigningAlgorithm("ES512", C2paSigningAlg.ES512, hashes.SHA512(), ec.SECP521R1()),
        SigningAlgorithm("Ed25519", C2paSigningAlg.ED25519, None),
        SigningAlgorithm("PS256", C2paSigningAlg.PS256, hashes.SHA256()),
        SigningAlgorithm("PS384", C2paSigningAlg.PS384, hashes.SHA384()),
        SigningAlgorithm("PS512", C2paSigningAlg.PS512, hashes.SHA512()),
    )
}
"""By name, the usual one first."""


def algorithm_for(public_key: object) -> SigningAlgorithm:
    """The algorithm a certificate's key signs with; raises SlateError when C2PA allows none."""
    if isinstance(public_key, ec.EllipticCurvePublicKey):
        for one in ALGORITHMS.values():
            if one.curve is not None and one.curve.name == public_key.curve.name:
                return one
    if isinstance(public_key, ed25519.Ed25519PublicKey):
        return ALGORITHMS["Ed25519"]
    if isinstance(public_key, rsa.RSAPublicKey):
        return ALGORITHMS["PS256"]
    raise SlateError(
        "C2PA allows no signatures by a key of this kind",
        do="Use a key on the curve P-256, P-384 or P-521, an Ed25519 key or an RSA key",
    )


def sign_with(key: PrivateKey, algorithm: SigningAlgorithm, data: bytes) -> bytes:
    """A raw signature as COSE wants it: for ECDSA r and s side by side (RFC 9053, 2.1)."""
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(data)
    digest = algorithm.digest or hashes.SHA256()
    if isinstance(key, rsa.RSAPrivateKey):
        pss = padding.PSS(padding.MGF1(digest), padding.PSS.DIGEST_LENGTH)
        return key.sign(data, pss, digest)
    return side_by_side(key.sign(data, ec.ECDSA(digest)), key.curve.key_size)


def side_by_side(der: bytes, bits: int) -> bytes:
    """An ECDSA signature's two numbers as fixed bytes, from their DER form."""
    size = (bits + 7) // 8
    r, s = decode_dss_signature(der)
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")
