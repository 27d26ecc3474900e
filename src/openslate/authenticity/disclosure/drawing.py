"""Drawing labels on pictures, upright as they are shown, whatever depth and colours they have."""

import numpy as np
from PIL import Image

from openslate.authenticity.disclosure.plate import label_plate
from openslate.authenticity.disclosure.settings import Corner
from openslate.authenticity.media.carried import Carried
from openslate.authenticity.media.pictures import Picture

ORIENTATION = 0x0112
UPRIGHT = 1
MARGIN = 0.02
"""Space to the edges, as a share of the picture's shorter side."""


def labelled(picture: Picture, text: str, *, size: float, corner: Corner) -> Picture:
    """The picture with a label in a corner, `size` of its shorter side high; raises SlateError."""
    turned = orientation_of(picture.carried)
    upright = np.array(as_shown(picture.pixels, turned))
    height, width = upright.shape[:2]
    plate = label_plate(text, round(size * min(height, width)), (width, height))
    top, left = place_of(plate.size, (width, height), corner)
    _paste(upright[top : top + plate.height, left : left + plate.width], plate)
    return picture.with_pixels(np.ascontiguousarray(as_stored(upright, turned)))


def place_of(plate: tuple[int, int], picture: tuple[int, int], corner: Corner) -> tuple[int, int]:
    """Row and column of a label's first pixel; sizes are width and height."""
    margin = round(MARGIN * min(picture))
    spare = picture[0] - plate[0], picture[1] - plate[1]
    across, down = (max(0, min(margin, room // 2)) for room in spare)
    left = across if corner.endswith("left") else spare[0] - across
    top = down if corner.startswith("top") else spare[1] - down
    return max(0, top), max(0, left)


def orientation_of(carried: Carried) -> int:
    """How a picture is turned to be shown, 1 to 8 (Exif 3.0)."""
    found: object = carried.tags.get(ORIENTATION)
    if found is None and carried.exif:
        exif = Image.Exif()
        exif.load(carried.exif)
        found = exif.get(ORIENTATION)
    return found if isinstance(found, int) and 1 <= found <= 8 else UPRIGHT


def as_shown(stored: np.ndarray, orientation: int) -> np.ndarray:
    """Pixels as people see them: rows and columns turned by an orientation."""
    turned: np.ndarray = {
        2: lambda: stored[:, ::-1],
        3: lambda: stored[::-1, ::-1],
        4: lambda: stored[::-1],
        5: lambda: stored.swapaxes(0, 1),
        6: lambda: np.rot90(stored, -1),
        7: lambda: stored.swapaxes(0, 1)[::-1, ::-1],
        8: lambda: np.rot90(stored, 1),
    }.get(orientation, lambda: stored)()
    return turned


def as_stored(shown: np.ndarray, orientation: int) -> np.ndarray:
    """The way back from `as_shown`."""
    return as_shown(shown, {6: 8, 8: 6}.get(orientation, orientation))


def _paste(region: np.ndarray, plate: Image.Image) -> None:
    """Lay a plate over a part of a picture, in its own depth; grey takes the plate's grey."""
    deepest = np.iinfo(region.dtype).max
    drawn = np.asarray(plate, dtype=np.float64) / 255
    opaque = drawn[..., 3:]
    colours = drawn[..., :1] if region.ndim == 2 else drawn[..., :3]
    under = region[..., None] if region.ndim == 2 else region
    wide = min(under.shape[-1], 3)
    mixed = opaque * colours * deepest + (1 - opaque) * under[..., :wide]
    under[..., :wide] = mixed.round()
    if under.shape[-1] == 4:
        under[..., 3:] = np.maximum(under[..., 3:], (opaque * deepest).round())
