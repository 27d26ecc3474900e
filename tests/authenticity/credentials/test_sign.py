"""A signed copy holds what was claimed, and the original stays as it was."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.authenticity.credentials.conftest import CAPTURED, House, signer_of, target_for
from tests.authenticity.credentials.samples import ACCEPTED, SOUND, VIDEO

from openslate.authenticity.credentials.algorithms import ALGORITHMS, SigningAlgorithm
from openslate.authenticity.credentials.claim import (
    Claim,
    ClaimAction,
    ClaimIngredient,
    TrainingPolicy,
)
from openslate.authenticity.credentials.keys import HeldKey
from openslate.authenticity.credentials.make_chain import make_chain
from openslate.authenticity.credentials.read import read_credential
from openslate.authenticity.credentials.report import CredentialState
from openslate.authenticity.credentials.sign import sidecar_of, sign_file
from openslate.authenticity.credentials.signer import CredentialSigner
from openslate.authenticity.credentials.trust import TrustList
from openslate.common.errors import SlateError

Media = Callable[[str], Path]
MORE = sorted({"gif", *SOUND, *VIDEO} - set(ACCEPTED))


@pytest.mark.parametrize("ending", [*ACCEPTED, *MORE])
def test_every_kind_is_trusted_with_its_time(
    house: House, media: Media, tmp_path: Path, ending: str
) -> None:
    source = media(ending)
    before = source.read_bytes()
    copy = tmp_path / source.name
    copy.write_bytes(before)
    target = target_for(copy, tmp_path)
    signed = sign_file(copy, target, CAPTURED, house.timed, trust=house.trust)
    report = house.read(copy if signed.sidecar else target)
    assert (report.state, report.reasons) == (CredentialState.TRUSTED, ())
    assert report.time is not None
    assert report.time.trusted
    assert report.manifest == signed.manifest
    assert report.embedded is not signed.sidecar
    assert copy.read_bytes() == before


@pytest.mark.parametrize("ending", ["jpg", "mp3", "flac", "mp4", "wav"])
def test_any_kind_may_have_it_beside(
    house: House, media: Media, tmp_path: Path, ending: str
) -> None:
    copy = tmp_path / f"file.{ending}"
    copy.write_bytes(media(ending).read_bytes())
    house.sign(copy, sidecar_of(copy))
    assert house.read(copy).state is CredentialState.TRUSTED
    copy.write_bytes(copy.read_bytes() + b"!")
    report = house.read(copy)
    assert report.state is CredentialState.BROKEN
    assert report.reasons == ("The content was changed after it was signed.",)


@pytest.mark.parametrize("name", ["ES384", "ES512", "Ed25519"])
def test_other_algorithms_are_trusted_too(media: Media, tmp_path: Path, name: str) -> None:
    made = make_chain("Other", datetime.now(UTC), algorithm=ALGORITHMS[name])
    target = tmp_path / "signed.jpg"
    sign_file(media("jpg"), target, CAPTURED, signer_of(made))
    report = read_credential(target, TrustList((made.root.certificate,)))
    assert report.state is CredentialState.TRUSTED
    assert report.signer is not None
    assert report.signer.algorithm == name.upper()


def test_everything_that_was_claimed_is_read_again(
    house: House, media: Media, tmp_path: Path
) -> None:
    claim = Claim(
        title="A dance",
        source_type="trainedAlgorithmicMedia",
        actions=(ClaimAction(action="c2pa.cropped", software="Editor", description="to a square"),),
        creators=("Ann", "Bea"),
        organisation="Example",
        training=TrainingPolicy(
            ai_training="notAllowed", data_mining="constrained", constraints="ask us"
        ),
    ).with_mark("org.openslate.mark.1", 0xBEEF)
    house.sign(media("png"), tmp_path / "signed.png", claim)
    report = house.read(tmp_path / "signed.png")
    assert (report.title, report.source_type) == ("A dance", "trainedAlgorithmicMedia")
    assert (report.creators, report.publishers) == (("Ann", "Bea"), ("Example",))
    assert report.training == {
        "ai_training": "notAllowed",
        "data_mining": "constrained (ask us)",
    }
    assert [(b.algorithm, b.value) for b in report.soft_bindings] == [
        ("org.openslate.mark.1", "000000000000beef")
    ]
    said = [(one.action, one.software, one.description) for one in report.actions]
    assert said == [
        ("c2pa.created", None, None),
        ("c2pa.cropped", "Editor", "to a square"),
        ("c2pa.watermarked.bound", "Slate", None),
    ]
    assert report.generator is not None
    assert report.generator.startswith("Slate ")


def test_sources_keep_their_credentials(
    house: House, media: Media, signed: Path, tmp_path: Path
) -> None:
    claim = Claim(
        actions=(ClaimAction(action="c2pa.edited"),),
        ingredients=(
            ClaimIngredient(path=signed, relation="parentOf", title="The capture"),
            ClaimIngredient(path=media("png")),
        ),
    )
    house.sign(media("webp"), tmp_path / "edited.webp", claim)
    report = house.read(tmp_path / "edited.webp")
    assert report.state is CredentialState.TRUSTED
    told = [(one.title, one.relation, one.sound, one.signer) for one in report.ingredients]
    assert told == [
        ("The capture", "parentOf", True, "Example content credentials"),
        ("sample.png", "componentOf", None, None),
    ]
    actions = [one.action for one in report.actions]
    assert actions == ["c2pa.opened", "c2pa.placed", "c2pa.edited"]
    assert [one.action for one in report.ingredients[0].actions] == ["c2pa.created"]


def test_what_a_model_was_given_is_tied_to_making_it(
    house: House, media: Media, tmp_path: Path
) -> None:
    given = ClaimIngredient(path=media("png"), relation="inputTo", title="The sketch")
    claim = Claim(source_type="trainedAlgorithmicMedia", ingredients=(given,))
    house.sign(media("jpg"), tmp_path / "made.jpg", claim)
    report = house.read(tmp_path / "made.jpg")
    assert report.state is CredentialState.TRUSTED
    assert [one.action for one in report.actions] == ["c2pa.created"]
    assert [(one.title, one.relation) for one in report.ingredients] == [("The sketch", "inputTo")]


def test_signing_again_keeps_the_past(house: House, signed: Path, tmp_path: Path) -> None:
    twice, thrice = tmp_path / "twice.jpg", tmp_path / "thrice.jpg"
    house.sign(signed, twice)
    house.sign(twice, thrice, Claim())
    report = house.read(thrice)
    (past,) = report.ingredients
    (first,) = past.ingredients
    assert (past.title, first.title) == ("twice.jpg", "signed.jpg")
    assert first.ingredients == ()


def test_what_is_not_said_is_not_made_up(house: House, media: Media, tmp_path: Path) -> None:
    house.sign(media("jpg"), tmp_path / "signed.jpg", Claim())
    report = house.read(tmp_path / "signed.jpg")
    assert [one.action for one in report.actions] == ["c2pa.opened"]
    assert [(one.title, one.sound) for one in report.ingredients] == [("sample.jpg", None)]
    assert report.source_type is None


def test_a_past_is_not_exchanged(house: House, media: Media, signed: Path, tmp_path: Path) -> None:
    other = Claim(ingredients=(ClaimIngredient(path=media("png"), relation="parentOf"),))
    with pytest.raises(SlateError, match="carries a credential already"):
        house.sign(signed, tmp_path / "a.jpg", other)
    itself = Claim(ingredients=(ClaimIngredient(path=signed, relation="parentOf", title="Own"),))
    house.sign(signed, tmp_path / "a.jpg", itself)
    assert [one.title for one in house.read(tmp_path / "a.jpg").ingredients] == ["Own"]


def test_what_is_refused(house: House, media: Media, tmp_path: Path) -> None:
    source = tmp_path / "own.jpg"
    source.write_bytes(media("jpg").read_bytes())
    text = media("txt")
    for wrong, target, said in (
        (source, source, "never signed in its own place"),
        (text, tmp_path / "signed.txt", "beside the file, as sample.c2pa"),
        (tmp_path / "none.jpg", tmp_path / "a.jpg", "could not be read"),
    ):
        with pytest.raises(SlateError, match=said):
            house.sign(wrong, target)
    house.sign(source, tmp_path / "a.jpg")
    with pytest.raises(SlateError, match="already a file of this name"):
        house.sign(source, tmp_path / "a.jpg")
    assert source.read_bytes() == media("jpg").read_bytes()
    assert {one.name for one in tmp_path.iterdir()} == {"own.jpg", "a.jpg"}


def test_nothing_is_left_when_signing_fails(house: House, media: Media, tmp_path: Path) -> None:
    other = make_chain("Other", datetime.now(UTC))
    wrong_key = CredentialSigner(house.signer.chain, HeldKey(other.leaf.key))
    no_time = signer_of(house.made, "http://127.0.0.1:9/")
    for signer, said in ((wrong_key, "signature came out wrong"), (no_time, "no timestamp")):
        with pytest.raises(SlateError, match=f"sample.jpg: .*{said}"):
            sign_file(media("jpg"), tmp_path / "a.jpg", CAPTURED, signer)
    assert list(tmp_path.iterdir()) == []


class RefusingKey:
    """A device that was pulled out."""

    def sign(self, data: bytes, algorithm: SigningAlgorithm) -> bytes:  # noqa: ARG002
        raise SlateError("The device is gone", do="Plug it in")


def test_what_the_keys_place_says_is_told(
    house: House, media: Media, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    signer = CredentialSigner(house.signer.chain, RefusingKey())
    with pytest.raises(SlateError, match=r"The device is gone\. Plug it in"):
        sign_file(media("jpg"), tmp_path / "a.jpg", CAPTURED, signer)
    assert caplog.text == "", "the library logs what a callback raises; nothing reaches it"


def test_a_damaged_file_is_one_sentence(house: House, tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\xff" * 40)
    with pytest.raises(SlateError, match=r"bad\.png: "):
        house.sign(tmp_path / "bad.png", tmp_path / "signed.png")
    assert [one.name for one in tmp_path.iterdir()] == ["bad.png"]
