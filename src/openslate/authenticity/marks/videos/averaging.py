"""Frames of a shot laid over one another, so that what a mark left in each adds up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.marks.pictures.pixels import luma_of
from openslate.authenticity.marks.pictures.residual import residual
from openslate.authenticity.marks.pictures.resizing import resize
from openslate.authenticity.marks.pictures.trimming import inside_borders
from openslate.authenticity.marks.videos.following import LIKE, CameraFollower
from openslate.authenticity.marks.videos.motion import Motion, coarse, motion, sampled, shifts
from openslate.authenticity.marks.videos.shots import ShotCuts

Frame = NDArray[np.uint8]
APART = 0.01
"""Widths of a frame by which two ways to move differ at least."""
FAITHFUL = 0.5
"""What moves in a way that is expected is followed if it explains at least this share of what the
best way does.
"""


@dataclass(frozen=True, eq=False)
class Averaged:
    """What frames have left after whitening, [height, width], at a resolution of `scale` times
    theirs; `area` is that of one in pixels.
    """

    left: np.ndarray
    scale: float
    area: int


def shots_of(frames: Iterable[Frame], most: int) -> Iterator[list[Frame]]:
    """Frames parted where shots begin; of each at most so many, evenly picked."""
    cuts, shot = ShotCuts(), list[Frame]()
    for frame in frames:
        if cuts.begins_with(frame) and shot:
            yield _picked(shot, most)
            shot = []
        shot.append(frame)
    if shot:
        yield _picked(shot, most)


def _picked(shot: list[Frame], most: int) -> list[Frame]:
    places = np.linspace(0, len(shot) - 1, min(most, len(shot))).round().astype(int)
    return [shot[place] for place in dict.fromkeys(places.tolist())]


def averages(shot: Sequence[Frame], largest: float) -> Iterator[Averaged]:
    """The frames of a shot, moved back to where the camera was in the middle one, averaged: once
    for each way that it may have moved. They are looked at as no more than `largest` pixels.
    """
    inside = inside_borders(np.mean([luma_of(frame) for frame in shot], axis=0))
    area = shot[0][inside][..., 0].size
    scale = min(1.0, float(np.sqrt(largest / area)))
    left = [_left(luma_of(frame[inside]), scale) for frame in shot]
    for motions in _ways([coarse(np.ascontiguousarray(frame[inside])) for frame in shot]):
        moved = [_moved(one, by) for one, by in zip(left, motions, strict=True)]
        yield Averaged(np.mean(moved, axis=0), scale, area)


def _left(luma: np.ndarray, scale: float) -> np.ndarray:
    return residual(resize(luma, (round(luma.shape[0] * scale), round(luma.shape[1] * scale))))


def _moved(left: np.ndarray, by: Motion) -> np.ndarray:
    return left if by == Motion() else sampled(left, by, (left.shape[0], left.shape[1]))


def _ways(shot: Sequence[np.ndarray]) -> Iterator[list[Motion]]:
    """How the camera may have moved since the middle one of small copies, for each.

    What is near and what is far part most from the first frame to the last; so the motion between
    these says which of them is followed, and each frame is compared with the further of the two.
    """
    camera, last, middle = CameraFollower(), shot[-1], len(shot) // 2
    followed = [camera.motion_to(seen) for seen in shot]
    found, like = motion(shot[0], last, followed[-1])
    wholes = [found] if like > LIKE else []
    for other in shifts(shot[0], last):
        if abs(other.shift - found.shift) > APART and like > LIKE:
            wholes.append(motion(shot[0], last, other, FAITHFUL)[0])
    for since_first in [_since_first(shot, whole) for whole in wholes] or [followed]:
        back = since_first[middle].back()
        yield [moved.after(back) for moved in since_first]


def _since_first(shot: Sequence[np.ndarray], whole: Motion) -> list[Motion]:
    """How the camera moved if `whole` is how it moved until the last frame."""
    first, last, told = shot[0], shot[-1], []
    for number, seen in enumerate(shot):
        expected = whole.part(number / max(len(shot) - 1, 1))
        if 2 * number >= len(shot):
            told.append(motion(first, seen, expected, FAITHFUL)[0])
        else:
            expected = expected.after(whole.back())
            told.append(motion(last, seen, expected, FAITHFUL)[0].after(whole))
    return told
