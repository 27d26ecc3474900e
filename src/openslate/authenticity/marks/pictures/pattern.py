"""What the carriers say for a key and an id: known pilots and code bits, as complex amplitudes.

The pattern is periodic, so that a picture's own statistics show how it was turned and scaled:
M. Kutter, Watermarking resisting to translation, rotation and scaling, Proc. SPIE 3528 (1998).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.message import encode_message
from openslate.authenticity.marks.pictures.carriers import carriers_of
from openslate.authenticity.marks.pictures.settings import PictureMarkSettings

TURN = 2j * np.pi


@dataclass(frozen=True)
class KeyedPattern:
    """What derives from a key: `phases` [waves] of unit size, which waves are `pilots` or `data`,
    which code bits each data wave carries (`places` [data, 2]), and the `scrambling` of those.
    """

    phases: np.ndarray
    pilots: np.ndarray
    data: np.ndarray
    places: np.ndarray
    scrambling: np.ndarray


@lru_cache(maxsize=64)
def keyed_pattern(key: MarkKey, settings: PictureMarkSettings) -> KeyedPattern:
    """The pattern of a key. Pilots are spread evenly over the radius, one drawn of each group."""
    chosen, length = settings.carriers, settings.message.length
    if 2 * (chosen.count - chosen.pilots) != length:
        raise ValueError("carriers that are no pilots carry two code bits each")
    phases = np.exp(TURN * key.uniform("picture phases", chosen.count))
    groups = np.array_split(np.arange(chosen.count), chosen.pilots)
    draws = key.uniform("picture pilots", chosen.pilots)
    pilots = np.array([g[int(d * len(g))] for g, d in zip(groups, draws, strict=True)])
    data = np.setdiff1d(np.arange(chosen.count), pilots)
    places = key.order("picture places", length).reshape(-1, 2)
    return KeyedPattern(phases, pilots, data, places, key.bits("picture scrambling", length))


def amplitudes(mark_id: int, key: MarkKey, settings: PictureMarkSettings) -> np.ndarray:
    """Complex amplitudes [waves] of unit size for an id: pilots plain, data as four phases."""
    pattern = keyed_pattern(key, settings)
    bits = encode_message(mark_id, settings.message) ^ pattern.scrambling
    signs = 1.0 - 2.0 * bits[pattern.places]
    plain = np.ones(settings.carriers.count, dtype=complex)
    plain[pattern.data] = (signs[:, 0] + 1j * signs[:, 1]) / np.sqrt(2)
    told: np.ndarray = plain * pattern.phases
    return told


def draw_pattern(
    values: np.ndarray, shape: tuple[int, int], tile: float, settings: PictureMarkSettings
) -> np.ndarray:
    """The pattern of amplitudes [waves] over a picture of `shape`, with a variance of 1, float32.

    `tile` is the period in pixels; the phase is that of the amplitudes at the picture's centre.
    """
    carriers = carriers_of(settings.carriers)
    furthest = carriers.furthest
    lattice = np.zeros((2 * furthest + 1, 2 * furthest + 1), dtype=complex)
    lattice[carriers.waves[:, 1] + furthest, carriers.waves[:, 0] + furthest] = values
    cycles = np.arange(-furthest, furthest + 1)
    down, right = (
        np.exp(TURN * np.outer((np.arange(n) + 0.5 - n / 2) / tile, cycles)).astype(np.complex64)
        for n in shape
    )
    size = np.sqrt((np.abs(values) ** 2).sum() / 2)
    across = ((down @ lattice.astype(np.complex64)) / np.float32(size)).astype(np.complex64)
    # The real part of the product of complex matrices, as one product of real ones.
    left = np.hstack([across.real, across.imag])
    told: np.ndarray = left @ np.hstack([right.real, -right.imag]).T
    return told
