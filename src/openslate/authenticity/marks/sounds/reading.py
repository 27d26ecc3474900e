"""Code bits at a place where the pattern may be."""

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.sounds.chips import keyed_chips
from openslate.authenticity.marks.sounds.search import Place
from openslate.authenticity.marks.sounds.settings import SoundMarkSettings

GROUPS = 11
LEAST = 0.05
"""Of the mean amplitude: what a group of bands is taken to have at least."""


def soft_bits(place: Place, key: MarkKey, settings: SoundMarkSettings) -> np.ndarray:
    """Log-likelihood ratios of the code bits [length], positive where rather 0.

    How much of the mark is left is learnt from the pilots, for each group of neighbouring bands.
    """
    keyed, chips = keyed_chips(key, settings), settings.chips
    steps = (place.offset + np.arange(chips.slots) * chips.steps) % chips.period
    sums = place.folded.sums[steps].reshape(-1) * keyed.signs
    squares = place.folded.squares[steps].reshape(-1)
    group = np.arange(len(sums)) % chips.bands * GROUPS // chips.bands
    known, noise = (
        np.bincount(group[keyed.pilots], values[keyed.pilots], GROUPS) for values in (sums, squares)
    )
    # A sum of n values has mean n * amplitude, and its variance is about the sum of squares.
    near = np.array([1, 2, 1])
    ratio = np.convolve(known, near, "same") / np.maximum(np.convolve(noise, near, "same"), 1e-9)
    ratio = np.maximum(ratio, LEAST * max(float(known.sum() / max(noise.sum(), 1e-9)), 0))
    soft = 2 * ratio[group] * sums
    told: np.ndarray = np.bincount(keyed.bits, soft[keyed.data], minlength=settings.message.length)
    return told
