"""Looks for a mark in a file of any kind, and says how the file was changed since."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.marks import picture, sound
from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.pictures.detection import Geometry
from openslate.authenticity.marks.video import detect_video
from openslate.authenticity.media.ffmpeg import streams
from openslate.authenticity.media.frames import read_frames
from openslate.authenticity.media.glimpse import look_at_picture
from openslate.authenticity.media.media_type import MediaKind, sniff_file
from openslate.authenticity.media.sound import has_sound, known_type, read_sound
from openslate.authenticity.verification.evidence import MarkReading
from openslate.authenticity.verification.picture_and_sound import in_either
from openslate.common.errors import SlateError
from openslate.common.text import join_words

PER_SECOND, LARGEST_SIDE, MOST_FRAMES = 2.0, 1280, 96
"""How many frames of a video are looked through, and how large."""
LEAST_FRAMES, MOST_PER_SECOND = 16, 25.0
HEARD_SECONDS, HEARD_RATE = 180.0, 16_000
"""How much of a sound is listened to, and at which rate in Hz; marks lie below 6.3 kHz."""
TURNED, CUT, PLAYED = 0.5, 0.9, 0.002
"""From how many degrees, below which share of the area, from which share of the speed on a
change is told."""


def picture_mark(pixels: NDArray[np.uint8], key: MarkKey) -> MarkReading:
    """Look for a mark in a picture, uint8 [height, width, 3]."""
    found = picture.detect(pixels, key)
    told = _changes(found.geometry) if found.mark_id is not None else ""
    return MarkReading(found.mark_id, found.p_value, found.tests, told)


def sound_mark(path: Path, key: MarkKey) -> MarkReading:
    """Look for a mark in the first minutes of a sound's file; raises SlateError."""
    heard = read_sound(path, HEARD_RATE, longest=HEARD_SECONDS)
    found = sound.detect(heard.samples, heard.rate, key)
    told = _played(found) if found.mark_id is not None else ""
    return MarkReading(found.mark_id, found.p_value, found.tests, told)


def video_mark(path: Path, key: MarkKey) -> MarkReading:
    """Look for a mark in frames and in the sound of a video's file; raises SlateError."""
    frames = read_frames(path, _per_second(path), LARGEST_SIDE, MOST_FRAMES)
    found = detect_video(frames, key)
    told = f"It shows in {found.shown_in} of {found.shots} shots." if found.mark_id else ""
    seen = MarkReading(found.mark_id, found.p_value, found.tests, told)
    try:
        return in_either(seen, sound_mark(path, key)) if has_sound(path) else seen
    except SlateError:  # the sound is broken, and its picture told what it could
        return seen


def _per_second(path: Path) -> float:
    """So many frames that a short video gives as many as one shot is read from."""
    told = streams(path, known_type(path)).get("format", {})
    with suppress(KeyError, ValueError, ZeroDivisionError):
        return min(max(PER_SECOND, LEAST_FRAMES / float(told["duration"])), MOST_PER_SECOND)
    return PER_SECOND


def mark_in(path: Path, key: MarkKey) -> int | None:
    """The mark in a file; None where there is none, or it is of a kind that can't bear one."""
    media_type = sniff_file(path)
    looks: dict[MediaKind, Callable[[], MarkReading]] = {
        MediaKind.PICTURE: lambda: picture_mark(look_at_picture(path), key),
        MediaKind.SOUND: lambda: sound_mark(path, key),
        MediaKind.VIDEO: lambda: video_mark(path, key),
    }
    look = None if media_type is None else looks.get(media_type.kind)
    try:
        return None if look is None else look().found
    except SlateError:
        return None


def _changes(lies: Geometry) -> str:
    """How a picture was changed since it was marked, as far as the mark tells."""
    changes = []
    if abs(lies.turn) > TURNED:
        changes.append(f"turned by {lies.turn:.0f} degrees")
    if lies.mirrored:
        changes.append("mirrored")
    if lies.share < CUT:
        changes.append(f"cut to about {100 * lies.share:.0f} % of its area")
    return f"Since then it was {join_words(changes)}." if changes else ""


def _played(found: sound.SoundDetection) -> str:
    """How a sound is played since it was marked, as far as the mark tells."""
    if abs(found.tempo - 1) < PLAYED:
        return ""
    how = "faster" if found.tempo > 1 else "slower"
    pitch = ", its pitch kept" if abs(found.pitch - 1) < PLAYED else ""
    return f"Since then it is played {100 * abs(found.tempo - 1):.1f} % {how}{pitch}."
