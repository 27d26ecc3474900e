"""What is said of files that were marked, signed and registered, and of what became of them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.origins import publish

from openslate.app.authenticity.mark_file import MarkFile
from openslate.app.authenticity.mark_key_file import MarkKeyFile
from openslate.app.authenticity.register_file import RegisterFile
from openslate.app.authenticity.verification_text import (
    verification_lines,
    verification_to_json,
)
from openslate.app.authenticity.verify_file import VerifyFile
from openslate.app.workspace import Workspace
from openslate.authenticity.verification.evidence import FoundBy
from openslate.authenticity.verification.origin import Origin
from openslate.common.errors import SlateError
from openslate.testing.pictures import made_up_photo


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that signs, and `published.jpg` beside it: marked, signed and registered."""
    place = tmp_path_factory.mktemp("authenticity")
    Workspace.create(place / "w").close()
    with Workspace.open(place / "w") as workspace:
        publish(workspace, place)
    return place


@pytest.fixture(scope="module")
def verify(folder: Path) -> Iterator[VerifyFile]:
    with Workspace.open(folder / "w") as workspace, VerifyFile(workspace) as opened:
        yield opened


def test_a_published_file_is_trusted(verify: VerifyFile, folder: Path) -> None:
    found = verify(folder / "published.jpg")
    assert found.origin is Origin.TRUSTED
    assert found.evidence.mark is not None
    assert found.evidence.mark.found is not None
    assert [match.found_by for match in found.evidence.matches] == [FoundBy.BYTES]
    assert found.credential is not None
    assert found.credential.soft_bindings[0].value == f"{found.evidence.mark.found:016x}"


def test_a_platforms_copy_is_recovered_by_its_mark(verify: VerifyFile, folder: Path) -> None:
    copy = folder / "platform.jpg"
    _resized(folder / "published.jpg", 0.8).save(copy, quality=75)
    found = verify(copy)
    assert found.origin is Origin.RECOVERED
    assert found.evidence.matches[0].found_by is FoundBy.MARK
    assert found.credential is not None
    assert found.credential.title == "A day <out>"
    assert not found.credential.holds


def test_a_copy_without_the_mark_is_recovered_by_its_fingerprint(
    verify: VerifyFile, folder: Path
) -> None:
    """The picture before it was marked looks the same and bears no mark."""
    found = verify(folder / "photo.jpg")
    assert found.origin is Origin.RECOVERED
    assert [match.found_by for match in found.evidence.matches] == [FoundBy.FINGERPRINT]


def test_a_changed_byte_breaks_it(verify: VerifyFile, folder: Path) -> None:
    content = bytearray((folder / "published.jpg").read_bytes())
    content[-1000] ^= 1
    (folder / "broken.jpg").write_bytes(bytes(content))
    assert verify(folder / "broken.jpg").origin is Origin.BROKEN


def test_a_mark_that_nobody_registered_stands_alone(verify: VerifyFile, folder: Path) -> None:
    Image.fromarray(made_up_photo(2)).save(folder / "second.png")
    with Workspace.open(folder / "w") as workspace:
        key = MarkKeyFile(workspace).make()
    MarkFile(key)(folder / "second.png", folder / "marked.png")
    found = verify(folder / "marked.png")
    assert found.origin is Origin.MARK_ONLY
    assert found.evidence.mark is not None
    assert found.evidence.mark.p_value < 1e-9


def test_of_a_stranger_nothing_is_known(verify: VerifyFile, folder: Path) -> None:
    Image.fromarray(made_up_photo(3)).save(folder / "stranger.webp")
    assert verify(folder / "stranger.webp").origin is Origin.NOTHING


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, b"\xff\xd8\xff\xe0" + b"\xff" * 4000],
)
def test_of_garbage_nothing_is_known_either(
    content: bytes, verify: VerifyFile, folder: Path
) -> None:
    (folder / "garbage").write_bytes(content)
    found = verify(folder / "garbage")
    assert found.origin is Origin.NOTHING
    assert found.evidence.unseen


def test_hidden_characters_of_a_text_are_told(verify: VerifyFile, folder: Path) -> None:
    (folder / "press.txt").write_text("A state\u200bment.", encoding="utf-8")
    told = {f.rule: f for f in verify(folder / "press.txt").decision.findings}
    assert "line 1, column 8" in told["hidden"].because
    assert "can't be told from the words" in told["unseen"].because


def test_a_folder_of_the_reader_is_never_told(verify: VerifyFile, folder: Path) -> None:
    (folder / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)
    told = str(verification_to_json(verify(folder / "bad.png")))
    assert str(folder) not in told


def test_what_is_told_is_plain_data(verify: VerifyFile, folder: Path) -> None:
    found = verify(folder / "published.jpg", "their name.jpg")
    told = verification_to_json(found)
    assert (told["name"], told["origin"], told["verdict"]) == ("their name.jpg", "trusted", "allow")
    lines = list(verification_lines(found))
    assert lines[0] == "their name.jpg: Trusted"
    assert lines[-1].strip().startswith("Not proven:")


def test_what_can_never_be_known_again_is_not_registered(folder: Path) -> None:
    (folder / "note.txt").write_text("only words")
    with (
        Workspace.open(folder / "w") as workspace,
        RegisterFile(workspace) as register,
        pytest.raises(SlateError, match="nothing to know it again by"),
    ):
        register(folder / "note.txt", by="ada")


def test_a_new_mark_key_file_is_its_owners_alone(folder: Path) -> None:
    with Workspace.open(folder / "w") as workspace:
        kept = MarkKeyFile(workspace)
        assert kept.path.stat().st_mode & 0o077 == 0
        assert kept.make() == kept.read()


def _resized(path: Path, by: float) -> Image.Image:
    image = Image.open(path)
    return image.resize((round(image.width * by), round(image.height * by)))


def test_made_up_photos_differ() -> None:
    assert np.abs(made_up_photo(1).astype(int) - made_up_photo(2)).mean() > 20


def test_a_huge_file_is_refused_before_it_is_read(
    verify: VerifyFile, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = folder / "huge.mp4"
    with huge.open("wb") as file:
        file.truncate(9 << 30)
    monkeypatch.setattr("openslate.app.authenticity.verify_file.hash_file", lambda _: 1 / 0)
    with pytest.raises(SlateError, match=r"huge\.mp4: It is larger than 8 GB"):
        verify(huge)
    huge.unlink()
