"""Certificates that are made here hold all that C2PA demands."""

from datetime import timedelta

import pytest
from cryptography import x509
from tests.authenticity.credentials.certificates import NOW

from openslate.authenticity.credentials.algorithms import ALGORITHMS
from openslate.authenticity.credentials.chains import CertificateChain, parse_certificates
from openslate.authenticity.credentials.check_chain import check_chain
from openslate.authenticity.credentials.make_chain import make_chain, make_timestamp_chain
from openslate.authenticity.credentials.purposes import (
    CLAIM_SIGNING,
    EMAIL_PROTECTION,
    TIME_STAMPING,
)


@pytest.mark.parametrize("name", [name for name in ALGORITHMS if name[0] == "E"])
def test_a_made_chain_has_nothing_wrong(name: str) -> None:
    made = make_chain("Example", NOW, algorithm=ALGORITHMS[name])
    chain = CertificateChain(tuple(parse_certificates(made.chain_pem)))
    assert len(chain.certificates) == 2
    assert check_chain(chain, NOW) == ()
    assert chain.algorithm.name == name


def test_the_leaf_says_what_it_may() -> None:
    made = make_chain("Example", NOW)
    said = made.leaf.certificate.extensions
    assert said.get_extension_for_class(x509.BasicConstraints).value == x509.BasicConstraints(
        False, None
    )
    usage = said.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert (usage.value.digital_signature, usage.value.key_cert_sign) == (True, False)
    purposes = said.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(purposes) == [EMAIL_PROTECTION, CLAIM_SIGNING]
    above = said.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
    issuer = made.issuing.certificate if made.issuing else None
    assert issuer is not None
    own = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    assert above == own.key_identifier


def test_authorities_may_issue_as_deep_as_they_must() -> None:
    made = make_chain("Example", NOW)
    depth = [
        one.certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length
        for one in (made.root, made.issuing)
        if one
    ]
    assert depth == [1, 0]


def test_without_an_intermediate_the_root_issues() -> None:
    made = make_chain("Example", NOW, intermediate=False, days=10)
    made.leaf.certificate.verify_directly_issued_by(made.root.certificate)
    assert made.leaf.certificate.not_valid_after_utc == NOW + timedelta(days=10)


def test_the_timestamp_authority_does_nothing_else() -> None:
    leaf = make_timestamp_chain("Example", NOW).leaf.certificate
    purposes = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    assert (purposes.critical, list(purposes.value)) == (True, [TIME_STAMPING])


def test_no_text_shows_the_key() -> None:
    made = make_chain("Example", NOW)
    assert repr(made.leaf) == "Issued(CN=Example content credentials,O=Example)"
    assert "PrivateKey" not in repr(made)
