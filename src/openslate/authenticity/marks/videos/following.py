"""Where the camera is since a frame: each frame is compared with the last one that is still near.

Compared with the frame before it, errors would add up; so one is kept until little of it is seen.
"""

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.marks.videos.motion import Motion, coarse, motion

FAR = 0.06
"""Widths of a frame, or parts of its size, from which the next frame is the one to compare with."""


LIKE = 0.2
"""Correlation of two frames laid over one another from which a motion is believed."""
STEADY = 0.72
"""And from which the camera alone moves: less is left where much else does."""


class CameraFollower:
    """Asked about the frames of a shot in order; the first is where it begins."""

    def __init__(self) -> None:
        self._kept: np.ndarray | None = None
        self._like = 1.0
        self._until = self._last = Motion()

    def begin(self) -> None:
        """What is seen next is where everything is."""
        self._kept = None

    @property
    def much_moves(self) -> bool:
        """Whether much of the frame asked about last moves otherwise than the camera does."""
        return self._like < STEADY

    def motion_to(self, frame: NDArray[np.uint8]) -> Motion:
        """How the camera moved since it began; as before where that can't be told."""
        seen = coarse(frame)
        if self._kept is None or self._kept.shape != seen.shape:
            self._kept, self._until, self._last = seen, Motion(), Motion()
            self._like = 1.0
            return self._last
        found, self._like = motion(self._kept, seen, self._last.after(self._until.back()))
        known = self._like > LIKE
        if known:
            self._last = found.after(self._until)
        if not known or abs(found.shift) > FAR or abs(found.turned - 1) > FAR:
            self._kept, self._until = seen, self._last
        return self._last
