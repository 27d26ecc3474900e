"""Putting the mark into frames: within a shot the pattern moves as the camera does.

So an encoder, which tells of most frames only how they moved since an earlier one, carries the
pattern along with what it lies on, and the eye sees no veil that stands still before a scene.
From shot to shot the pattern begins elsewhere, so that averaging a whole film shows no pattern.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.pictures.carriers import carriers_of
from openslate.authenticity.marks.pictures.pattern import TURN, amplitudes, draw_pattern
from openslate.authenticity.marks.pictures.pixels import (
    SMALLEST_MARKED,
    check_pixels,
    luma_of,
    with_mark,
)
from openslate.authenticity.marks.pictures.resizing import resize
from openslate.authenticity.marks.pictures.strength import psnr_needed, texture_mask
from openslate.authenticity.marks.pictures.tiles import tile_of
from openslate.authenticity.marks.videos.following import CameraFollower
from openslate.authenticity.marks.videos.motion import Motion, coarse, sampled
from openslate.authenticity.marks.videos.settings import VideoMarkSettings
from openslate.authenticity.marks.videos.shots import ShotCuts

Frame = NDArray[np.uint8]
MOVED = 0.1
"""Pixels by which the pattern may lag behind."""


class VideoMarker:
    """Marks the frames of one video, in order; all of one shape, uint8 [height, width, 3]."""

    def __init__(
        self, mark_id: int, key: MarkKey, settings: VideoMarkSettings | None = None
    ) -> None:
        self._key, self._settings = key, settings or VideoMarkSettings()
        self._values = amplitudes(mark_id, key, self._settings.picture)
        self._cuts, self._camera = ShotCuts(), CameraFollower()
        self._begun, self._since = 0, 0
        self._pattern = self._mask = self._mark = np.zeros((1, 1), dtype=np.float32)
        self._drawn, self._tile, self._psnr, self._louder = Motion(), 1.0, 0.0, 0.0

    def frames(self, frames: Iterable[Frame]) -> Iterator[Frame]:
        """The same frames, marked. Raises SlateError for frames that are too small."""
        for frame in frames:
            yield self._marked(frame)

    def _marked(self, frame: Frame) -> Frame:
        cut = self._cuts.begins_with(frame)
        if cut:
            self._camera.begin()
        moved = self._camera.motion_to(coarse(frame))
        wanted = self._settings.louder if self._camera.much_moves else 0.0
        self._louder += self._settings.swelling * (wanted - self._louder)
        if cut or self._strayed(moved):
            check_pixels(frame, SMALLEST_MARKED)
            self._begin(frame)
        elif self._since >= self._settings.renewed:
            self._look(self._luma(frame))
            self._draw(frame.shape[:2], moved)
        elif moved.after(self._drawn.back()).furthest(frame.shape[:2]) > MOVED:
            self._draw(frame.shape[:2], moved)
        self._since += 1
        return with_mark(frame, self._mark, self._psnr - self._louder)

    def _strayed(self, moved: Motion) -> bool:
        """Whether the pattern is larger, smaller or further turned than it is looked for."""
        larger, turned = abs(np.log(abs(moved.turned))), abs(np.angle(moved.turned, deg=True))
        return bool(larger > np.log(self._settings.larger) or turned > self._settings.turned)

    def _begin(self, frame: Frame) -> None:
        """Draw the pattern for a shot, as strong as its first frame needs it."""
        luma, settings = self._luma(frame), self._settings.picture
        self._tile = tile_of(luma.shape, settings)
        values = self._values_of(self._begun)
        room = [round(n * self._settings.larger * 1.2 + 2 * self._tile) for n in luma.shape]
        self._pattern = draw_pattern(values, (room[0], room[1]), self._tile, settings)
        self._camera.begin()
        self._camera.motion_to(coarse(frame))
        self._look(luma)
        mark = self._unit(Motion())
        self._psnr = psnr_needed(luma, mark, self._tile, values, settings)
        self._draw(frame.shape[:2], Motion())
        self._begun += 1

    def _values_of(self, begun: int) -> np.ndarray:
        """The amplitudes of a shot: the same pattern, begun at a place drawn for it."""
        waves = carriers_of(self._settings.picture.carriers).waves
        offset = self._key.uniform(f"video shot {begun}", 2)
        told: np.ndarray = self._values * np.exp(TURN * (waves @ offset))
        return told

    def _luma(self, frame: Frame) -> np.ndarray:
        """A frame's luma as large as marks are made at."""
        whole = luma_of(frame)
        scale = min(1.0, float(np.sqrt(self._settings.picture.search.area / whole.size)))
        return resize(whole, (round(whole.shape[0] * scale), round(whole.shape[1] * scale)))

    def _look(self, luma: np.ndarray) -> None:
        """Fit the mark to the texture that is seen now."""
        self._mask, self._since = texture_mask(luma, self._settings.picture.strength), 0

    def _draw(self, shape: tuple[int, ...], moved: Motion) -> None:
        self._mark = resize(self._unit(moved), (shape[0], shape[1]))
        self._drawn = moved

    def _unit(self, moved: Motion) -> np.ndarray:
        """The mark with a root mean square of 1, its pattern moved; whole tiles make no odds."""
        height, width = self._mask.shape
        back, tile = moved.back(), self._tile / width
        whole = complex(round(back.shift.real / tile), round(back.shift.imag / tile)) * tile
        seen = sampled(self._pattern, Motion(back.turned, back.shift - whole), (height, width))
        mark = self._mask * seen
        told: np.ndarray = (mark / np.sqrt(np.mean(mark * mark))).astype(np.float32)
        return told
