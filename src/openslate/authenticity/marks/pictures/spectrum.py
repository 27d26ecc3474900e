"""A picture's whitened spectrum, which can be asked at any frequency."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.fft as sf
from scipy import ndimage

NEIGHBOURHOOD = 1 / 80  # cycles a pixel on both sides over which noise is taken to be even
MOST_POWER = 6.0  # of the mean: more is the picture's own lines
LOWEST, HIGHEST = 0.03, 0.42  # cycles a pixel in which a mark is looked for


@dataclass(frozen=True)
class Spectrum:
    """`waves` is the half spectrum with its phase at the picture's centre, padded to twice the
    size and divided by the root of the local mean power, so that noise has a variance of 1;
    `power` its limited square. `shape` is the picture's, `padded` the transform's.
    """

    waves: np.ndarray
    power: np.ndarray
    shape: tuple[int, int]
    padded: tuple[int, int]

    @cached_property
    def repetition(self) -> np.ndarray:
        """How alike the picture is to itself moved by (down, right): autocorrelation, float32."""
        down = sf.fftfreq(self.padded[0]).astype(np.float32)[:, None]
        right = sf.rfftfreq(self.padded[1]).astype(np.float32)
        square = down**2 + right**2
        inside = (square > LOWEST**2) & (square < HIGHEST**2)
        told: np.ndarray = sf.irfft2(self.power * inside, self.padded)
        return told

    def power_at(self, right: np.ndarray, down: np.ndarray) -> np.ndarray:
        """Limited power at frequencies in cycles a pixel, of the nearest point; 0 outside."""
        height, width = self.padded
        row = np.rint(np.copysign(down, right * down) * height).astype(np.int32) % height
        column = np.rint(np.abs(right) * width).astype(np.int32)
        outside = column >= self.power.shape[1]
        place = row * self.power.shape[1] + column
        place[outside] = 0
        told: np.ndarray = self.power.ravel().take(place)
        told[outside] = 0
        return told

    def waves_at(self, right: np.ndarray, down: np.ndarray) -> np.ndarray:
        """Complex amplitudes at frequencies in cycles a pixel, between four points; 0 outside."""
        opposite = right < 0
        y = np.where(opposite, -down, down) * self.padded[0]
        x = np.abs(right) * self.padded[1]
        row, column = np.floor(y).astype(int), np.floor(x).astype(int)
        inside = (column < self.waves.shape[1] - 1) & (np.abs(down) < 0.5)
        column = np.where(inside, column, 0)
        below, beside = y - row, x - column
        upper, lower = row % self.padded[0], (row + 1) % self.padded[0]
        left = self.waves[upper, column] * (1 - below) + self.waves[lower, column] * below
        other = self.waves[upper, column + 1] * (1 - below) + self.waves[lower, column + 1] * below
        between = np.where(inside, left * (1 - beside) + other * beside, 0)
        return np.where(opposite, between.conj(), between)


def spectrum_of(picture: np.ndarray) -> Spectrum:
    """The whitened spectrum of a residual [height, width]."""
    height, width = picture.shape
    padded = (sf.next_fast_len(2 * height, True), sf.next_fast_len(2 * width, True))
    room = np.zeros(padded, dtype=np.float32)
    top, left = height // 2, width // 2
    room[: height - top, : width - left] = picture[top:, left:]
    room[: height - top, -left:] = picture[top:, :left]
    room[-top:, : width - left] = picture[:top, left:]
    room[-top:, -left:] = picture[:top, :left]
    waves = sf.rfft2(room)
    power = waves.real**2 + waves.imag**2
    window = [2 * int(n * NEIGHBOURHOOD) + 1 for n in padded]
    mean = ndimage.uniform_filter(power, window, mode="wrap") + 1e-9
    limited = np.minimum(power / mean, MOST_POWER)
    return Spectrum(waves / np.sqrt(mean), limited, (height, width), padded)
