"""A video's mark id, its evidence gathered over shots, with a p-value that counts every test."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.message import decode_message
from openslate.authenticity.marks.pictures.carriers import carriers_of
from openslate.authenticity.marks.pictures.detection import examined_residual
from openslate.authenticity.marks.pictures.reading import (
    find_beginnings,
    limited,
    places_tested,
    soft_bits,
    weights_of,
)
from openslate.authenticity.marks.videos.averaging import Averaged, Frame, averages, shots_of
from openslate.authenticity.marks.videos.settings import VideoMarkSettings


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


def examine_video(frames: Iterable[Frame], settings: VideoMarkSettings) -> list[np.ndarray]:
    """Everything that needs no key: of every shot, samples [lattices, waves] of its averages."""
    area = settings.picture.search.area
    return [
        np.concatenate([_samples(seen, settings) for seen in averages(shot, area)])
        for shot in shots_of(frames, settings.together)
    ]


def _samples(seen: Averaged, settings: VideoMarkSettings) -> np.ndarray:
    found = examined_residual(seen.left, seen.scale, seen.area, settings.picture)
    return limited(found.samples)


def read_video(
    examined: Sequence[np.ndarray], key: MarkKey, settings: VideoMarkSettings
) -> VideoDetection:
    """Add up the code bits of the shots in which the pilots of a key show, and decode them."""
    picture = settings.picture
    carriers, message = carriers_of(picture.carriers), picture.message
    soft, most, shown_in = np.zeros(message.length), 0.0, 0
    for samples in examined:
        best = find_beginnings(samples * weights_of(samples, carriers), key, picture)[0]
        most = max(most, best.evidence)
        if best.evidence >= settings.evidence:
            soft += soft_bits(samples[best.lattice], best, key, picture)
            shown_in += 1
    tests = sum(places_tested(len(samples), carriers) for samples in examined)
    chance = min(1.0, tests * float(np.exp(-most)))
    mark_id = decode_message(soft, message) if shown_in else None
    if mark_id is None or chance * message.chance >= picture.decision.accepted_p:
        return VideoDetection(None, chance, tests, len(examined), shown_in)
    return VideoDetection(mark_id, chance * message.chance, tests, len(examined), shown_in)


def detect_video(
    frames: Iterable[Frame], key: MarkKey, settings: VideoMarkSettings | None = None
) -> VideoDetection:
    """What frames tell with a key; consecutive ones of a video, or some of each of its shots.

    Nothing found does not mean that the video never had a mark.
    """
    chosen = settings or VideoMarkSettings()
    return read_video(examine_video(frames, chosen), key, chosen)
