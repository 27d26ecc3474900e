"""Trust lists are files; what is missing trusts nobody."""

from pathlib import Path

import pytest
from tests.authenticity.credentials.certificates import NOW
from tests.authenticity.credentials.conftest import House

from openslate.authenticity.credentials.chains import pem_of
from openslate.authenticity.credentials.make_chain import make_chain
from openslate.authenticity.credentials.purposes import DOCUMENT_SIGNING, SIGNING
from openslate.authenticity.credentials.read import read_credential
from openslate.authenticity.credentials.report import CredentialState
from openslate.authenticity.credentials.trust import TrustFiles, TrustList, read_trust
from openslate.common.errors import SlateError


@pytest.fixture
def files(tmp_path: Path) -> TrustFiles:
    names = ("root.pem", "anchors.pem", "allowed.pem", "time.pem", "purposes.txt")
    return TrustFiles(*(tmp_path / name for name in names))


def test_no_files_trust_nobody(files: TrustFiles) -> None:
    assert read_trust(files) == TrustList()
    assert TrustList().settings() == {"anchors": []}


def test_every_file_counts(files: TrustFiles) -> None:
    own, other, third = (make_chain(name, NOW) for name in ("Own", "Other", "Third"))
    files.own_root.write_bytes(own.root.pem)
    files.anchors.write_text(pem_of([other.root.certificate, third.root.certificate]))
    files.allowed.write_bytes(third.leaf.pem)
    files.timestamp_anchors.write_bytes(other.root.pem)
    files.purposes.write_text(f"# documents\n{DOCUMENT_SIGNING.dotted_string}  // only\n\n")
    assert read_trust(files) == TrustList(
        (own.root.certificate, other.root.certificate, third.root.certificate),
        (third.leaf.certificate,),
        (other.root.certificate,),
        (DOCUMENT_SIGNING.dotted_string,),
    )


def test_a_foreign_list_makes_a_foreign_file_trusted(
    files: TrustFiles, house: House, signed: Path
) -> None:
    files.own_root.write_bytes(make_chain("Own", NOW).root.pem)
    assert read_credential(signed, read_trust(files)).state is CredentialState.VALID
    files.anchors.write_bytes(house.made.root.pem)
    assert read_credential(signed, read_trust(files)).state is CredentialState.TRUSTED


def test_purposes_bound_who_may_sign(files: TrustFiles, house: House, signed: Path) -> None:
    files.anchors.write_bytes(house.made.root.pem)
    files.purposes.write_text(DOCUMENT_SIGNING.dotted_string)
    report = read_credential(signed, read_trust(files))
    assert report.state is CredentialState.VALID
    assert report.reasons == ("The signer's certificate is not for signing files.",)
    assert DOCUMENT_SIGNING.dotted_string in SIGNING


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("anchors", "nothing", "no certificate in this file"),
        ("allowed", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "no certif"),
        ("purposes", "signing", "'signing' is no object identifier"),
    ],
)
def test_what_is_wrong_names_the_file(
    files: TrustFiles, name: str, content: str, said: str
) -> None:
    path: Path = getattr(files, name)
    path.write_text(content)
    with pytest.raises(SlateError, match=said) as refused:
        read_trust(files)
    assert refused.value.where == str(path)
