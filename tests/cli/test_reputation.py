"""`slate verify --from` and `slate reputation`, as a person and as a program."""

from pathlib import Path

import pytest
from PIL import Image
from tests.cli.conftest import Slate

from openslate.testing.pictures import made_up_photo


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.fromarray(made_up_photo(1, 160, 120)).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


def test_from_checked_files_to_a_reputation(empty: Slate, photo: Path) -> None:
    assert "Nothing was verified of anybody yet" in empty.says("reputation")
    assert empty("verify", photo, "--from", "agency").exit_code == 1
    said = empty.says(
        "reputation", "agency", "--correct", "a headline", "--because", "Wrong year", "--by", "eve"
    )
    assert "agency, source: 0.24 (" in said  # 1 / (2 + 2 + 0.25)
    assert "0 of 1 files that were checked are signed." in said
    assert "a headline was corrected by eve: Wrong year" in said
    assert "slate snapshot" in said
    (told,) = empty.json("reputation", "agency")
    assert (told["known"], told["role"]) == (True, "source")
    assert {one["outcome"]: one["count"] for one in told["counts"]} == {
        "unsigned": 1,
        "corrected": 1,
    }
    assert "1 corrected" in empty.says("reputation")
    assert "not known yet" in empty.says("reputation", "agency", "--take-back", "a headline")


def test_what_is_refused_is_one_sentence(empty: Slate, photo: Path) -> None:
    assert "its reputation is not known" in empty.fails("reputation", "nobody")
    assert "Name the source first" in empty.fails("reputation", "--correct", "a", "--because", "b")
    assert "needs a reason" in empty.fails("reputation", "agency", "--correct", "a")
    assert "--from: It is empty" in empty("verify", photo, "--from", "").stderr
