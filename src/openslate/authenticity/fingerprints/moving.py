"""A video's fingerprint: that of one frame for each second, without those that show nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.fingerprints.nearest import stacked
from openslate.authenticity.fingerprints.pdq import BITS, pdq

Bits = NDArray[np.uint8]
WIDTH = BITS // 8
ALIKE = 0.5
"""Share of the frames asked about that must be near some frame of a video that is the same."""
LEAST = 3
"""Frames that must be near, unless fewer were asked about."""


@dataclass(frozen=True, eq=False)
class MovingFingerprint:
    """PDQ of the frames that tell something, uint8 [frames, 32], and the second each is from."""

    frames: Bits
    seconds: NDArray[np.float32]


def moving_fingerprint(
    frames: Iterable[NDArray[np.uint8]], per_second: float = 1.0
) -> MovingFingerprint:
    """The fingerprint of frames in order, `per_second` of them for each second."""
    found, seconds = [], []
    for number, frame in enumerate(frames):
        made = pdq(frame)
        if made.telling:
            found.append(made.upright)
            seconds.append(number / per_second)
    return MovingFingerprint(stacked(found, WIDTH), np.array(seconds, dtype=np.float32))


def same_video(near: int, asked: int) -> bool:
    """Whether so many frames near one video, of so many asked about, are enough to call it same."""
    return asked > 0 and near >= min(LEAST, asked) and near / asked >= ALIKE
