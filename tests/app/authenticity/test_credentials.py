"""A workspace makes certificates, checks them, signs with them and reads what it signed."""

import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from openslate.app.authenticity.check_credentials import CheckCredentials
from openslate.app.authenticity.init_credentials import InitCredentials
from openslate.app.authenticity.read_credential import ReadCredential, report_lines, without_bytes
from openslate.app.authenticity.renew_credentials import RenewCredentials
from openslate.app.authenticity.sign_file import SignFile, claim_of
from openslate.app.settings import FILE_NAME
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.claim import Claim, TrainingPolicy
from openslate.authenticity.credentials.report import CredentialState
from openslate.common.errors import SlateError
from openslate.testing.clock import FrozenClock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "workspace"
    Workspace.create(place).close()
    (place / FILE_NAME).write_text('[credentials]\norganisation = "Example"\n')
    return place


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with Workspace.open(folder) as opened:
        yield opened


@pytest.fixture
def made(workspace: Workspace) -> Workspace:
    InitCredentials(workspace)()
    return workspace


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (32, 24), "teal").save(path)
    return path


def test_init_makes_certificates_and_keys(made: Workspace) -> None:
    place = made.folder / "credentials"
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) & 0o077 for one in place.iterdir()}
    assert set(modes) == {
        f"{name}.{kind}" for name in ("root", "issuing", "signing") for kind in ("pem", "key")
    }
    assert {modes[name] for name in modes if name.endswith(".key")} == {0}


def test_nothing_is_overwritten(made: Workspace) -> None:
    place = made.folder / "credentials"
    (place / "signing.key").unlink()
    before = {one.name: one.read_bytes() for one in place.iterdir()}
    with pytest.raises(SlateError, match="credentials here already"):
        InitCredentials(made)()
    assert {one.name: one.read_bytes() for one in place.iterdir()} == before


def test_init_that_fails_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    place = tmp_path / "other"
    place.mkdir()
    (place / ".held").touch()
    place.chmod(0o500)
    try:
        if _may_write(place):
            pytest.skip("this user may write anywhere")
        with pytest.raises(OSError, match="denied"):
            InitCredentials(workspace)(place)
        assert [one.name for one in place.iterdir()] == [".held"]
    finally:
        place.chmod(0o700)


def _may_write(place: Path) -> bool:
    try:
        (place / ".try").touch()
    except OSError:
        return False
    (place / ".try").unlink()
    return True


def test_what_was_made_is_fit_to_sign(made: Workspace) -> None:
    checked = CheckCredentials(made)()
    assert (checked.fit, checked.findings, checked.key_checked) == (True, (), True)
    assert (checked.subject, checked.algorithm) == ("Example content credentials", "ES256")


def test_a_year_later_it_is_not(made: Workspace) -> None:
    later = FrozenClock(datetime.now(UTC) + timedelta(days=400))
    checked = CheckCredentials(Workspace(made.folder, made.settings, later))()
    assert (checked.fit, [one.code for one in checked.findings]) == (False, ["expired"])


def test_the_next_certificate_signs_and_the_present_one_stays(made: Workspace, photo: Path) -> None:
    place = made.folder / "credentials"
    old = (place / "signing.pem").read_bytes(), (place / "signing.key").read_bytes()
    before = SignFile(made)(photo, photo.with_name("before.jpg")).target
    renewed = RenewCredentials(made)(days=30)
    assert renewed.signs_until > datetime.now(UTC) + timedelta(days=29)
    assert CheckCredentials(made)().fit
    (certificate,) = place.glob("signing-*.pem")
    assert (certificate.read_bytes(), certificate.with_suffix(".key").read_bytes()) == old
    assert stat.S_IMODE((place / "signing.key").stat().st_mode) == 0o600
    after = SignFile(made)(photo, photo.with_name("after.jpg")).target
    read = ReadCredential(made)
    assert [read(path).state for path in (before, after)] == [CredentialState.TRUSTED] * 2


def test_renewing_wants_the_authority_that_issued(made: Workspace) -> None:
    place = made.folder / "credentials"
    present = (place / "signing.pem").read_bytes()
    (place / "issuing.key").write_bytes((place / "root.key").read_bytes())
    with pytest.raises(SlateError, match="belongs to another certificate"):
        RenewCredentials(made)()
    (place / "issuing.pem").unlink()
    with pytest.raises(SlateError, match=r"issuing\.pem"):
        RenewCredentials(made)()
    assert (place / "signing.pem").read_bytes() == present


def test_other_certificates_and_keys_can_be_checked(made: Workspace) -> None:
    place = made.folder / "credentials"
    alone = CheckCredentials(made)(place / "signing.pem")
    assert (alone.fit, alone.key_checked) == (True, False)
    wrong = CheckCredentials(made)(place / "signing.pem", str(place / "root.key"))
    assert [one.code for one in wrong.findings] == ["other-key"]
    lost = CheckCredentials(made)(place / "signing.pem", "env:NO_SUCH_KEY")
    assert [(one.code, "NO_SUCH_KEY" in one.sentence) for one in lost.findings] == [("key", True)]


def test_a_file_is_signed_and_trusted(made: Workspace, photo: Path) -> None:
    signed = SignFile(made)(photo, claim=Claim(source_type="digitalCapture"))
    assert signed.target == photo.with_name("photo-signed.jpg")
    report = ReadCredential(made)(signed.target)
    assert (report.state, report.publishers) == (CredentialState.TRUSTED, ("Example",))
    assert report.training == {}
    told = "\n".join(report_lines(report))
    assert told.startswith("Credential: trusted.")
    assert "Signed by: Example content credentials, vouched for by Example issuing" in told
    assert without_bytes(report)["manifest"] == len(report.manifest) > 0


def test_a_file_that_holds_none_gets_one_beside_it(made: Workspace, tmp_path: Path) -> None:
    talk = tmp_path / "talk.srt"
    talk.write_text("1\n00:00:01,000 --> 00:00:02,000\nHello\n")
    assert SignFile(made)(talk).target == tmp_path / "talk.c2pa"
    assert ReadCredential(made)(talk).state is CredentialState.TRUSTED


def test_settings_say_what_the_claim_leaves_open(made: Workspace, photo: Path) -> None:
    text = '[credentials]\norganisation = "Other"\ntraining = "notAllowed"\n'
    (made.folder / FILE_NAME).write_text(text)
    with Workspace.open(made.folder) as changed:
        sign = SignFile(changed)
        target = sign(photo, claim=Claim(title="A")).target
        report = ReadCredential(changed)(target)
        assert report.publishers == ("Other",)
        assert set(report.training.values()) == {"notAllowed"}
        own = Claim(organisation="Mine", training=TrainingPolicy(ai_training="allowed"))
        report = ReadCredential(changed)(sign(photo, target, own, replace=True).target)
        assert (report.publishers, report.training) == (("Mine",), {"ai_training": "allowed"})


def test_without_certificates_signing_says_how_to_make_them(
    workspace: Workspace, photo: Path
) -> None:
    with pytest.raises(SlateError, match="slate credentials init"):
        SignFile(workspace)(photo)


def test_words_add_to_a_claim_file(tmp_path: Path, photo: Path) -> None:
    path = tmp_path / "claim.yaml"
    path.write_text("title: Filed\ncreators: [Ann]\nactions: [{action: c2pa.edited}]\n")
    claim = claim_of(
        path,
        title="Said",
        actions=["c2pa.cropped"],
        training="notAllowed",
        components=[photo],
        mark="org.openslate.mark.1=beef",
        creators=(),
    )
    assert (claim.title, claim.creators) == ("Said", ("Ann",))
    done = [one.action for one in claim.actions]
    assert done == ["c2pa.edited", "c2pa.cropped", "c2pa.watermarked.bound"]
    assert [one.relation for one in claim.ingredients] == ["componentOf"]
    assert claim.soft_bindings[0].value == "000000000000beef"


@pytest.mark.parametrize("mark", ["beef", "a=", "=beef", "a=0", "a=xyz", "a=" + "f" * 17])
def test_what_names_no_mark(mark: str) -> None:
    with pytest.raises(SlateError, match="names no mark"):
        claim_of(mark=mark)
