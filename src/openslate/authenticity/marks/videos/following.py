"""Where the camera is since a frame: each frame is compared with one that was kept.

Compared with the frame before it, errors would add up; so one is kept until little of it is seen,
and then the next to keep is one that is some way off too: things near and far have to part before
a motion is that of one of them, and not something between.
"""

from typing import NamedTuple

import numpy as np

from openslate.authenticity.marks.videos.motion import Motion, motion

FAR = 0.06
"""Widths of a frame, or parts of its size, from which a frame is the next one to compare with."""
FARTHEST = 0.12
"""And from which the last one is given up for it."""

LIKE = 0.2
"""Correlation of two frames laid over one another from which a motion is believed."""
STEADY = 0.72
"""And from which the camera alone moves: less is left where much else does."""


class _Kept(NamedTuple):
    """A small copy of a frame, and how the camera had moved until then."""

    seen: np.ndarray
    until: Motion


class CameraFollower:
    """Asked about the frames of a shot in order; the first is where it begins."""

    def __init__(self) -> None:
        self._kept: _Kept | None = None
        self._next: _Kept | None = None
        self._like = 1.0
        self._last = Motion()

    def begin(self) -> None:
        """What is seen next is where everything is."""
        self._kept = None

    @property
    def much_moves(self) -> bool:
        """Whether much of the frame asked about last moves otherwise than the camera does."""
        return self._like < STEADY

    def motion_to(self, seen: np.ndarray) -> Motion:
        """How the camera moved since it began, by the `coarse` copy of a frame; as before where
        that can't be told.
        """
        kept = self._kept
        if kept is None or kept.seen.shape != seen.shape:
            self._last, self._like = Motion(), 1.0
            self._kept, self._next = _Kept(seen, self._last), None
            return self._last
        found, self._like = motion(kept.seen, seen, self._last.after(kept.until.back()))
        if self._like > LIKE:
            self._last = found.after(kept.until)
        here = _Kept(seen, self._last)
        if self._like <= LIKE:
            self._kept, self._next = here, None
        elif _away(found) > FARTHEST:
            self._kept, self._next = self._next or here, None
        elif _away(found) > FAR and self._next is None:
            self._next = here
        return self._last


def _away(moved: Motion) -> float:
    return max(abs(moved.shift), abs(moved.turned - 1))
