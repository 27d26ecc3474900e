"""Labels on pictures: readable, upright, in the chosen corner, whatever the picture is like."""

import numpy as np
import pytest
from PIL import Image

from openslate.authenticity.disclosure.drawing import (
    as_shown,
    as_stored,
    labelled,
    orientation_of,
    place_of,
)
from openslate.authenticity.disclosure.plate import INK, PLATE, contrast, label_plate
from openslate.authenticity.disclosure.settings import Corner
from openslate.authenticity.media.carried import Carried
from openslate.authenticity.media.pictures import Picture
from openslate.common.errors import SlateError

TEXT = "Made with AI"
CORNERS: tuple[Corner, ...] = ("top-left", "top-right", "bottom-left", "bottom-right")


def grey(value: int = 128, height: int = 200, width: int = 300) -> Picture:
    return Picture(np.full((height, width, 3), value, np.uint8), "PNG")


def changed(before: Picture, after: Picture) -> tuple[slice, slice]:
    """Rows and columns in which two pictures differ."""
    differs = before.pixels != after.pixels
    differs = differs.any(axis=2) if differs.ndim == 3 else differs
    rows, columns = (np.flatnonzero(differs.any(axis=axis)).tolist() for axis in (1, 0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def test_words_and_plate_are_told_apart_by_everybody() -> None:
    assert contrast(INK, PLATE) > 15
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("value", [0, 17, 128, 255])
def test_it_is_seen_on_any_ground(value: int) -> None:
    after = labelled(grey(value), TEXT, size=0.1, corner="bottom-right")
    rows, columns = changed(grey(value), after)
    drawn = after.pixels[rows, columns]
    assert (drawn >= 250).any()
    assert (drawn <= 20).any()
    assert contrast(INK, (value,) * 3) > 4.5 or contrast(PLATE, (value,) * 3) > 4.5 or value == 128


@pytest.mark.parametrize("corner", CORNERS)
def test_it_lies_in_its_corner_and_leaves_the_rest(corner: Corner) -> None:
    rows, columns = changed(grey(), labelled(grey(), TEXT, size=0.1, corner=corner))
    assert (rows.stop <= 100) is corner.startswith("top")
    assert (columns.stop <= 150) is corner.endswith("left")
    assert rows.start >= 4 or rows.stop <= 196


def test_its_size_follows_the_picture() -> None:
    heights = []
    for scale in (1, 2):
        before = grey(height=400 * scale, width=800 * scale)
        rows, _ = changed(before, labelled(before, TEXT, size=0.1, corner="top-left"))
        heights.append(rows.stop - rows.start)
    assert heights == [40, 80]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_upright_as_people_see_it(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = Picture(grey().pixels, "JPEG", carried=Carried(exif=exif.tobytes()))
    assert orientation_of(stored.carried) == orientation
    drawn = labelled(stored, TEXT, size=0.1, corner="bottom-right")
    shown = as_shown(drawn.pixels, orientation)
    upright = grey(height=shown.shape[0], width=shown.shape[1])
    assert np.array_equal(shown, labelled(upright, TEXT, size=0.1, corner="bottom-right").pixels)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turning_is_pillows_and_can_be_undone(orientation: int) -> None:
    pixels = np.arange(6, dtype=np.uint8).reshape(2, 3)
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = Image.fromarray(pixels)
    image.getexif()[0x0112] = orientation
    from PIL import ImageOps

    wanted = np.asarray(ImageOps.exif_transpose(image))
    assert np.array_equal(as_shown(pixels, orientation), wanted)
    assert np.array_equal(as_stored(as_shown(pixels, orientation), orientation), pixels)


@pytest.mark.parametrize("shape", [(200, 300), (200, 300, 3), (200, 300, 4)])
@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_every_depth_and_colour(shape: tuple[int, ...], depth: type) -> None:
    before = Picture(np.zeros(shape, depth), "PNG")
    after = labelled(before, TEXT, size=0.1, corner="top-left")
    rows, columns = changed(before, after)
    drawn = after.pixels[rows, columns]
    assert drawn.max() == np.iinfo(depth).max
    assert not after.pixels[150:].any()
    if shape[-1] == 4:
        assert (drawn[10, 10:20, 3] == np.iinfo(depth).max).all()


def test_a_long_label_gets_smaller_and_never_too_small() -> None:
    long = f"{TEXT} \N{MIDDLE DOT} Not a real recording"
    assert label_plate(long, 60, (400, 400)).width <= 0.96 * 400
    assert label_plate(TEXT, 1, (400, 400)).height >= 16
    with pytest.raises(SlateError, match="too small to read"):
        label_plate(long, 60, (100, 400))
    with pytest.raises(SlateError, match="too small to read"):
        labelled(grey(height=20, width=20), TEXT, size=0.1, corner="top-left")


@pytest.mark.parametrize("text", ["", "  ", "\u4eba\u5de5"])
def test_letters_that_cannot_be_drawn(text: str) -> None:
    with pytest.raises(SlateError, match="can't be drawn"):
        label_plate(text, 30, (400, 400))


def test_a_label_stays_inside_a_narrow_picture() -> None:
    assert place_of((98, 20), (100, 400), "bottom-right") == (378, 1)
    assert place_of((98, 20), (100, 400), "top-left") == (2, 1)
