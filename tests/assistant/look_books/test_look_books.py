"""Stills by palette, tag and credit, on pages that say whose they are."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.assistant.look_books.made_stills import picture, write_stills

from openslate.assistant.look_books import LookWish, choose, look_book, palette, read_stills
from openslate.assistant.look_books.palette import lab_of, lab_of_hex
from openslate.assistant.sheets import sheet_html, sheet_pdf
from openslate.common.errors import SlateError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_stills(tmp_path / "stills")


@pytest.mark.parametrize(
    ("colour", "lab"),
    [
        ("#ffffff", (100, 0, 0)),
        ("#000000", (0, 0, 0)),
        ("#ff0000", (53.24, 80.09, 67.20)),
        ("#00ff00", (87.74, -86.18, 83.18)),
        ("#0000ff", (32.30, 79.19, -107.86)),
    ],
)
def test_lab_as_published(colour: str, lab: tuple[float, float, float]) -> None:
    assert lab_of_hex(colour) == pytest.approx(lab, abs=0.05)


def test_a_palette_counts_what_is_there() -> None:
    found = palette(picture("#c02020", "#101840"))
    assert [(one.hex, round(one.share, 2)) for one in found] == [
        ("#c02020", 0.83),
        ("#101840", 0.17),
    ]
    assert sum(one.share for one in found) == pytest.approx(1, abs=0.001)


def test_a_palette_of_many_colours_is_the_same_each_time() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (80, 120, 3), dtype=np.uint8)
    made = Image.fromarray(noise)
    assert palette(made) == palette(made)
    assert len(palette(made)) == 5
    assert lab_of(np.zeros((2, 3))).shape == (2, 3)


def test_words_in_and_beside_pictures(folder: Path) -> None:
    found = read_stills(folder)
    told = {s.path.name: (s.title, s.alt, s.credit, s.tags) for s in found.stills}
    assert told == {
        "door.jpg": ("", "A red door", "Ann Lens", ()),
        "door2.png": ("", "The door again", "Ann Lens", ("door",)),
        "harbour.jpg": ("Night harbour", "", "Agency X", ("harbour", "night")),
        "meadow.png": ("", "A meadow at noon", "Bob", ("green", "day")),
        "wall.png": ("Wall", "", "", ("grey",)),
    }
    assert len(found.problems) == 1
    assert "broken.jpg" in found.problems[0]


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        (LookWish(colours=("#2fa33f",), most=1), ["meadow.png"]),
        (LookWish(colours=("#c02020",), most=2), ["door.jpg", "wall.png"]),
        (LookWish(credit="ann"), ["door.jpg", "door2.png"]),
        (LookWish(tags=("Night", "harbour")), ["harbour.jpg"]),
    ],
)
def test_what_fits_is_chosen_and_likes_come_last(
    folder: Path, wish: LookWish, names: list[str]
) -> None:
    assert [still.path.name for still in choose(read_stills(folder).stills, wish)] == names


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (LookWish(tags=("harbor",)), "Did you mean the tag 'harbour'?"),
        (LookWish(credit="nobody"), "another credit"),
        (LookWish(colours=("red",)), "'red' is no colour"),
    ],
)
def test_what_does_not_fit_is_told(folder: Path, wish: LookWish, sentence: str) -> None:
    with pytest.raises(SlateError, match=sentence.replace("?", r"\?")):
        choose(read_stills(folder).stills, wish)


def test_a_book_names_credits_and_what_is_shown(folder: Path) -> None:
    stills = choose(read_stills(folder).stills, LookWish())
    sheet = look_book("Harbour looks", stills)
    assert sheet.note == "1 of 5 stills have no credit; find it before they go out."
    html = sheet_html(sheet)
    for text in ("Credit: Agency X", "Credit: not known", 'alt="A red door"', "Tags: green, day"):
        assert text in html
    assert sheet_pdf(sheet).startswith(b"%PDF-")


def test_a_folder_without_pictures_is_told(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="no pictures"):
        read_stills(tmp_path)
    with pytest.raises(SlateError, match="no such folder"):
        read_stills(tmp_path / "gone")


def test_a_broken_table_is_told(folder: Path) -> None:
    (folder / "stills.json").write_text("{", encoding="utf-8")
    with pytest.raises(SlateError, match="no JSON"):
        read_stills(folder)
