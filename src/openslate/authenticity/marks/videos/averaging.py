"""Frames of a shot laid over one another, so that what a mark left in each adds up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.marks.pictures.pixels import luma_of
from openslate.authenticity.marks.pictures.residual import residual
from openslate.authenticity.marks.pictures.resizing import resize
from openslate.authenticity.marks.pictures.trimming import inside_borders
from openslate.authenticity.marks.videos.following import CameraFollower
from openslate.authenticity.marks.videos.motion import Motion, sampled
from openslate.authenticity.marks.videos.shots import ShotCuts

Frame = NDArray[np.uint8]


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


def averaged(shot: Sequence[Frame], largest: float) -> Averaged:
    """The frames of a shot, moved back to where the camera was in the middle one, averaged.

    They are looked at as no more than `largest` pixels.
    """
    inside = inside_borders(np.mean([luma_of(frame) for frame in shot], axis=0))
    area = shot[0][inside][..., 0].size
    scale = min(1.0, float(np.sqrt(largest / area)))
    motions = _motions([frame[inside] for frame in shot])
    total = np.zeros(0)
    for frame, moved in zip(shot, motions, strict=True):
        luma = luma_of(frame[inside])
        left = residual(resize(luma, (round(luma.shape[0] * scale), round(luma.shape[1] * scale))))
        if moved != Motion():
            left = sampled(left, moved, (left.shape[0], left.shape[1]))
        total = total + left if total.size else left
    return Averaged(total / len(shot), scale, area)


def _motions(shot: Sequence[Frame]) -> list[Motion]:
    """How the camera moved since the middle frame, for each."""
    camera = CameraFollower()
    since_first = [camera.motion_to(np.ascontiguousarray(frame)) for frame in shot]
    back = since_first[len(shot) // 2].back()
    return [moved.after(back) for moved in since_first]
