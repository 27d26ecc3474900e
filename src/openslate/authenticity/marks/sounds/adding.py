"""Putting chips into sound: each makes what is there a little louder, then a little softer."""

import numpy as np
import scipy.fft as sf
from scipy.ndimage import minimum_filter1d

from openslate.authenticity.marks.sounds.frames import Frames
from openslate.authenticity.marks.sounds.masking import SILENCE, Masking
from openslate.authenticity.marks.sounds.settings import ChipSettings, LoudnessSettings

ROUNDS = 40
AROUND = 3
"""Frames whose least threshold counts: a mark spreads into the quiet before an onset."""
TINY = 1e-20


def add_stretch(
    samples: np.ndarray,
    frames: Frames,
    part: tuple[int, int],
    values: np.ndarray,
    settings: tuple[ChipSettings, LoudnessSettings],
    mark: np.ndarray,
) -> None:
    """Add the mark of a stretch of samples [channels, n] to `mark` of the same shape.

    `part` are its first frame and how many it has; `values` the chips. All channels change by the
    same factors, so that any mix of them does.
    """
    chips, loudness = settings
    first, count = part
    band = np.floor((frames.hertz - chips.lowest) / chips.width).astype(int)
    inside = (band >= 0) & (band < chips.bands)
    spectra = np.stack([frames.spectra(one, first, count)[:, inside] for one in samples])
    power = (np.abs(spectra) ** 2).sum(axis=0)
    heard = sum(frames.power_in(one, first, count) for one in samples)
    allowed = heard * 10 ** (-loudness.usual_snr / 10)
    size = sizes(power, allowed, frames.hertz[inside], frames.scale / len(samples), loudness)
    pattern = pattern_at(values, first, count, chips)[:, band[inside]]
    factor = np.expm1(size * pattern).astype(np.float32)
    for channel, one in enumerate(spectra):
        whole = np.zeros((count, frames.size // 2 + 1), dtype=np.complex64)
        whole[:, : len(inside)][:, inside] = one * factor
        _overlap_add(whole, frames, first, mark[channel])


def pattern_at(values: np.ndarray, first: int, count: int, chips: ChipSettings) -> np.ndarray:
    """What chips [slots, bands] say of frames from `first` on: 1 louder, -1 softer."""
    step = np.arange(first, first + count) % chips.period
    half = np.where(step % chips.steps < chips.steps // 2, 1.0, -1.0)
    told: np.ndarray = values[step // chips.steps] * half[:, None]
    return told


def sizes(
    power: np.ndarray, allowed: float, hertz: np.ndarray, scale: float, loudness: LoudnessSettings
) -> np.ndarray:
    """By how much each cell may change, as logarithms of factors: [frames, bins].

    `power` [frames, bins] of squared spectra becomes power of full scale by `scale`. The mark's
    power is to be `allowed` in all, or less where masking allows no more.
    """
    heard = power * scale + TINY
    threshold = Masking(hertz).threshold(heard)
    around = minimum_filter1d(threshold, AROUND, axis=0)
    most = np.minimum(loudness.most, np.sqrt(loudness.share * around / heard))
    wanted = np.sqrt((threshold + SILENCE) ** (1 - loudness.evenness) / heard)
    level = loudness.most / float(wanted.min())
    size = np.minimum(most, level * wanted)
    for _ in range(ROUNDS):
        added = float((power * size**2).sum())
        if added <= allowed:
            break
        level *= np.sqrt(allowed / added) * 0.95
        size = np.minimum(most, level * wanted)
    told: np.ndarray = size
    return told


def _overlap_add(spectra: np.ndarray, frames: Frames, first: int, out: np.ndarray) -> None:
    """Add frames [count, bins] to samples [n]; what is before or after them is lost."""
    pieces = sf.irfft(spectra, frames.size, axis=1) * (frames.shape / frames.overlap)
    for start, piece in zip(frames.starts(first, len(spectra)), pieces, strict=True):
        low, high = max(start, 0), min(start + frames.size, len(out))
        if high > low:
            out[low:high] += piece[low - start : high - start]
