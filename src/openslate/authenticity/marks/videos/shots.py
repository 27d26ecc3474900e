"""Where a shot begins: a frame that looks unlike the one before."""

import numpy as np
from numpy.typing import NDArray

GRID = 24
CUT = 18.0
"""Mean difference of luma between coarse pictures, in grey levels, from which it is a cut."""


class ShotCuts:
    """Asked about the frames of a video in order."""

    def __init__(self) -> None:
        self._before: NDArray[np.float32] | None = None

    def begins_with(self, frame: NDArray[np.uint8]) -> bool:
        """Whether a shot begins with this frame, uint8 [height, width, 3]; the first one does."""
        coarse = _coarse(frame)
        before, self._before = self._before, coarse
        return before is None or float(np.abs(coarse - before).mean()) > CUT


def _coarse(frame: NDArray[np.uint8]) -> NDArray[np.float32]:
    """24 x 24 means over the frame, of every fourth pixel."""
    thin = frame[::4, ::4].astype(np.float32).mean(axis=2)
    rows = np.array_split(thin, GRID, axis=0)
    return np.array(
        [[part.mean() for part in np.array_split(row, GRID, axis=1)] for row in rows],
        dtype=np.float32,
    )
