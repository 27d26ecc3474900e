"""A credential may say more, or less, while the content stays the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.authenticity.credentials.conftest import CAPTURED, House

from openslate.authenticity.credentials.claim import Claim, ClaimAction, TrainingPolicy
from openslate.authenticity.credentials.report import CredentialState
from openslate.authenticity.credentials.update import redact_file, update_file
from openslate.common.errors import SlateError

PII = "c2pa.PII.present"


@pytest.fixture
def named(house: House, media: Callable[[str], Path], tmp_path: Path) -> Path:
    """A signed picture that names its creator."""
    target = tmp_path / "named.jpg"
    house.sign(media("jpg"), target, Claim(source_type="digitalCapture", creators=("Ann",)))
    return target


def test_an_update_says_more(house: House, signed: Path, tmp_path: Path) -> None:
    claim = Claim(
        training=TrainingPolicy.all_uses("notAllowed"),
        actions=(ClaimAction(action="c2pa.published"),),
    )
    update_file(signed, tmp_path / "more.jpg", claim, house.timed, trust=house.trust)
    report = house.read(tmp_path / "more.jpg")
    assert (report.state, report.update) == (CredentialState.TRUSTED, True)
    assert set(report.training.values()) == {"notAllowed"}
    assert [one.action for one in report.actions] == ["c2pa.opened", "c2pa.published"]
    assert report.ingredients[0].sound


def test_an_update_still_guards_the_content(house: House, signed: Path, tmp_path: Path) -> None:
    target = tmp_path / "more.jpg"
    update_file(signed, target, Claim(creators=("Ann",)), house.signer, trust=house.trust)
    content = bytearray(target.read_bytes())
    content[-100] ^= 1
    assert house.read(bytes(content)).state is CredentialState.BROKEN


@pytest.mark.parametrize("claim", [CAPTURED, Claim(actions=(ClaimAction(action="c2pa.cropped"),))])
def test_an_update_changes_no_content(
    house: House, signed: Path, tmp_path: Path, claim: Claim
) -> None:
    with pytest.raises(SlateError, match="must leave the content as it is"):
        update_file(signed, tmp_path / "more.jpg", claim, house.signer)


def test_what_is_redacted_is_gone_and_said_to_be(house: House, named: Path, tmp_path: Path) -> None:
    (address,) = [one for one in house.read(named).statements if one.endswith("cawg.metadata")]
    assert b"Ann" in named.read_bytes()
    target = tmp_path / "redacted.jpg"
    redact_file(named, target, [address], PII, house.signer, trust=house.trust)
    report = house.read(target)
    assert (report.state, report.redactions) == (CredentialState.TRUSTED, (address,))
    assert b"Ann" not in target.read_bytes()
    assert address not in report.statements


def test_actions_and_hashes_stay(house: House, named: Path, tmp_path: Path) -> None:
    found = house.read(named).statements
    for part in ("c2pa.actions", "c2pa.hash.data"):
        (address, *_) = [one for one in found if part in one]
        with pytest.raises(SlateError, match="can't be redacted"):
            redact_file(named, tmp_path / "a.jpg", [address], PII, house.signer)


def test_what_is_not_there_can_not_be_redacted(house: House, named: Path, tmp_path: Path) -> None:
    address = house.read(named).statements[0].rpartition("/")[0] + "/cawg.none"
    with pytest.raises(SlateError, match="not in an earlier credential"):
        redact_file(named, tmp_path / "a.jpg", [address], PII, house.signer)
    assert not (tmp_path / "a.jpg").exists()


def test_without_a_credential_there_is_nothing_to_add_to(house: House, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("plain")
    with pytest.raises(SlateError, match="no credential in this file"):
        update_file(tmp_path / "plain.txt", tmp_path / "a.txt", Claim(), house.signer)
