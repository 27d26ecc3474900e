"""What a picture states of its origin, in every format that Slate writes."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from openslate.authenticity.disclosure.containers import Statement
from openslate.authenticity.disclosure.picture_packet import source_type_of, stated_on
from openslate.authenticity.media.pictures import read_picture, write_picture
from openslate.testing.pictures import made_up_photo

SAID = Statement("trainedAlgorithmicMedia", "Made with AI.")
COPYRIGHT = 0x8298


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "tif"])
def test_it_is_written_beside_what_was_there(ending: str, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[COPYRIGHT] = "Ada"
    before, after = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    Image.fromarray(made_up_photo(1, 64, 48)).save(before, exif=exif, dpi=(300, 300))
    assert source_type_of(before) is None
    write_picture(stated_on(read_picture(before), SAID), after)
    assert source_type_of(after) == "trainedAlgorithmicMedia"
    with Image.open(after) as image:
        assert image.getexif()[COPYRIGHT] == "Ada"
    again = tmp_path / f"c.{ending}"
    write_picture(stated_on(read_picture(after), Statement("composite")), again)
    assert source_type_of(again) == "composite"


def test_deep_png(tmp_path: Path) -> None:
    from openslate.authenticity.media.pictures import Picture

    deep = Picture(np.full((40, 60, 3), 40_000, np.uint16), "PNG")
    write_picture(stated_on(deep, SAID), tmp_path / "deep.png")
    assert source_type_of(tmp_path / "deep.png") == "trainedAlgorithmicMedia"
    assert read_picture(tmp_path / "deep.png").pixels.dtype == np.uint16


@pytest.mark.parametrize("content", [b"text", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"\xff\xd8\xff"])
def test_of_garbage_nothing_is_stated(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    assert source_type_of(tmp_path / "x") is None
