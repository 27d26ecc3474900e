"""`slate mark`, `sign`, `register` and `verify` over a folder, as a person and as a program."""

from pathlib import Path

import pytest
from PIL import Image
from tests.cli.conftest import Slate

from openslate.app.workspace import Workspace
from openslate.testing.pictures import made_up_photo


@pytest.fixture
def own(tmp_path: Path) -> Slate:
    folder = tmp_path / "workspace"
    Workspace.create(folder).close()
    return Slate(folder)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    (folder / "more").mkdir(parents=True)
    Image.fromarray(made_up_photo(1)).save(folder / "a.jpg", quality=95)
    Image.fromarray(made_up_photo(2)).save(folder / "more" / "b.png")
    (folder / "notes.txt").write_text("no picture")
    return folder


def test_a_library_from_photos_to_files_that_are_known(
    own: Slate, photos: Path, tmp_path: Path
) -> None:
    marked, signed = tmp_path / "marked", tmp_path / "signed"
    own.says("credentials", "init")
    told = own("mark", photos, "-o", marked)
    assert told.exit_code == 1
    assert told.stdout.startswith("2 of 3 files are marked.\n  notes.txt: Only pictures, sound and")
    assert "are marked, 2 of them before." in own("mark", photos, "-o", marked).stdout
    assert own.says("sign", marked, "-o", signed) == "2 of 2 files are signed.\n"
    assert own.says("register", signed) == "2 of 2 files are in the register.\n"
    (one, other) = own.json("verify", signed)
    assert (one["origin"], other["origin"]) == ("trusted", "trusted")
    assert one["credential"]["soft_bindings"][0]["value"] == one["mark"]["id"]
    copy = tmp_path / "copy.webp"
    Image.open(signed / "a.jpg").save(copy, quality=80)
    assert "copy.webp: Recovered, altered" in own.says("verify", copy)
    doubtful = own("verify", photos / "notes.txt")
    assert doubtful.exit_code == 1
    assert "notes.txt: Nothing known" in doubtful.stdout


def test_a_folder_needs_another_for_the_copies(own: Slate, photos: Path) -> None:
    own.says("credentials", "init")
    assert "Name one for the copies" in own.fails("sign", photos)


def test_a_key_that_is_none_is_one_sentence(own: Slate, photos: Path, tmp_path: Path) -> None:
    (own.workspace / "mark.key").write_text("short")
    assert "mark.key: The mark key can't be read." in own.fails(
        "mark", photos, "-o", tmp_path / "m"
    )
