"""Reading a mark at a known lattice: where its tiles begin, by the pilots, and its code bits."""

from dataclasses import dataclass

import numpy as np
import scipy.fft as sf

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.pictures.carriers import Carriers, carriers_of
from openslate.authenticity.marks.pictures.pattern import TURN, keyed_pattern
from openslate.authenticity.marks.pictures.settings import PictureMarkSettings

COARSE, FINE = 48, 192
"""Places along each side of a tile at which it may begin: first tried, and around the best."""
LEAST_EXCESS = 0.02
OUTLYING = 3.0  # of the middle size
FINER = (2, 8)
NEAR = np.arange(-2, 3)
AROUND = np.stack(np.meshgrid(NEAR, NEAR), axis=-1).reshape(-1, 2)


@dataclass(frozen=True)
class Beginning:
    """Where tiles begin if the mark is at a lattice in a pose: `offset` (right, down) in tiles.

    `evidence` is the negative logarithm of the p-value of this one test.
    """

    lattice: int
    pose: int
    offset: np.ndarray
    evidence: float


def limited(samples: np.ndarray) -> np.ndarray:
    """Samples [..., waves] with none much larger than most: those are the picture's own lines."""
    size = np.abs(samples)
    most = OUTLYING * np.median(size, axis=-1, keepdims=True)
    told: np.ndarray = samples * np.minimum(1, most / np.maximum(size, 1e-9))
    return told


def weights_of(samples: np.ndarray, carriers: Carriers) -> np.ndarray:
    """Expected amplitude of each wave [..., waves]: power of its ring beyond the noise's 1."""
    excess = carriers.mean_by_ring(np.abs(samples) ** 2) - 1
    told: np.ndarray = np.sqrt(np.maximum(excess, LEAST_EXCESS))
    return told


def places_tested(lattices: int, carriers: Carriers) -> int:
    """How many places might be tested for the pilots: all fine ones, though few of them are."""
    return lattices * len(carriers.poses) * FINE**2


def find_beginnings(
    samples: np.ndarray, key: MarkKey, settings: PictureMarkSettings
) -> list[Beginning]:
    """The best pose and offset for each lattice, the most evidence first.

    `samples` [lattices, waves] are weighted. Without a mark of this key, a sum of pilots
    with independent uniform phases exceeds s with probability of at most exp(-s^2 / sum |a|^2)
    (Chernoff's bound; a sum of such phases is sub-Gaussian), whatever the picture.
    """
    pattern, carriers = keyed_pattern(key, settings), carriers_of(settings.carriers)
    seen = np.stack([pose.seen(samples)[:, pattern.pilots] for pose in carriers.poses], axis=1)
    known = seen * pattern.phases[pattern.pilots].conj()
    waves = carriers.waves[pattern.pilots]
    height, offsets = _peaks(known, waves)
    evidence = np.maximum(height, 0) ** 2 / ((np.abs(known) ** 2).sum(axis=-1) + 1e-9)
    found = [
        Beginning(at, int(pose), offsets[at, pose], float(evidence[at, pose]))
        for at, pose in enumerate(evidence.argmax(axis=1))
    ]
    return sorted(found, key=lambda one: -one.evidence)


def _peaks(known: np.ndarray, waves: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The largest sum of pilots [...] and its offset [..., 2]: the best coarse one, made finer."""
    sums = _sums(known, waves)
    down, right = np.divmod(sums.reshape(*sums.shape[:-2], -1).argmax(axis=-1), COARSE)
    place = np.stack([right, down], axis=-1)
    roots = np.exp(-TURN * np.arange(COARSE) / COARSE)
    turned = known * roots[(place @ waves.T) % COARSE]
    around = (turned @ np.exp(-TURN * (waves @ AROUND.T) / FINE)).real
    best = around.argmax(axis=-1)
    return around.max(axis=-1), place / COARSE + AROUND[best] / FINE


def _sums(known: np.ndarray, waves: np.ndarray) -> np.ndarray:
    """Sums of the pilots at every coarse offset: [..., pilots] to [..., COARSE, COARSE]."""
    opposite = waves[:, 0] < 0
    half = np.where(opposite[:, None], -waves, waves)
    # The inverse transform adds waves up; at an offset they are to be turned back: conjugates.
    values = np.where(opposite, known, known.conj()).astype(np.complex64)
    room = np.zeros((*known.shape[:-1], COARSE, COARSE // 2 + 1), dtype=np.complex64)
    room[..., half[:, 1] % COARSE, half[:, 0]] = values
    told: np.ndarray = sf.irfft2(room, (COARSE, COARSE), overwrite_x=True) * (COARSE**2 / 2)
    return told


def soft_bits(
    samples: np.ndarray, beginning: Beginning, key: MarkKey, settings: PictureMarkSettings
) -> np.ndarray:
    """Log-likelihood ratios of the code bits, unscrambled; `samples` [waves] without weights."""
    pattern, carriers = keyed_pattern(key, settings), carriers_of(settings.carriers)
    amplitude = weights_of(samples, carriers)
    plain = carriers.poses[beginning.pose].seen(samples) * pattern.phases.conj()
    offset = _finer(plain * amplitude, pattern.pilots, carriers, beginning.offset)
    turned = plain * np.exp(-TURN * (carriers.waves @ offset))
    # Noise has a variance of a half in each part, a code bit the amplitude over root two.
    told = (4 / np.sqrt(2)) * (turned * amplitude)[pattern.data]
    soft = np.empty(settings.message.length)
    soft[pattern.places[:, 0]], soft[pattern.places[:, 1]] = told.real, told.imag
    return soft * (1.0 - 2.0 * pattern.scrambling)


def _finer(
    plain: np.ndarray, pilots: np.ndarray, carriers: Carriers, offset: np.ndarray
) -> np.ndarray:
    """The offset near a point of the grid at which the pilots agree best."""
    for fraction in FINER:
        around = offset + AROUND / (FINE * fraction)
        turns = np.exp(-TURN * (around @ carriers.waves[pilots].T))
        offset = around[(turns @ plain[pilots]).real.argmax()]
    return offset
