"""What is left of a picture when what pictures usually look like is taken out.

A picture's own content is noise to its mark, strong in few places and directions. So it is taken
apart into bands of frequency and direction, and each band is divided by its local strength and
limited: where there is a strong edge across, the mark along it is still read.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import scipy.fft as sf
from scipy import ndimage

OCTAVES = (0.06, 0.12, 0.24)
"""Centres of the bands in cycles a pixel; the last reaches to the end."""
REACH = 0.42  # of the window of local strength to each side, in periods of the band
QUANTUM = 0.3  # strength in grey levels below which a band is rounding noise
LIMIT = 2.0  # local standard deviations that one place counts for at most
MARGIN = 16
TAPER = 0.02


def residual(luma: np.ndarray) -> np.ndarray:
    """The whitened picture [height, width], float32, faded out at its edges; `luma` as 0 to 255."""
    height, width = luma.shape
    shape = tuple(sf.next_fast_len(n + MARGIN, True) for n in luma.shape)
    room = [(0, to - n) for to, n in zip(shape, luma.shape, strict=True)]
    spectrum = sf.rfft2(np.pad(luma - luma.mean(), room, mode="symmetric"))
    out = np.zeros(luma.shape, dtype=np.float32)
    for band, centre in _bands(shape):
        part = sf.irfft2(spectrum * band, shape)[:height, :width]
        strength = local_strength(part, 2 * int(REACH / centre) + 1)
        strength += QUANTUM
        part /= strength
        out += np.clip(part, -LIMIT, LIMIT, out=part)
    faded: np.ndarray = out * _fade(height)[:, None] * _fade(width)
    return faded


def local_strength(part: np.ndarray, window: int) -> np.ndarray:
    """Root mean square over a square window around each place.

    Running sums leave rounding errors where nothing is, which may be below 0.
    """
    mean = ndimage.uniform_filter(part * part, window)
    np.maximum(mean, 0, out=mean)
    told: np.ndarray = np.sqrt(mean, out=mean)
    return told


def _fade(length: int) -> np.ndarray:
    edge = max(4, round(TAPER * length))
    rise = np.sin(np.pi / 2 * (np.arange(edge) + 0.5) / edge) ** 2
    window = np.ones(length, dtype=np.float32)
    window[:edge], window[-edge:] = rise, rise[::-1]
    return window


def _bands(shape: tuple[int, ...]) -> Iterator[tuple[np.ndarray, float]]:
    """Each band's gain over the half spectrum, and its centre frequency."""
    radial, angular = _gains(shape)
    for gain, centre in zip(radial, OCTAVES, strict=True):
        for direction in angular:
            yield gain * direction, centre


@lru_cache(maxsize=4)
def _gains(shape: tuple[int, ...]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Gains by octave and by direction; directions are half-waves of the doubled angle."""
    down = sf.fftfreq(shape[0]).astype(np.float32)[:, None]
    right = sf.rfftfreq(shape[1]).astype(np.float32)
    square = down**2 + right**2 + np.float32(1e-12)
    octave = np.log2(square) / 2
    radial = []
    for centre in OCTAVES:
        off = octave - np.float32(np.log2(centre))
        gain = np.cos(np.pi / 2 * np.clip(off, -1, 1))
        if centre == OCTAVES[-1]:
            gain = np.where(off > 0, 1, gain) * (square < 0.25)
        radial.append(gain.astype(np.float32))
    along, across = (right**2 - down**2) / square, 2 * down * right / square
    return radial, [np.maximum(side, 0) for side in (along, across, -along, -across)]
