"""Sound as short spectra at regular times, at any rate, in seconds and Hz."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.fft as sf

WINDOW = 0.064
"""Seconds of one spectrum."""


@dataclass(frozen=True, eq=False)
class Frames:
    """How sound at a rate is cut: frame i is of `size` samples around sample i * step * rate.

    `shape` [size] is the root of a Hann window; `hertz` [bins] the frequencies up to a highest.
    """

    rate: int
    step: float
    shape: np.ndarray
    hertz: np.ndarray

    @property
    def size(self) -> int:
        """Samples of a frame."""
        return len(self.shape)

    @property
    def overlap(self) -> float:
        """What the squares of all frames' shapes add up to at a sample."""
        return float((self.shape**2).sum()) / (self.step * self.rate)

    @property
    def scale(self) -> float:
        """Turns squared spectra into power of full scale: all of a full sine's add up to 1."""
        return 4 / float((self.shape**2).sum()) / self.size

    def count(self, samples: int) -> int:
        """Frames of so many samples: the last is around their end or after it."""
        return int(np.ceil(samples / (self.step * self.rate))) + 1

    def starts(self, first: int, count: int) -> np.ndarray:
        """Where frames begin, in samples (before 0 for the first ones)."""
        middles = np.rint(np.arange(first, first + count) * (self.step * self.rate))
        starts: np.ndarray = middles.astype(int) - self.size // 2
        return starts

    def spectra(self, samples: np.ndarray, first: int, count: int) -> np.ndarray:
        """Spectra [count, bins] of samples [n], from frame `first` on; silence around them."""
        starts = self.starts(first, count)
        low, high = int(starts[0]), int(starts[-1]) + self.size
        piece = samples[max(low, 0) : max(high, 0)]
        piece = np.pad(piece, (max(-low, 0), max(high - max(len(samples), 0), 0)))
        views = np.lib.stride_tricks.sliding_window_view(piece, self.size)[starts - low]
        told: np.ndarray = sf.rfft(views * self.shape, axis=1)[:, : len(self.hertz)]
        return told

    def power_in(self, samples: np.ndarray, first: int, count: int) -> float:
        """About the sum of all squared spectra of frames, measured in samples [n]."""
        starts = self.starts(first, count)
        heard = samples[max(int(starts[0]), 0) : int(starts[-1]) + self.size].astype(float)
        return float((heard**2).sum()) * self.overlap * self.size / 2


@lru_cache(maxsize=16)
def frames_at(rate: int, step: float, highest: float) -> Frames:
    """Frames for a rate in Hz, with spectra up to `highest` Hz or half the rate."""
    size = 2 * sf.next_fast_len(round(WINDOW * rate / 2), real=True)
    shape = np.sin(np.pi * (np.arange(size) + 0.5) / size).astype(np.float32)
    hertz = np.arange(size // 2 + 1) * (rate / size)
    return Frames(rate, step, shape, hertz[hertz <= highest])
