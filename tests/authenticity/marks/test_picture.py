"""A mark is invisible, survives what happens to pictures, and is seen only with its key."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from PIL import Image
from tests.authenticity.marks.made_photo import made_photo, psnr, saved

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.picture import detect, embed, examine, read
from openslate.authenticity.marks.pictures.pixels import luma_of
from openslate.authenticity.marks.pictures.residual import residual
from openslate.authenticity.marks.pictures.settings import PictureMarkSettings
from openslate.common.errors import SlateError

KEY = MarkKey(bytes(range(32)))
OTHER = MarkKey(bytes(32))
ID = 0xFEDC_BA98_7654_3210


@cache
def marked() -> np.ndarray:
    """A made photo with the mark."""
    return embed(made_photo(), ID, KEY)


def resized(width: int, height: int) -> Callable[[np.ndarray], np.ndarray]:
    return lambda picture: np.array(Image.fromarray(picture).resize((width, height)))


def turned(degrees: float) -> Callable[[np.ndarray], np.ndarray]:
    bicubic = Image.Resampling.BICUBIC
    return lambda picture: np.array(Image.fromarray(picture).rotate(degrees, bicubic))


def framed(picture: np.ndarray) -> np.ndarray:
    return np.pad(picture, ((90, 60), (120, 120), (0, 0)), constant_values=20)


ATTACKS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "nothing": lambda picture: picture,
    "JPEG 40": lambda picture: saved(picture, quality=40),
    "WebP 75": lambda picture: saved(picture, "WEBP"),
    "three fifths": resized(288, 192),
    "half as large again": resized(720, 480),
    "flip": lambda picture: picture[:, ::-1],
    "quarter turn": lambda picture: np.rot90(picture),
    "upside down and mirrored": lambda picture: picture[::-1],
    "turned": turned(7),
    "narrower": resized(456, 320),
    "crop": lambda picture: picture[70:300, 20:350],
    "darker": lambda picture: np.rint(picture * 0.6).astype(np.uint8),
    "frame": framed,
    "grey": lambda picture: np.array(Image.fromarray(picture).convert("L")),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_id_is_read_after(attack: str) -> None:
    found = detect(ATTACKS[attack](marked()), KEY)
    assert found.mark_id == ID
    assert found.p_value < 1e-8


def test_the_mark_is_faint() -> None:
    assert 40 <= psnr(made_photo(), marked()) <= 43.5


@pytest.mark.parametrize(("picture", "key"), [(marked(), OTHER), (made_photo(), KEY)])
def test_without_key_or_mark_nothing_is_found(picture: np.ndarray, key: MarkKey) -> None:
    found = detect(picture, key)
    assert found.mark_id is None
    assert found.p_value > 1e-4


def test_what_is_too_small_to_be_marked_may_be_large_enough_to_be_read() -> None:
    with pytest.raises(SlateError, match="at least 128 pixels"):
        embed(made_photo(100, 100), ID, KEY)
    assert detect(made_photo(100, 100), KEY).mark_id is None


def test_a_plain_picture_has_no_mark() -> None:
    assert detect(np.full((200, 300), 128, np.uint8), KEY).mark_id is None


def test_the_geometry_is_told() -> None:
    large = embed(made_photo(480, 640), ID, KEY)
    narrow = detect(np.ascontiguousarray(resized(608, 480)(large)[:, ::-1]), KEY).geometry
    assert narrow.mirrored
    assert narrow.stretch == pytest.approx(0.95, abs=0.01)
    assert narrow.share == pytest.approx(1, abs=0.1)
    crop = detect(large[50:410, 60:540], KEY).geometry
    assert not crop.mirrored
    assert crop.turn == pytest.approx(0, abs=0.3)
    assert crop.share == pytest.approx(0.5625, abs=0.06)


@pytest.mark.parametrize("degrees", [-6.0, 90.0, 180.0, 96.0])
def test_turns_are_told_clockwise(degrees: float) -> None:
    whole = Image.fromarray(marked()).rotate(-degrees, Image.Resampling.BICUBIC, expand=True)
    told = detect(np.array(whole), KEY).geometry.turn
    assert (told - degrees + 180) % 360 - 180 == pytest.approx(0, abs=0.3)


def test_sixteen_bits_stay_so() -> None:
    deep = made_photo().astype(np.uint16) * 257 + 99
    deep = np.minimum(deep, 65535).astype(np.uint16)
    with_mark = embed(deep, ID, KEY)
    assert with_mark.dtype == np.uint16
    assert len(np.unique((with_mark - deep) % 257)) > 200
    assert detect(with_mark, KEY).mark_id == ID


def test_alpha_is_untouched_and_grey_stays_grey() -> None:
    photo = made_photo()
    alpha = photo[..., :1]
    seen = embed(np.concatenate([photo, alpha], axis=2), ID, KEY)
    assert np.array_equal(seen[..., 3:], alpha)
    grey = embed(photo[..., 0], ID, KEY)
    assert grey.shape == photo.shape[:2]
    assert detect(grey, KEY).mark_id == ID


def test_all_colours_change_alike_even_where_there_is_no_room() -> None:
    photo = made_photo()
    change = embed(photo, ID, KEY).astype(int) - photo
    full = (photo == 255).any(axis=-1) | (photo == 0).any(axis=-1)
    assert full.any()
    assert (change == change[..., :1]).all()
    assert (change[(photo == 255).any(axis=-1)] <= 0).all()


def test_plain_places_beside_strong_ones_do_no_harm() -> None:
    photo = made_photo()
    photo[:, 200:] = 255
    photo[::2, 200:240] = 0
    with_mark = embed(photo, ID, KEY)
    assert psnr(photo, with_mark) > 40
    assert np.isfinite(residual(luma_of(photo))).all()
    assert detect(with_mark, KEY).mark_id == ID


def test_what_was_examined_can_be_read_with_many_keys() -> None:
    settings = PictureMarkSettings()
    examined = examine(marked(), settings)
    told = [read(examined, key, settings).mark_id for key in (OTHER, KEY)]
    assert told == [None, ID]


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (np.zeros((60, 300), np.uint8), "300 x 60 pixels is too small"),
        (np.zeros((300, 300), np.float32), "uint8 or uint16"),
        (np.zeros((300, 300, 2), np.uint8), "1, 3 or 4 channels, not 2"),
        (np.zeros(300, np.uint8), "uint8 or uint16"),
    ],
)
def test_what_is_no_picture_is_refused(picture: np.ndarray, why: str) -> None:
    with pytest.raises(SlateError, match=why):
        embed(picture, ID, KEY)
    with pytest.raises(SlateError, match=why):
        detect(picture, KEY)
