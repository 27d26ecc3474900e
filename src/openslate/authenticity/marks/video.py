"""The mark in video: that of pictures, moved from shot to shot, its evidence gathered over frames.

Within a shot every frame bears the same pattern, so an average of what frames have left after
whitening shows the mark more clearly than any frame, and what moves is averaged away. From shot to
shot the pattern begins elsewhere, so that averaging a whole film shows no pattern.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.message import decode_message
from openslate.authenticity.marks.picture import tile_of
from openslate.authenticity.marks.pictures.carriers import carriers_of
from openslate.authenticity.marks.pictures.detection import examined_residual
from openslate.authenticity.marks.pictures.pattern import TURN, amplitudes, draw_pattern
from openslate.authenticity.marks.pictures.pixels import (
    SMALLEST_MARKED,
    check_pixels,
    luma_of,
    with_mark,
)
from openslate.authenticity.marks.pictures.reading import (
    find_beginnings,
    limited,
    places_tested,
    soft_bits,
    weights_of,
)
from openslate.authenticity.marks.pictures.residual import residual
from openslate.authenticity.marks.pictures.resizing import resize
from openslate.authenticity.marks.pictures.settings import PictureMarkSettings, StrengthSettings
from openslate.authenticity.marks.pictures.strength import psnr_needed, texture_mask
from openslate.authenticity.marks.pictures.trimming import inside_borders
from openslate.authenticity.marks.shots import ShotCuts

Frame = NDArray[np.uint8]
USUAL = PictureMarkSettings(strength=StrengthSettings(faintest_psnr=40.5, strongest_psnr=39.5))
"""Stronger than in pictures: encoders throw more away, and what moves hides more."""
RENEWED = 6
"""Frames after which texture is looked at again within a shot."""
MOST_FRAMES = 16
"""Frames of a shot that are averaged."""
TOGETHER = 10.0
"""Evidence (see `Beginning`) from which a shot's code bits are added to those of others."""


class VideoMarker:
    """Marks the frames of one video, in order; all of one shape, uint8 [height, width, 3]."""

    def __init__(self, mark_id: int, key: MarkKey, settings: PictureMarkSettings = USUAL) -> None:
        self._key, self._settings = key, settings
        self._values = amplitudes(mark_id, key, settings)
        self._cuts = ShotCuts()
        self._shot, self._since = -1, 0
        self._pattern = self._mark = np.zeros((0, 0), dtype=np.float32)
        self._psnr = settings.strength.usual_psnr

    def frames(self, frames: Iterable[Frame]) -> Iterator[Frame]:
        """The same frames, marked. Raises SlateError for frames that are too small."""
        for frame in frames:
            yield self._marked(frame)

    def _marked(self, frame: Frame) -> Frame:
        cut = self._cuts.begins_with(frame)
        if cut:
            check_pixels(frame, SMALLEST_MARKED)
            self._shot += 1
        if cut or self._since >= RENEWED:
            self._renew(frame, begins=cut)
        self._since += 1
        return with_mark(frame, self._mark, self._psnr)

    def _renew(self, frame: Frame, *, begins: bool) -> None:
        """Fit the mark to what is seen now; where a shot begins, draw its pattern too."""
        whole, settings = luma_of(frame), self._settings
        scale = min(1.0, float(np.sqrt(settings.search.area / whole.size)))
        luma = resize(whole, (round(whole.shape[0] * scale), round(whole.shape[1] * scale)))
        tile = tile_of(luma.shape, settings)
        values = self._moved()
        if begins:
            self._pattern = draw_pattern(values, luma.shape, tile, settings)
        mark = texture_mask(luma, settings.strength) * self._pattern
        mark = (mark / np.sqrt(np.mean(mark * mark))).astype(np.float32)
        if begins:
            self._psnr = psnr_needed(luma, mark, tile, values, settings)
        self._mark, self._since = resize(mark, whole.shape), 0

    def _moved(self) -> np.ndarray:
        """The amplitudes of a shot: the same pattern, begun at a place drawn for it."""
        waves = carriers_of(self._settings.carriers).waves
        offset = self._key.uniform(f"video shot {self._shot}", 2)
        moved: np.ndarray = self._values * np.exp(TURN * (waves @ offset))
        return moved


@dataclass(frozen=True)
class VideoDetection:
    """`mark_id` if one was found, in how many of the `shots` it showed.

    `p_value` bounds the probability of so much evidence without a mark of this key, over all
    `tests` in all shots.
    """

    mark_id: int | None
    p_value: float
    tests: int
    shots: int
    shown_in: int


@dataclass
class _Gathered:
    """Code bits added up over shots, and what it took."""

    soft: np.ndarray
    shown_in: int = 0
    tests: int = 0
    evidence: list[float] = field(default_factory=list)


def detect_video(
    frames: Iterable[Frame], key: MarkKey, settings: PictureMarkSettings = USUAL
) -> VideoDetection:
    """What frames tell with a key; consecutive ones of a video, or some of each of its shots.

    Nothing found does not mean that the video never had a mark.
    """
    gathered = _Gathered(np.zeros(settings.message.length))
    shots = 0
    for shot in _shots(frames):
        shots += 1
        _gather(shot, key, settings, gathered)
    mark_id = decode_message(gathered.soft, settings.message) if gathered.shown_in else None
    chance = min(1.0, gathered.tests * float(np.exp(-max(gathered.evidence, default=0.0))))
    if mark_id is None:
        return VideoDetection(None, chance, gathered.tests, shots, gathered.shown_in)
    p_value = chance * settings.message.chance
    if p_value >= settings.decision.accepted_p:
        return VideoDetection(None, chance, gathered.tests, shots, gathered.shown_in)
    return VideoDetection(mark_id, p_value, gathered.tests, shots, gathered.shown_in)


def _shots(frames: Iterable[Frame]) -> Iterator[list[Frame]]:
    """Frames parted where shots begin, evenly picked where there are many."""
    cuts, shot = ShotCuts(), list[Frame]()
    for frame in frames:
        if cuts.begins_with(frame) and shot:
            yield _picked(shot)
            shot = []
        shot.append(frame)
    if shot:
        yield _picked(shot)


def _picked(shot: list[Frame]) -> list[Frame]:
    places = np.linspace(0, len(shot) - 1, min(MOST_FRAMES, len(shot))).round().astype(int)
    return [shot[place] for place in dict.fromkeys(places.tolist())]


def _gather(
    shot: Sequence[Frame], key: MarkKey, settings: PictureMarkSettings, gathered: _Gathered
) -> None:
    """Add the code bits of a shot, if the pilots show well enough in it."""
    carriers = carriers_of(settings.carriers)
    examined = examined_residual(*_averaged(shot, settings), settings)
    samples = limited(examined.samples)
    gathered.tests += places_tested(len(samples), carriers)
    best = find_beginnings(samples * weights_of(samples, carriers), key, settings)[0]
    gathered.evidence.append(best.evidence)
    if best.evidence >= TOGETHER:
        gathered.soft += soft_bits(samples[best.lattice], best, key, settings)
        gathered.shown_in += 1


def _averaged(
    shot: Sequence[Frame], settings: PictureMarkSettings
) -> tuple[np.ndarray, float, int]:
    """What frames have left after whitening, averaged; the scale it was taken at; pixels."""
    lumas = [luma_of(frame) for frame in shot]
    inside = inside_borders(np.mean(lumas, axis=0))
    area = lumas[0][inside].size
    scale = min(1.0, float(np.sqrt(settings.search.area / area)))
    total: np.ndarray | None = None
    for luma in lumas:
        cut = luma[inside]
        small = resize(cut, (round(cut.shape[0] * scale), round(cut.shape[1] * scale)))
        left = residual(small)
        total = left if total is None else total + left
    assert total is not None  # noqa: S101 (a shot has a frame)
    return total / len(lumas), scale, area
