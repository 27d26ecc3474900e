"""Pictures read from files and written back: the same format, profile, depth, alpha and metadata.

JPEG, PNG, WebP and TIFF, in grey or colour. What can't be kept is refused in one sentence:
animations, CMYK, two levels, and colour of 16 bits in TIFF.
"""

import io
import os
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from openslate.authenticity.media.carried import Carried, carried_by
from openslate.authenticity.media.deep_png import (
    FIRST,
    deep_pixels,
    form_of,
    is_deep,
    write_deep_png,
)
from openslate.common.errors import SlateError

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")
PLAIN_MODES = ("L", "RGB", "RGBA", "I;16", "I;16B")
CONVERTED = {"P": "RGB", "PA": "RGBA", "LA": "RGBA", "RGBX": "RGB"}
JPEG_QUALITY = 95
WEBP_QUALITY = 95
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
)


@dataclass(frozen=True)
class PictureLimits:
    """More than this is refused before anything is decoded."""

    most_pixels: int = 60_000_000
    most_bytes: int = 300_000_000


USUAL = PictureLimits()


@dataclass(frozen=True)
class Picture:
    """`pixels`, height x width (x 3 or 4) of uint8 or uint16, as the file stores them (not turned
    by its orientation), and how to write them back: `format`, whether there was only grey with
    alpha, and what else the file `carried`.
    """

    pixels: np.ndarray
    format: str
    grey_alpha: bool = False
    carried: Carried = field(default_factory=Carried)

    def with_pixels(self, pixels: np.ndarray) -> "Picture":
        """The same file with other pixels of the same shape and type."""
        if pixels.shape != self.pixels.shape or pixels.dtype != self.pixels.dtype:
            raise ValueError("other pixels have the shape and type of those they replace")
        return Picture(pixels, self.format, self.grey_alpha, self.carried)


def read_picture(path: Path, limits: PictureLimits = USUAL) -> Picture:
    """The picture in a file. Raises SlateError for what is no picture, too large or not kept."""
    where = str(path)
    try:
        size = path.stat().st_size
        if size > limits.most_bytes:
            raise SlateError(
                f"The file has {size:,} bytes, more than the {limits.most_bytes:,} accepted",
                where=where,
            )
        with Image.open(path, formats=FORMATS) as image:
            _check(image, where, limits)
            return _decoded(image, path)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(where, limits) from error
    except FileNotFoundError as error:
        raise SlateError("There is no such file", where=where) from error
    except BROKEN as error:
        raise SlateError(
            "This can't be read as a picture",
            where=where,
            do="Use a whole JPEG, PNG, WebP or TIFF file",
        ) from error


def _too_large(where: str, limits: PictureLimits) -> SlateError:
    return SlateError(
        f"The picture has more than the {limits.most_pixels:,} pixels accepted",
        where=where,
        do="Make it smaller first",
    )


def _check(image: Image.Image, where: str, limits: PictureLimits) -> None:
    """Refuse by the header alone."""
    if image.width * image.height > limits.most_pixels:
        raise _too_large(where, limits)
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise SlateError(
            "The file holds several pictures", where=where, do="Save the one you mean by itself"
        )
    if image.mode not in PLAIN_MODES and image.mode not in CONVERTED:
        raise SlateError(
            f"The picture's colours are of the kind {image.mode}, which can't be kept",
            where=where,
            do="Convert it to RGB first",
        )
    if _loses_depth(image):
        raise SlateError(
            "The picture's 16 bits can't be kept in this form",
            where=where,
            do="Save it as PNG in RGB or in grey without alpha first",
        )


def _loses_depth(image: Image.Image) -> bool:
    """Whether Pillow would cut 16 bits to 8: colour in TIFF, grey with alpha in PNG."""
    if image.mode in ("I;16", "I;16B"):
        return False
    tags = getattr(image, "tag_v2", None)
    bits = tags.get(258, 8) if tags is not None else 8
    deepest = max(bits) if isinstance(bits, tuple) else int(bits)
    return deepest > 8 or (image.mode == "LA" and form_of(image) == "LA" + FIRST)


def _decoded(image: Image.Image, path: Path) -> Picture:
    """Pixels and what goes with them. The camera's second pictures (MPO) are left behind."""
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    if is_deep(image):
        pixels = deep_pixels(path, image)
        return Picture(pixels, kind, carried=carried_by(image, path))
    image.load()
    carried = carried_by(image, path)
    grey_alpha = image.mode == "LA" or (image.mode == "L" and "transparency" in image.info)
    if "transparency" in image.info:
        image = image.convert("RGBA")
    pixels = np.array(image.convert(CONVERTED.get(image.mode, image.mode)))
    if pixels.dtype.byteorder == ">":
        pixels = pixels.astype(np.uint16)
    return Picture(pixels, kind, grey_alpha, carried)


def write_picture(picture: Picture, path: Path) -> None:
    """Write a picture in its format, whole or not at all.

    Lossless formats stay so; JPEG and lossy WebP are written at quality 95, JPEG with the
    colour resolution that it had.
    """
    file = io.BytesIO()
    if picture.pixels.dtype == np.uint16 and picture.pixels.ndim == 3:
        write_deep_png(picture.pixels, picture.carried, file)
    else:
        image = Image.fromarray(picture.pixels)
        if picture.grey_alpha:
            image = image.convert("LA")
        image.save(file, picture.format, **picture.carried.options(picture.format, JPEG_QUALITY))
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(file.getvalue())
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise SlateError(
            f"The picture can't be written: {error.strerror}", where=str(path)
        ) from None
