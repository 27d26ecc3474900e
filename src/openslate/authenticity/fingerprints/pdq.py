"""PDQ: 256 bits that stay nearly the same when a picture is scaled, compressed or recoloured.

The TMK+PDQF algorithms, Facebook (2019), section 3: luminance, two passes of a box filter, 64 x 64
samples, a discrete cosine transform of which 16 x 16 coefficients are compared with their median.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint8]
Floats = NDArray[np.float32]
SAMPLES, COEFFICIENTS = 64, 16
PASSES = 2
BITS = COEFFICIENTS * COEFFICIENTS
NEAR = 31
"""Bits that may differ between two versions of one picture: the threshold of the PDQ paper."""
GOOD = 50
"""Of 100: under this quality there is too little in a picture to tell it from others."""
LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Pdq:
    """Eight orientations of a picture as uint8 [8, 32], upright first, and its quality 0 to 100.

    The order is upright, turned by 90, 180 and 270 degrees, mirrored upside down, mirrored left to
    right, mirrored along one diagonal and along the other.
    """

    orientations: Bits
    quality: int

    @property
    def upright(self) -> Bits:
        """The picture as it is, uint8 [32]."""
        return np.asarray(self.orientations[0])

    @property
    def telling(self) -> bool:
        """Whether the picture has enough in it to be told from others."""
        return self.quality >= GOOD


def pdq(picture: NDArray[np.uint8]) -> Pdq:
    """The fingerprint of uint8 [height, width] or [height, width, 3 or 4]."""
    samples = _samples(_luma(picture))
    matrix = _cosines()
    transformed = np.asarray(matrix @ samples @ matrix.T, dtype=np.float32)
    turned = np.stack([_bits(one) for one in _orientations(transformed)])
    return Pdq(turned, _quality(samples))


def _luma(picture: NDArray[np.uint8]) -> Floats:
    if picture.ndim == 2:
        return picture.astype(np.float32)
    return np.asarray(picture[..., :3].astype(np.float32) @ LUMA)


def _samples(luma: Floats) -> Floats:
    """64 x 64 values of the picture, blurred so far that none falls between them."""
    for _ in range(PASSES):
        for axis in (1, 0):
            luma = _boxed(luma, axis)
    rows, columns = (_middles(side) for side in luma.shape)
    return np.ascontiguousarray(luma[np.ix_(rows, columns)])


def _middles(side: int) -> NDArray[np.intp]:
    return ((np.arange(SAMPLES) + 0.5) * side / SAMPLES).astype(np.intp)


def _boxed(values: Floats, axis: int) -> Floats:
    """Means over a window as wide as a sample; at the edges over what there is of it."""
    length = values.shape[axis]
    window = (length + 2 * SAMPLES - 1) // (2 * SAMPLES)
    ahead = (window + 2) // 2
    if window <= 1:
        return values
    sums = np.cumsum(np.moveaxis(values, axis, 0), axis=0, dtype=np.float64)
    sums = np.concatenate([np.zeros_like(sums[:1]), sums])
    at = np.arange(length)
    first, last = np.maximum(at - (window - ahead), 0), np.minimum(at + ahead, length)
    widths = (last - first).reshape(-1, *[1] * (values.ndim - 1))
    means = (sums[last] - sums[first]) / widths
    return np.moveaxis(means.astype(np.float32), 0, axis)


@lru_cache(maxsize=1)
def _cosines() -> Floats:
    """The rows of the cosine transform that are kept, all but the first, float32 [16, 64]."""
    row = np.arange(1, COEFFICIENTS + 1)[:, None]
    place = np.arange(SAMPLES)[None, :]
    angle = np.pi / 2 / SAMPLES * row * (2 * place + 1)
    return np.asarray(np.sqrt(2 / SAMPLES) * np.cos(angle), dtype=np.float32)


def _orientations(one: Floats) -> tuple[Floats, ...]:
    """The transform of the picture turned and mirrored: signs and places change, nothing else."""
    sign = np.where(np.arange(COEFFICIENTS) % 2 == 0, -1.0, 1.0).astype(np.float32)
    down, across, other = sign[:, None], sign[None, :], one.T
    return (
        one, other * down, one * down * across, other * across,
        one * down, one * across, other, other * down * across,
    )  # fmt: skip


def _bits(coefficients: Floats) -> Bits:
    """Which coefficients lie above the median (the lower of the two middle ones), the last first.

    So its bytes in hexadecimal are what other programs write for a picture.
    """
    flat = coefficients.ravel()[::-1]
    middle = np.partition(flat, BITS // 2 - 1)[BITS // 2 - 1]
    return np.packbits(flat > middle)


def _quality(samples: Floats) -> int:
    """How much neighbouring samples differ, in steps of a hundredth of the range."""
    steps = [np.abs(np.diff(samples, axis=axis)) * 100 / 255 for axis in (0, 1)]
    return min(100, int(sum(float(np.trunc(step).sum()) for step in steps) / 90))
