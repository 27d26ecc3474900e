"""Each fault of a certificate is told by its own sentence."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from tests.authenticity.credentials.certificates import NOW, leaf, usage

from openslate.authenticity.credentials.chains import CertificateChain
from openslate.authenticity.credentials.check_chain import check_chain
from openslate.authenticity.credentials.make_chain import make_chain
from openslate.authenticity.credentials.purposes import ANY, OCSP_SIGNING, TIME_STAMPING

DAY = timedelta(days=1)
MADE = make_chain("Example", NOW, intermediate=False)
LONGER = make_chain("Example", NOW)
SERVER = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.1")
SHA1 = Path(__file__).with_name("sha1.pem")


def codes(*certificates: x509.Certificate) -> list[str]:
    """What is found, in order."""
    return [one.code for one in check_chain(CertificateChain(certificates), NOW)]


def test_a_sound_leaf_has_no_fault() -> None:
    assert codes(leaf(MADE), MADE.root.certificate) == []


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        ({"end": NOW - DAY, "start": NOW - 9 * DAY}, "expired", "It ended on 2026-03-14"),
        ({"start": NOW + DAY}, "not-yet-valid", "It begins on 2026-03-16"),
        ({"authority": True}, "authority-signs", "may not sign files"),
        ({"without_usage": True}, "no-digital-signature", "digitalSignature"),
        ({"key_usage": usage(signs_files=False)}, "no-digital-signature", "digitalSignature"),
        ({"purposes": ()}, "no-purpose", "no extended key usage"),
        ({"purposes": (ANY,)}, "any-purpose", "which C2PA forbids"),
        ({"purposes": (TIME_STAMPING,)}, "other-purpose", "sign nothing else"),
        ({"purposes": (OCSP_SIGNING,)}, "other-purpose", "sign nothing else"),
        ({"purposes": (SERVER,)}, "wrong-purpose", "1.3.6.1.5.5.7.3.1, not for signing files"),
        ({"without_issuer_key": True}, "no-authority-key-id", "authority key identifier"),
        ({"rsa_bits": 1024}, "weak-key", "RSA key has 1024 bits"),
    ],
)
def test_one_fault_is_one_sentence(fault: dict[str, Any], code: str, said: str) -> None:
    (found,) = check_chain(CertificateChain((leaf(MADE, **fault), MADE.root.certificate)), NOW)
    assert (found.code, found.serious) == (code, True)
    assert said in found.sentence
    assert found.sentence.startswith("Faulty: ")
    assert found.sentence.count(". ") >= 1, "it says what to do"


def test_an_end_that_comes_soon_is_no_fault() -> None:
    near = leaf(MADE, end=NOW + 10 * DAY)
    (found,) = check_chain(CertificateChain((near, MADE.root.certificate)), NOW)
    assert (found.code, found.serious) == ("ends-soon", False)
    assert "in 10 days" in found.sentence


def test_nobody_vouches_for_a_certificate_that_signs_itself() -> None:
    assert "self-signed" in codes(MADE.root.certificate)


def test_sha_1_can_be_forged() -> None:
    old = x509.load_pem_x509_certificate(SHA1.read_bytes())
    assert "weak-digest" in codes(old)


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (lambda a, b, c: (a, b, c), []),
        (lambda a, b, _: (a, b), []),
        (lambda a, b, c: (a, c, b), ["wrong-order"]),
        (lambda a, _, c: (a, c), ["incomplete"]),
    ],
)
def test_order(order: Callable[..., tuple[x509.Certificate, ...]], found: list[str]) -> None:
    assert LONGER.issuing is not None
    made = (LONGER.leaf, LONGER.issuing, LONGER.root)
    assert codes(*order(*(one.certificate for one in made))) == found


def test_a_leaf_can_not_stand_above_another() -> None:
    found = codes(LONGER.leaf.certificate, leaf(MADE))
    assert found[:2] == ["not-an-authority", "may-not-issue"]


def test_an_own_list_of_purposes_counts() -> None:
    chain = CertificateChain((leaf(MADE, purposes=(SERVER,)), MADE.root.certificate))
    assert check_chain(chain, NOW, [SERVER.dotted_string]) == ()
