"""How far a mark lies below what is masked: noise to mask, by our own model of masking.

It is the idea of the noise-to-mask ratio of ITU-R BS.1387 (difference and masking threshold in
critical bands, averaged), with the simple threshold of `marks.sounds.masking`; it is no
implementation of that recommendation, and the mark was shaped by the same model.
"""

from dataclasses import dataclass

import numpy as np

from openslate.authenticity.marks.sounds.frames import frames_at
from openslate.authenticity.marks.sounds.masking import Masking

SILENT = 1e-6
"""Power of a frame below which it is not counted."""


@dataclass(frozen=True)
class NoiseToMask:
    """Decibels, negative where masked: of the mean ratio, and of the loudest one in a hundred
    bands; `heard` is the share of frames in which any band is more than 1.5 dB above its mask.
    """

    mean: float
    loudest: float
    heard: float


def noise_to_mask(sound: np.ndarray, marked: np.ndarray, rate: int) -> NoiseToMask:
    """Compare samples [n, channels] before and after, mixed to one channel."""
    frames = frames_at(rate, 0.016, 16_000.0)
    model, count = Masking(frames.hertz), frames.count(len(sound))
    before, error = (
        np.abs(frames.spectra(one.mean(axis=1), 0, count)) ** 2 * frames.scale
        for one in (sound, marked - sound)
    )
    ratio = model.bands(error) / (model.bands(model.threshold(before)) + 1e-12)
    ratio = ratio[before.sum(axis=1) > SILENT]
    return NoiseToMask(
        float(10 * np.log10(ratio.mean())),
        float(10 * np.log10(np.quantile(ratio, 0.99))),
        float((ratio.max(axis=1) > 10**0.15).mean()),
    )
