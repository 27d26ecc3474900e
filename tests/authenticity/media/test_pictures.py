"""A picture's file comes back as it was but for its pixels, and what can't be kept is refused."""

import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from openslate.authenticity.media.carried import Carried
from openslate.authenticity.media.pictures import (
    Picture,
    PictureLimits,
    read_picture,
    write_picture,
)
from openslate.common.errors import SlateError

PIXELS = np.random.default_rng(1).integers(0, 256, (40, 60, 4), dtype=np.uint8)
COLOUR = PIXELS[..., :3]
PROFILE = b"profile" * 40
XMP = b"<x:xmpmeta/>"
DESCRIPTION, ORIENTATION, TAKEN, FOLDER = 270, 274, 36867, 0x8769


def exif(*, orientation: bool = True) -> Image.Exif:
    told = Image.Exif()
    told[DESCRIPTION] = "a harbour"
    if orientation:
        told[ORIENTATION] = 6
    told.get_ifd(FOLDER)[TAKEN] = "2026:01:01 00:00:00"
    return told


def make(path: Path, pixels: np.ndarray, mode: str | None = None, **options: Any) -> Path:
    image = Image.fromarray(pixels)
    (image.convert(mode) if mode else image).save(path, **options)
    return path


def there_and_back(path: Path) -> tuple[Picture, Picture]:
    """A picture as read, and as read again after it was written."""
    before = read_picture(path)
    again = path.with_name(f"again{path.suffix}")
    write_picture(before, again)
    return before, read_picture(again)


@pytest.mark.parametrize(
    ("name", "pixels", "options"),
    [
        ("a.png", PIXELS, {}),
        ("grey.png", PIXELS[..., 0], {}),
        ("a.webp", PIXELS, {"lossless": True, "exact": True, "xmp": XMP}),
        ("deep.png", PIXELS[..., 0].astype(np.uint16) * 257 + 3, {}),
    ],
)
def test_a_lossless_file_keeps_everything(
    tmp_path: Path, name: str, pixels: np.ndarray, options: dict[str, Any]
) -> None:
    path = make(tmp_path / name, pixels, exif=exif(), icc_profile=PROFILE, **options)
    before, after = there_and_back(path)
    assert np.array_equal(before.pixels, pixels)
    assert np.array_equal(after.pixels, pixels)
    assert after.carried == before.carried
    assert after.carried.profile == PROFILE
    with Image.open(tmp_path / f"again{path.suffix}") as image:
        told = image.getexif()
        assert (told[DESCRIPTION], told[ORIENTATION]) == ("a harbour", 6)
        assert told.get_ifd(FOLDER)[TAKEN] == "2026:01:01 00:00:00"


@pytest.mark.parametrize("subsampling", [0, 1, 2])
def test_jpeg_keeps_how_it_stores_colour_and_what_it_carries(
    tmp_path: Path, subsampling: int
) -> None:
    options = {"xmp": XMP, "comment": b"hello", "dpi": (300, 300), "progressive": True}
    path = make(
        tmp_path / "a.jpg", COLOUR, exif=exif(), icc_profile=PROFILE, subsampling=subsampling,
        **options,
    )  # fmt: skip
    before, after = there_and_back(path)
    assert after.carried == before.carried
    assert after.carried.subsampling == subsampling
    assert (after.carried.xmp, after.carried.comment) == (XMP, b"hello")
    assert after.carried.progressive
    assert np.abs(after.pixels.astype(int) - before.pixels).mean() < 9


def test_lossy_webp_stays_lossy(tmp_path: Path) -> None:
    _, after = there_and_back(make(tmp_path / "a.webp", COLOUR, quality=80, xmp=XMP))
    assert not after.carried.lossless
    assert after.carried.xmp == XMP


def test_tiff_keeps_tags_profile_and_compression(tmp_path: Path) -> None:
    path = make(
        tmp_path / "a.tif", COLOUR, exif=exif(orientation=False), icc_profile=PROFILE,
        compression="tiff_lzw", dpi=(300, 300), tiffinfo={700: XMP, DESCRIPTION: "a harbour"},
    )  # fmt: skip
    before, after = there_and_back(path)
    assert np.array_equal(after.pixels, COLOUR)
    assert after.carried == before.carried
    assert after.carried.compression == "tiff_lzw"
    assert after.carried.tags[DESCRIPTION] == "a harbour"
    assert after.carried.tags[700] == XMP


@pytest.mark.parametrize("channels", [3, 4])
def test_png_of_sixteen_bits_keeps_them(tmp_path: Path, channels: int) -> None:
    deep = np.random.default_rng(2).integers(0, 2**16, (30, 50, channels), dtype=np.uint16)
    carried = Carried(PROFILE, exif().tobytes(), XMP, (300.0, 300.0), (("Author", "you"),))
    path = tmp_path / "deep.png"
    write_picture(Picture(deep, "PNG", carried=carried), path)
    before, after = there_and_back(path)
    assert before.pixels.dtype == np.uint16
    assert np.array_equal(before.pixels, deep)
    assert np.array_equal(after.pixels, deep)
    assert after.carried.profile == PROFILE
    assert after.carried.xmp == XMP
    assert after.carried.texts == (("Author", "you"),)
    assert after.carried.exif is not None
    assert after.carried.resolution == pytest.approx((300, 300), abs=0.1)


def test_png_keeps_texts(tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "you")
    _, after = there_and_back(make(tmp_path / "a.png", COLOUR, pnginfo=info))
    assert after.carried.texts == (("Author", "you"),)


def test_grey_with_alpha_and_palettes_are_read_as_colours(tmp_path: Path) -> None:
    grey, again = there_and_back(make(tmp_path / "la.png", PIXELS, "LA"))
    assert grey.pixels.shape == (40, 60, 4)
    assert again.grey_alpha
    assert np.array_equal(grey.pixels, again.pixels)
    assert read_picture(make(tmp_path / "p.png", COLOUR, "P")).pixels.shape == (40, 60, 3)


@pytest.mark.parametrize(
    ("name", "mode", "why"),
    [("a.jpg", "CMYK", "kind CMYK"), ("a.png", "1", "kind 1"), ("a.gif", None, "can't be read")],
)
def test_what_cant_be_kept_is_refused(
    tmp_path: Path, name: str, mode: str | None, why: str
) -> None:
    with pytest.raises(SlateError, match=why):
        read_picture(make(tmp_path / name, COLOUR, mode))


def test_an_animation_is_refused(tmp_path: Path) -> None:
    others = [Image.fromarray(PIXELS[::-1])]
    path = make(tmp_path / "a.webp", PIXELS, save_all=True, append_images=others)
    with pytest.raises(SlateError, match="several pictures"):
        read_picture(path)


def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    path = make(tmp_path / "a.png", COLOUR)
    head = path.read_bytes()[:33]  # the first chunk says how large it is; there is no more
    path.write_bytes(head + b"\0\0\0\0IDAT")
    with pytest.raises(SlateError, match="more than the 2,000 pixels accepted"):
        read_picture(path, PictureLimits(most_pixels=2000))
    with pytest.raises(SlateError, match="has 41 bytes, more than the 20"):
        read_picture(path, PictureLimits(most_bytes=20))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "a.png", COLOUR)
    whole = bytearray(path.read_bytes())
    whole[16:24] = (65000).to_bytes(4, "big") * 2
    whole[29:33] = _crc(bytes(whole[12:29]))
    path.write_bytes(whole)
    with pytest.raises(SlateError, match="pixels accepted"):
        read_picture(path)


def _crc(chunk: bytes) -> bytes:
    return zlib.crc32(chunk).to_bytes(4, "big")


@pytest.mark.parametrize("content", [b"", b"hello", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with pytest.raises(SlateError, match="can't be read as a picture"):
        read_picture(path)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif"])
def test_a_file_cut_short_is_refused(tmp_path: Path, name: str) -> None:
    path = make(tmp_path / name, COLOUR)
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(SlateError):
        read_picture(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="There is no such file"):
        read_picture(tmp_path / "none.png")


def test_nothing_is_left_where_writing_fails(tmp_path: Path) -> None:
    picture = read_picture(make(tmp_path / "a.png", COLOUR))
    (tmp_path / "taken.png").mkdir()
    with pytest.raises(SlateError, match="can't be written"):
        write_picture(picture, tmp_path / "taken.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "taken.png"]


def test_other_pixels_have_the_same_shape(tmp_path: Path) -> None:
    picture = read_picture(make(tmp_path / "a.png", COLOUR))
    assert picture.with_pixels(COLOUR[::-1]).pixels[0, 0, 0] == COLOUR[-1, 0, 0]
    with pytest.raises(ValueError, match="shape and type"):
        picture.with_pixels(PIXELS)


def test_of_a_camera_file_of_several_pictures_the_first_is_taken(tmp_path: Path) -> None:
    others = [Image.fromarray(COLOUR[::-1])]
    path = make(tmp_path / "a.jpg", COLOUR, format="MPO", save_all=True, append_images=others)
    before, after = there_and_back(path)
    assert (before.format, after.format) == ("JPEG", "JPEG")
    assert before.pixels.shape == COLOUR.shape


def test_a_see_through_colour_becomes_alpha(tmp_path: Path) -> None:
    colour = tuple(int(value) for value in COLOUR[0, 0])
    picture = read_picture(make(tmp_path / "a.png", COLOUR, transparency=colour))
    assert picture.pixels.shape == (40, 60, 4)
    assert picture.pixels[0, 0, 3] == 0
