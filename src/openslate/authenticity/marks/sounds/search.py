"""Where the pattern begins and how fast it is played, by the pilots."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.fft as sf

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.sounds.chips import keyed_chips
from openslate.authenticity.marks.sounds.folding import Folded, fold
from openslate.authenticity.marks.sounds.settings import SoundMarkSettings, SoundSearchSettings

NEARLY = (-2, -1, 0, 1, 2)
"""Fine steps around the usual speed at which a whole sound is looked at."""
AROUND = (-2, -1, 1, 2)
TINY = 1e-9
Speed = tuple[float, float]
"""Tempo and pitch, relative to what was marked."""


@dataclass(frozen=True, eq=False)
class Place:
    """The pattern may begin at step `offset` of a sound at a speed.

    `evidence` is the negative logarithm of the p-value of this one test.
    """

    speed: Speed
    offset: int
    evidence: float
    folded: Folded


def usual_speeds(search: SoundSearchSettings) -> list[Speed]:
    """Nearly as fast as marked."""
    return [(1 + step * search.fine,) * 2 for step in NEARLY]


def all_speeds(search: SoundSearchSettings) -> list[Speed]:
    """Slower and faster, with the pitch that goes with it and with the pitch kept."""
    steps = round(search.reach / search.coarse)
    tempos = [1 + step * search.coarse for step in range(-steps, steps + 1)]
    return [(tempo, tempo) for tempo in tempos] + [(tempo, 1.0) for tempo in tempos if tempo != 1]


def speeds_near(speed: Speed, search: SoundSearchSettings) -> list[Speed]:
    """Finer steps around one of `all_speeds`."""
    tempo, pitch = speed
    tempos = [tempo + step * search.fine for step in AROUND]
    return [(near, near if pitch == tempo else pitch) for near in tempos]


def place_at(
    levels: np.ndarray, hertz: np.ndarray, speed: Speed, key: MarkKey, settings: SoundMarkSettings
) -> Place:
    """The likeliest offset at one speed; `levels` [frames, bins] at `hertz` [bins].

    Without a mark of this key its signs are fair coins, whatever the sound: a sum of pilots
    exceeds s with a probability of at most exp(-s^2 / (2 sum a^2)) (Hoeffding's inequality).
    """
    folded = fold(levels, hertz, *speed, settings.chips)
    known, there = _pilots(key, settings)
    sums = np.maximum(_correlated(folded.sums, known), 0)
    evidence = sums**2 / (2 * np.maximum(_correlated(folded.sums**2, there), TINY))
    offset = int(evidence.argmax())
    return Place(speed, offset, float(evidence[offset]), folded)


@lru_cache(maxsize=4)
def _pilots(key: MarkKey, settings: SoundMarkSettings) -> tuple[np.ndarray, np.ndarray]:
    """Spectra over steps, to correlate with: of the pilots' signs, and of where they are."""
    keyed, chips = keyed_chips(key, settings), settings.chips
    slot, band = np.divmod(keyed.pilots, chips.bands)
    known, there = np.zeros((2, chips.period, chips.bands), dtype=np.float32)
    known[slot * chips.steps, band] = keyed.signs[keyed.pilots]
    there[slot * chips.steps, band] = 1
    return sf.rfft(known, axis=0).conj(), sf.rfft(there, axis=0).conj()


def _correlated(seen: np.ndarray, known: np.ndarray) -> np.ndarray:
    """For every offset, the sum over steps and bands of seen[offset + step] * known[step]."""
    told: np.ndarray = sf.irfft((sf.rfft(seen, axis=0) * known).sum(axis=1), len(seen))
    return told
