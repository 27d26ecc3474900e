"""A picture to look at only: more kinds are taken than where it is to be written back."""

import warnings
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from openslate.authenticity.media.pictures import BROKEN, USUAL, PictureLimits
from openslate.common.errors import SlateError

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "AVIF")


def look_at_picture(path: Path, limits: PictureLimits = USUAL) -> NDArray[np.uint8]:
    """The picture in a file, the first one of several, as uint8 [height, width, 3].

    Raises SlateError for what is no picture, or one of more pixels than `limits` allow; a header
    that says so is enough.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a strange header is no matter here
            with Image.open(path, formats=FORMATS) as image:
                if image.width * image.height > limits.most_pixels:
                    raise SlateError(
                        f"The picture has more than the {limits.most_pixels:,} pixels accepted",
                        where=path.name,
                        do="Make it smaller first",
                    )
                return np.asarray(_flat(image).convert("RGB"))
    except (Image.DecompressionBombError, *BROKEN) as error:
        raise SlateError(
            "This can't be read as a picture", where=path.name, do="Send a file that is whole"
        ) from error


def _flat(image: Image.Image) -> Image.Image:
    """16 bits as 8; what is transparent on white, as pages show it."""
    if image.mode.startswith("I"):
        deep = np.asarray(image).astype(np.uint32)
        return Image.fromarray((deep >> 8).clip(0, 255).astype(np.uint8))
    if not image.has_transparency_data:
        return image
    behind = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(behind, image.convert("RGBA"))
