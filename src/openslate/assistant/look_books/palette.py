"""The colours of a picture: k-means in CIE L*a*b*, where distances are what eyes see.

sRGB to Lab by IEC 61966-2-1 and CIE 15 with the white D65; centres start far apart, so that the
same picture always gives the same palette.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from openslate.common.errors import SlateError

COLOURS = 5
SIDE = 96
"""Longest side, in pixels, of the small copy whose pixels are counted."""
DISTINCT = 10.0
"""Distance in Lab below which two colours are the same to the eye in a small picture."""
ROUNDS = 30
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])
_KNEE = (6 / 29) ** 3
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Swatch:
    """A colour of a palette: as HTML writes it, in Lab, and its share of the picture."""

    hex: str
    lab: tuple[float, float, float]
    share: float


def palette(picture: Image.Image, colours: int = COLOURS) -> tuple[Swatch, ...]:
    """Its main colours, the most first."""
    small = picture.convert("RGB")
    small.thumbnail((SIDE, SIDE))
    pixels = np.asarray(small, np.float64).reshape(-1, 3) / 255
    lab = lab_of(pixels)
    owner = _clusters(lab, colours)
    swatches = []
    for number in np.unique(owner):
        mine = owner == number
        middle = lab[mine].mean(axis=0)
        nearest = pixels[mine][np.argmin(np.square(lab[mine] - middle).sum(axis=1))]
        told = (round(float(middle[0]), 2), round(float(middle[1]), 2), round(float(middle[2]), 2))
        swatches.append(Swatch(_hex(nearest), told, round(float(mine.mean()), 4)))
    return tuple(sorted(swatches, key=lambda one: -one.share))


def lab_of(pixels: Numbers) -> Numbers:
    """Colours in Lab from rows of red, green, blue within 0 and 1."""
    linear = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
    ratio = linear @ _TO_XYZ.T / _WHITE
    root = np.where(ratio > _KNEE, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = root.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def lab_of_hex(colour: str) -> tuple[float, float, float]:
    """The colour '#aabbcc' in Lab; raises SlateError for anything else."""
    try:
        value = bytes.fromhex(colour.removeprefix("#"))
        red, green, blue = value
    except ValueError:
        raise SlateError(f"{colour!r} is no colour", do="Write it like #2a4d8f") from None
    lab = lab_of(np.array([[red, green, blue]]) / 255)[0]
    return float(lab[0]), float(lab[1]), float(lab[2])


def _clusters(lab: Numbers, colours: int) -> npt.NDArray[np.intp]:
    centres = _far_apart(lab, colours)
    owner = _nearest(lab, centres)
    for _ in range(ROUNDS):
        centres = np.array([lab[owner == k].mean(axis=0) for k in np.unique(owner)])
        moved = _nearest(lab, centres)
        if np.array_equal(moved, owner):
            break
        owner = moved
    return owner


def _far_apart(lab: Numbers, colours: int) -> Numbers:
    """The middle colour, then each time the one farthest from those chosen (Gonzalez, 1985)."""
    centres = [lab[np.argmin(np.square(lab - np.median(lab, axis=0)).sum(axis=1))]]
    for _ in range(colours - 1):
        apart = np.min([np.square(lab - one).sum(axis=1) for one in centres], axis=0)
        if apart.max() < DISTINCT**2:
            break
        centres.append(lab[np.argmax(apart)])
    return np.array(centres)


def _nearest(lab: Numbers, centres: Numbers) -> npt.NDArray[np.intp]:
    apart = np.square(lab[:, None, :] - centres[None]).sum(axis=2)
    return np.asarray(np.argmin(apart, axis=1))


def _hex(pixel: Numbers) -> str:
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in pixel)
