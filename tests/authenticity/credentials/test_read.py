"""A credential is believed as far as it can be, and no file makes reading fail."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.authenticity.credentials.conftest import CAPTURED, House, signer_of

from openslate.authenticity.credentials.chains import CertificateChain
from openslate.authenticity.credentials.claim import Claim
from openslate.authenticity.credentials.keys import HeldKey
from openslate.authenticity.credentials.make_chain import make_chain
from openslate.authenticity.credentials.read import LARGEST_SIDECAR, read_credential
from openslate.authenticity.credentials.report import CredentialState
from openslate.authenticity.credentials.sign import sign_file
from openslate.authenticity.credentials.signer import CredentialSigner
from openslate.authenticity.credentials.traces import PIECE, STORE, holds_traces, traces_at_ends
from openslate.authenticity.credentials.trust import TrustList
from openslate.common.errors import SlateError

Media = Callable[[str], Path]
UNKNOWN = "The signer's certificate leads to nobody who is trusted here."
CHANGED = "The content was changed after it was signed."


def flipped(path: Path, at: int) -> bytes:
    """The bytes of a file with one bit turned over."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    return bytes(content)


def test_a_changed_byte_breaks_it(house: House, signed: Path) -> None:
    report = house.read(flipped(signed, -100))
    assert (report.state, report.reasons) == (CredentialState.BROKEN, (CHANGED,))
    assert not report.holds
    assert report.signer is not None, "who signed is still told"


def test_a_changed_statement_breaks_it(house: House, signed: Path) -> None:
    content = signed.read_bytes().replace(b"digitalCapture", b"digitalCreated")
    report = house.read(content)
    assert report.state is CredentialState.BROKEN
    assert "A statement was changed after it was signed." in report.reasons


def test_nobody_is_trusted_unasked(signed: Path) -> None:
    report = read_credential(signed, TrustList())
    assert (report.state, report.reasons) == (CredentialState.VALID, (UNKNOWN,))
    assert report.holds


def test_a_single_certificate_may_be_trusted(house: House, signed: Path) -> None:
    only = TrustList(allowed=(house.made.leaf.certificate,))
    assert read_credential(signed, only).state is CredentialState.TRUSTED
    other = TrustList(allowed=(house.time.leaf.certificate,))
    assert read_credential(signed, other).state is CredentialState.VALID


def test_who_tells_the_time_may_not_sign(house: House, media: Media, tmp_path: Path) -> None:
    chain = CertificateChain((house.time.leaf.certificate,))
    signer = CredentialSigner(chain, HeldKey(house.time.leaf.key))
    sign_file(media("jpg"), tmp_path / "a.jpg", CAPTURED, signer)
    for trust, said in (
        (house.trust, "trusted to tell the time, not to sign"),
        (TrustList((house.time.root.certificate,)), "is not for signing files"),
    ):
        report = read_credential(tmp_path / "a.jpg", trust)
        assert report.state is CredentialState.VALID
        assert said in report.reasons[0]


def test_a_time_that_nobody_trusted_states_is_told_as_such(
    house: House, media: Media, tmp_path: Path
) -> None:
    sign_file(media("jpg"), tmp_path / "a.jpg", CAPTURED, house.timed)
    report = read_credential(tmp_path / "a.jpg", TrustList((house.made.root.certificate,)))
    assert report.state is CredentialState.TRUSTED
    assert report.time is not None
    assert (report.time.trusted, report.time.authority) == (False, "Example time")


def test_a_timestamp_outlives_the_certificate(house: House, media: Media, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    made = make_chain("Short", now - timedelta(days=1) + timedelta(seconds=3), days=1)
    sign_file(media("jpg"), tmp_path / "timed.jpg", CAPTURED, signer_of(made, house.url))
    sign_file(media("jpg"), tmp_path / "plain.jpg", CAPTURED, signer_of(made))
    trust = TrustList((made.root.certificate,), (), (house.time.root.certificate,))
    ends = made.leaf.certificate.not_valid_after_utc
    time.sleep(max(0.0, (ends - datetime.now(UTC)).total_seconds()) + 1.1)
    assert read_credential(tmp_path / "timed.jpg", trust).state is CredentialState.TRUSTED
    late = read_credential(tmp_path / "plain.jpg", trust)
    assert late.state is not CredentialState.TRUSTED
    assert "The certificate had ended and no trusted time proves it had not." in late.reasons


def test_a_broken_past_is_told(house: House, signed: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(flipped(signed, -100))
    house.sign(broken, tmp_path / "again.jpg", Claim())
    report = house.read(tmp_path / "again.jpg")
    assert report.reasons == ("A file it was made from did not hold when it was put in.",)
    (past,) = report.ingredients
    assert (past.sound, past.problems) == (False, (CHANGED,))


def test_every_outcome_has_a_sentence(house: House, signed: Path) -> None:
    report = house.read(flipped(signed, -100))
    assert {one.outcome for one in report.codes} == {"success", "information", "failure"}
    assert [one.sentence for one in report.codes if one.sentence.startswith("The library")] == []


@pytest.mark.parametrize("ending", ["jpg", "txt"])
def test_no_credential(house: House, media: Media, ending: str) -> None:
    assert house.read(media(ending)).state is CredentialState.NONE


NONSENSE = [
    b"",
    b"\0" * 5,
    b"RIFF\xff\xff\xff\xffWAVE",
    b"\xff\xd8\xff\xe1\xff\xff",
    b"II*\0" + b"\xff" * 20,
    b"\0\0\0\x18ftypmp42" + b"\xff" * 60,
    b"ID3\4\0\0\x7f\x7f\x7f\x7f",
    b"\x89PNG\r\n\x1a\n\xff",
]


@pytest.mark.parametrize("content", NONSENSE)
def test_nonsense_has_no_credential(house: House, content: bytes) -> None:
    report = house.read(content)
    assert report.state in (CredentialState.NONE, CredentialState.UNREADABLE)
    assert len(report.reasons) <= 1


@settings(max_examples=60)
@given(st.data())
def test_no_damage_makes_reading_fail(house: House, damaged: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(damaged) - 1))
    junk = data.draw(st.binary(max_size=40))
    report = house.read(damaged[:start] + junk + damaged[start + len(junk) :])
    assert report.state.value
    assert all(reason.endswith(".") and "\n" not in reason for reason in report.reasons)


@pytest.fixture(scope="session")
def damaged(house: House, media: Media, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a signed picture, to be damaged."""
    target = tmp_path_factory.mktemp("damaged") / "a.jpg"
    house.sign(media("jpg"), target)
    return target.read_bytes()


def test_a_file_that_was_cut_off_is_broken_and_not_unknown(house: House, signed: Path) -> None:
    whole = signed.read_bytes()
    report = house.read(whole[: len(whole) // 2])
    assert report.state is CredentialState.BROKEN
    assert "a credential stands in it" in report.reasons[0]
    assert house.read(whole[:30]).state is CredentialState.UNREADABLE


def test_a_credential_that_was_hidden_is_told_of(
    house: House, media: Media, tmp_path: Path
) -> None:
    target = tmp_path / "signed.mp3"
    house.sign(media("mp3"), target)
    for at in range(10):  # the head of the tag that holds it
        report = house.read(flipped(target, at))
        assert not report.holds
        assert report.state is CredentialState.BROKEN or "stands in" in report.reasons[0], at


@pytest.mark.parametrize(("length", "near"), [(10, True), (3 * PIECE, False)])
def test_traces_are_looked_for_near_the_ends(length: int, near: bool) -> None:
    for before in (0, 2 * length):
        assert traces_at_ends(BytesIO(bytes(before) + STORE + bytes(2 * length - before)))
    assert traces_at_ends(BytesIO(bytes(length) + STORE + bytes(length))) is near


@pytest.mark.parametrize("before", [0, 1, PIECE - len(STORE), PIECE - 5, PIECE, 2 * PIECE - 1])
def test_traces_are_found_wherever_they_stand(before: int) -> None:
    assert holds_traces(BytesIO(bytes(before) + STORE + b"after"))
    assert not holds_traces(BytesIO(bytes(before) + STORE[:-1] + b"after"))


def test_a_file_that_is_not_there(house: House, tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="could not be read"):
        house.read(tmp_path / "none.jpg")


def test_a_sidecar_may_carry_the_whole_name(house: House, media: Media, tmp_path: Path) -> None:
    copy = tmp_path / "talk.txt"
    copy.write_bytes(media("txt").read_bytes())
    house.sign(copy, tmp_path / "talk.c2pa")
    (tmp_path / "talk.c2pa").rename(tmp_path / "talk.txt.c2pa")
    assert house.read(copy).state is CredentialState.TRUSTED
    sidecar = (tmp_path / "talk.txt.c2pa").read_bytes()
    report = read_credential(copy.read_bytes(), house.trust, sidecar=sidecar)
    assert (report.state, report.embedded) == (CredentialState.TRUSTED, False)


def test_a_sidecar_is_no_file_with_a_credential(house: House, media: Media, tmp_path: Path) -> None:
    house.sign(media("txt"), tmp_path / "talk.c2pa")
    report = house.read(tmp_path / "talk.c2pa")
    assert report.state is CredentialState.NONE
    assert "itself the credential of another" in report.reasons[0]


def test_what_is_too_large_is_no_sidecar(house: House, media: Media, tmp_path: Path) -> None:
    copy = tmp_path / "talk.txt"
    copy.write_bytes(media("txt").read_bytes())
    with (tmp_path / "talk.c2pa").open("wb") as stream:
        stream.truncate(LARGEST_SIDECAR + 1)
    assert house.read(copy).state is CredentialState.NONE
