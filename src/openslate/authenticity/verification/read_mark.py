"""Looks for a mark in a file of any kind, and says how the file was changed since."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.marks import picture, sound
from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.pictures.detection import Geometry
from openslate.authenticity.marks.video import detect_video
from openslate.authenticity.media.frames import read_frames
from openslate.authenticity.media.glimpse import look_at_picture
from openslate.authenticity.media.media_type import MediaKind, sniff_file
from openslate.authenticity.media.sound import read_sound
from openslate.authenticity.verification.evidence import MarkReading
from openslate.common.errors import SlateError
from openslate.common.text import join_words

PER_SECOND, LARGEST_SIDE, MOST_FRAMES = 2.0, 1280, 96
"""How many frames of a video are looked through, and how large."""
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
    """Look for a mark in frames of a video's file; raises SlateError."""
    found = detect_video(read_frames(path, PER_SECOND, LARGEST_SIDE, MOST_FRAMES), key)
    told = f"It shows in {found.shown_in} of {found.shots} shots." if found.mark_id else ""
    return MarkReading(found.mark_id, found.p_value, found.tests, told)


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
