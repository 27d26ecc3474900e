"""All periods of a sound laid over one another, as if it had been played at another speed."""

from dataclasses import dataclass

import numpy as np

from openslate.authenticity.marks.sounds.settings import ChipSettings

LIMIT = 2.5
"""Usual deviations that a chip counts as at most: what is louder is an onset, not a mark."""
TINY = 1e-9


@dataclass(frozen=True, eq=False)
class Folded:
    """For each step at which a slot may begin and each band: how much louder its first half is
    than its second, summed over periods, [period, bands]; and the sum of its squares.
    """

    sums: np.ndarray
    squares: np.ndarray


def fold(
    levels: np.ndarray, hertz: np.ndarray, tempo: float, pitch: float, chips: ChipSettings
) -> Folded:
    """Fold levels [frames, bins] of a sound that is played `tempo` times as fast as marked.

    What was marked at t seconds and f Hz is heard at t / tempo and f * pitch.
    """
    bands = levels @ _members(hertz, pitch, chips)
    half = chips.steps // 2
    running = np.concatenate([np.zeros((1, chips.bands), bands.dtype), np.cumsum(bands, axis=0)])
    count = max(int((len(bands) - chips.steps) * tempo) - 1, 0)
    ends = [_between(running, (np.arange(count) + extra) / tempo) for extra in (0, half, 2 * half)]
    told = 2 * ends[1] - ends[0] - ends[2]
    deviation = np.sqrt((told**2).sum() / max(told.size, 1)) + TINY
    told = np.clip(told / deviation, -LIMIT, LIMIT)
    return Folded(_summed(told, chips.period), _summed(told**2, chips.period))


def _summed(told: np.ndarray, period: int) -> np.ndarray:
    """Sum [steps, bands] over periods; the last one may be incomplete."""
    whole = len(told) // period * period
    sums = told[:whole].reshape(-1, period, told.shape[1]).sum(axis=0)
    sums[: len(told) - whole] += told[whole:]
    summed: np.ndarray = sums
    return summed


def _members(hertz: np.ndarray, pitch: float, chips: ChipSettings) -> np.ndarray:
    """Which share of each bin lies in each band: [bins, bands]."""
    width = hertz[1] - hertz[0]
    edges = (chips.lowest + chips.width * np.arange(chips.bands + 1)) * pitch
    low = np.maximum(hertz[:, None] - width / 2, edges[None, :-1])
    high = np.minimum(hertz[:, None] + width / 2, edges[None, 1:])
    shares: np.ndarray = (np.maximum(high - low, 0) / width).astype(np.float32)
    return shares


def _between(running: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Sums [frames + 1, bands] at places between frames, by straight lines."""
    low = np.minimum(at.astype(int), max(len(running) - 2, 0))
    share = (at - low).astype(running.dtype)[:, None]
    told: np.ndarray = running[low] * (1 - share) + running[low + 1] * share
    return told
