"""A sound put in the place of a video's own, as the video's own was encoded."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openslate.authenticity.media.ffmpeg import streams
from openslate.authenticity.media.media_type import AVI, WEBM
from openslate.authenticity.media.sound import MOST_CHANNELS, Sound, known_type
from openslate.authenticity.media.sound_files import encoder_of
from openslate.common.errors import SlateError

AAC = ["-c:a", "aac", "-b:a", "192k"]
INSTEAD = {AVI: ["-c:a", "libmp3lame", "-b:a", "192k"], WEBM: ["-c:a", "libopus", "-b:a", "192k"]}
"""Encoders where its own format can't be written; AAC elsewhere."""


@dataclass(frozen=True)
class SoundTrack:
    """What ffmpeg is told of a new sound: arguments that open it, and those that encode it as the
    first stream of sound.
    """

    opened: list[str]
    encoded: list[str]


def can_be_replaced(video: Path) -> bool:
    """Whether a video has a sound that a new one can take the place of; raises SlateError."""
    heard = _first(streams(video, known_type(video)))
    return heard is not None and int(heard["channels"]) <= MOST_CHANNELS


def sound_track(sound: Sound, video: Path, at: Path) -> SoundTrack:
    """Write the samples `at` a place, for ffmpeg to read, to replace the first sound of a video.

    It begins when that one does. Raises SlateError.
    """
    media_type = known_type(video)
    told = streams(video, media_type)
    heard = _first(told)
    if heard is None:
        raise SlateError("There is no sound in it", where=video.name, do="Send a file with sound")
    try:
        encoder = encoder_of(video, heard)
    except SlateError:
        encoder = INSTEAD.get(media_type, AAC)
    sound.samples.astype("<f4").tofile(at)
    begins = float(heard.get("start_time") or 0) - float(told["format"].get("start_time") or 0)
    shape = ["-f", "f32le", "-ar", str(sound.rate), "-ac", str(sound.samples.shape[1])]
    opened = ["-itsoffset", f"{max(begins, 0.0):.6f}", *shape, "-i", f"file:{at}"]
    return SoundTrack(opened, [_of_first(word) for word in encoder])


def _first(told: dict[str, Any]) -> dict[str, Any] | None:
    found = (one for one in told.get("streams", ()) if one["codec_type"] == "audio")
    return next(found, None)


def _of_first(word: str) -> str:
    """An argument on all streams of sound as one on the first."""
    if not word.startswith("-"):
        return word
    return f"{word}:0" if word.endswith(":a") else f"{word}:a:0"
