"""How loud each cell of a sound is beside its surroundings: what chips are read from."""

import numpy as np
from scipy.ndimage import uniform_filter1d

from openslate.authenticity.marks.sounds.frames import Frames

FLOOR = 1e-6
"""Of the loud cells' power: fainter cells say nothing."""
LOUD = 0.95
STEPS, BINS = 17, 33
"""The surroundings whose mean is subtracted: as many frames, then as many bins."""
SPREAD_STEPS, SPREAD_BINS = 63, 9
"""Those by which a cell's usual deviation is measured."""
LEAST_SPREAD = 1e-3
PIECE = 2048
SILENT = 1e-12


def levels(samples: np.ndarray, frames: Frames, lowest: float) -> tuple[np.ndarray, np.ndarray]:
    """Levels [frames, bins] in units of their usual deviation, and the bins' frequencies in Hz.

    `samples` [n] are one channel; bins begin at `lowest` Hz. A level is the logarithm of a cell's
    power less those of its surroundings, so that it tells of neither loudness nor timbre.
    """
    kept = frames.hertz >= lowest
    count = frames.count(len(samples))
    power = np.concatenate(
        [
            np.abs(frames.spectra(samples, at, min(PIECE, count - at))[:, kept]) ** 2
            for at in range(0, count, PIECE)
        ]
    ).astype(np.float32)
    loud = np.quantile(power[:: max(1, count // 500)], LOUD)
    told = np.log(power + FLOOR * loud + SILENT)
    told -= uniform_filter1d(told, STEPS, axis=0)
    told -= uniform_filter1d(told, BINS, axis=1)
    spread = uniform_filter1d(uniform_filter1d(told**2, SPREAD_STEPS, axis=0), SPREAD_BINS, axis=1)
    return told / np.sqrt(spread + LEAST_SPREAD), frames.hertz[kept]
