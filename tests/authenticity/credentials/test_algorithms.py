"""Every algorithm that C2PA allows signs, and in the form that COSE wants."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, x25519

from openslate.authenticity.credentials.algorithms import (
    ALGORITHMS,
    algorithm_for,
    side_by_side,
    sign_with,
)
from openslate.common.errors import SlateError


@pytest.mark.parametrize(
    ("name", "size"), [("ES256", 64), ("ES384", 96), ("ES512", 132), ("Ed25519", 64)]
)
def test_signatures_have_a_fixed_size(name: str, size: int) -> None:
    algorithm = ALGORITHMS[name]
    key = algorithm.makes()
    assert {len(sign_with(key, algorithm, bytes([n]))) for n in range(9)} == {size}
    assert algorithm_for(key.public_key()) == algorithm


def test_two_numbers_stand_side_by_side() -> None:
    der = bytes.fromhex("3006020101020102")
    assert side_by_side(der, 256) == bytes(31) + b"\1" + bytes(31) + b"\2"


@pytest.mark.parametrize(
    "key", [ec.generate_private_key(ec.SECP256K1()), x25519.X25519PrivateKey.generate()]
)
def test_keys_that_c2pa_forbids(key: ec.EllipticCurvePrivateKey) -> None:
    with pytest.raises(SlateError, match=r"no signatures by a key of this kind.*P-256"):
        algorithm_for(key.public_key())
