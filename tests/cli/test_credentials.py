"""`slate credentials` and `slate sign`, as a person and as a program."""

import re
from pathlib import Path

import pytest
from PIL import Image
from tests.cli.conftest import Slate

from openslate.app.workspace import Workspace


@pytest.fixture
def own(tmp_path: Path) -> Slate:
    folder = tmp_path / "workspace"
    Workspace.create(folder).close()
    return Slate(folder)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.new("RGB", (32, 24), "teal").save(path)
    return path


def test_from_nothing_to_a_trusted_file(own: Slate, photo: Path, tmp_path: Path) -> None:
    told = own.says("credentials", "init")
    assert "Slate can sign files until" in told
    assert "Move root.key to a safe place" in told
    assert "The certificates and key can sign." in own.says("credentials", "check")
    said = own.says("sign", photo, "--source-type", "digitalCapture", "--creator", "Ann")
    signed = tmp_path / "photo-signed.png"
    assert said == f"Signed: {signed}\n"
    shown = own.says("credentials", "show", signed, "--codes")
    assert shown.startswith("Credential: trusted.\n")
    assert "Creators: Ann\n" in shown
    assert "claimSignature.validated" in shown
    again = tmp_path / "again.png"
    own.says("sign", signed, "-o", again, "--action", "c2pa.cropped")
    assert "photo-signed.png (parentOf, signed by" in own.says("credentials", "show", again)


def test_for_programs(own: Slate, photo: Path, tmp_path: Path) -> None:
    assert own.json("credentials", "init", "--algorithm", "Ed25519")["algorithm"] == "Ed25519"
    checked = own.json("credentials", "check")
    assert (checked["fit"], checked["findings"]) == (True, [])
    signed = own.json("sign", photo, "--training", "notAllowed", "--mark", "m.x=1f")
    assert signed["media_type"] == "image/png"
    assert not signed["sidecar"]
    shown = own.json("credentials", "show", tmp_path / "photo-signed.png")
    assert shown["state"] == "trusted"
    assert shown["soft_bindings"] == [{"algorithm": "m.x", "value": "000000000000001f"}]
    assert shown["manifest"] == signed["manifest"]


def test_a_sidecar(own: Slate, photo: Path, tmp_path: Path) -> None:
    own.says("credentials", "init")
    assert own.says("sign", photo, "--sidecar") == f"Signed: {tmp_path / 'photo.c2pa'}\n"
    assert own.json("credentials", "show", photo)["embedded"] is False


def test_status_tells_programs(own: Slate, photo: Path) -> None:
    shown = own("credentials", "show", photo)
    assert (shown.exit_code, shown.stdout) == (1, "Credential: none.\n")
    own.says("credentials", "init")
    root = own.workspace / "credentials" / "root.pem"
    checked = own("credentials", "check", root)
    assert checked.exit_code == 1
    assert "It is the certificate of an authority" in checked.stdout
    assert "The certificates can't sign files." in checked.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--source-type", "digital"), "There is no digital source type 'digital'"),
        (("--action", "c2pa.crop"), "did you mean 'c2pa.cropped'?"),
        (("--mark", "nonsense"), "names no mark"),
        ((), "Name the file of your certificate, or make one with 'slate credentials init'"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    own: Slate, photo: Path, words: tuple[str, ...], said: str
) -> None:
    told = own.fails("sign", photo, *words)
    assert said in told
    assert len(told.splitlines()) == 1


def test_others_may_not_read_the_key(own: Slate, photo: Path) -> None:
    own.says("credentials", "init")
    (own.workspace / "credentials" / "signing.key").chmod(0o644)
    assert re.search(r"Others than its owner.*chmod 600", own.fails("sign", photo))


def test_a_second_init_changes_nothing(own: Slate) -> None:
    own.says("credentials", "init")
    assert "never overwritten" in own.fails("credentials", "init")


def test_renewing(own: Slate) -> None:
    own.says("credentials", "init", "--days", 10)
    assert "in 9 days" in own.says("credentials", "check")
    assert "Slate can sign files until" in own.says("credentials", "renew")
    assert own.json("credentials", "check")["findings"] == []
