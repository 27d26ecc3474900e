"""How much may be changed unheard: a simple model of masking in critical bands.

After J. D. Johnston, Transform coding of audio signals using perceptual noise criteria, IEEE
Journal on Selected Areas in Communications 6 (1988): power in bands of a third of a Bark is spread
to its neighbours as the ear does (M. R. Schroeder et al., Journal of the Acoustical Society of
America 66, 1979), then lowered by 6 dB where it is like noise and by up to 18 dB where it is a
tone. It is no implementation of ITU-R BS.1387.
"""

import numpy as np

PER_BARK = 3
NOISE_DB, TONE_DB = 6.0, 18.0
FLAT_DB = 20.0
"""How far below its arithmetic mean the geometric mean of a tone's powers lies."""
SILENCE = 1e-9
"""Power, of full scale, below which nothing is heard."""


def bark(hertz: np.ndarray) -> np.ndarray:
    """Critical-band rate (H. Traunmueller, 1990)."""
    told: np.ndarray = 26.81 * hertz / (1960.0 + hertz) - 0.53
    return told


def spreading(distance: np.ndarray) -> np.ndarray:
    """Share of a masker's power that masks at a distance in Bark above it (Schroeder)."""
    moved = distance + 0.474
    told: np.ndarray = 10 ** ((15.81 + 7.5 * moved - 17.5 * np.sqrt(1 + moved**2)) / 10)
    return told


class Masking:
    """The model for a grid of frequencies [bins] in Hz; powers are those of full scale."""

    def __init__(self, hertz: np.ndarray) -> None:
        band = np.floor((bark(hertz) + 1) * PER_BARK).astype(int)
        self.band = band - band.min()
        bands = int(self.band.max()) + 1
        self.members = np.zeros((len(hertz), bands), dtype=np.float32)
        self.members[np.arange(len(hertz)), self.band] = 1
        self.count = np.maximum(self.members.sum(axis=0), 1)
        middle = np.arange(bands) / PER_BARK
        spread = spreading(middle[None, :] - middle[:, None])
        self.spread = (spread / spread.sum(axis=0)).astype(np.float32)

    def threshold(self, power: np.ndarray) -> np.ndarray:
        """Power that noise in a cell may have unheard: [frames, bins] of power to the same."""
        mean = power @ self.members / self.count
        flat = np.log(power + SILENCE) @ self.members / self.count
        below = 10 / np.log(10) * (np.log(mean + SILENCE) - flat)
        tone = np.clip(below / FLAT_DB, 0, 1)
        drop = NOISE_DB + tone * (TONE_DB - NOISE_DB)
        masked = (mean @ self.spread) * 10 ** (-drop / 10)
        told: np.ndarray = masked[:, self.band]
        return told

    def bands(self, power: np.ndarray) -> np.ndarray:
        """Mean power in each third of a Bark: [frames, bins] to [frames, bands]."""
        told: np.ndarray = power @ self.members / self.count
        return told
