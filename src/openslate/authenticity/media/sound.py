"""Sound as numbers: any format that ffmpeg reads, mixed to one rate, within a bound of length."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.media.ffmpeg import QUIET, command, reading, streams, unreadable
from openslate.authenticity.media.media_type import MediaType, sniff_file
from openslate.common.errors import SlateError

LONGEST = 4 * 3600.0
"""Seconds of sound that are read of a file unless asked otherwise."""
MOST_CHANNELS = 8


@dataclass(frozen=True, eq=False)
class Sound:
    """float32 [samples, channels] in [-1, 1], and its rate in Hz."""

    samples: NDArray[np.float32]
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate


def read_sound(
    path: Path, rate: int | None = None, channels: int | None = None, longest: float = LONGEST
) -> Sound:
    """The first stream of sound in a file, at its own rate and channels unless others are named.

    Reads `longest` seconds at most. Raises SlateError where there is no sound or no decoding it.
    """
    media_type = known_type(path)
    found = [s for s in streams(path, media_type).get("streams", ()) if s["codec_type"] == "audio"]
    if not found:
        raise SlateError("There is no sound in it", where=path.name, do="Send a file with sound")
    rate = rate or int(found[0]["sample_rate"])
    channels = channels or min(int(found[0]["channels"]), MOST_CHANNELS)
    ran = subprocess.run(  # noqa: S603 (a list of arguments, no shell)
        [command(), *QUIET, *reading(path, media_type), "-map", "0:a:0", "-t", f"{longest:g}",
         "-ac", str(channels), "-ar", str(rate), "-f", "f32le", "pipe:1"],
        capture_output=True, check=False,
    )  # fmt: skip
    if ran.returncode and not ran.stdout:
        raise unreadable(path, ran.stderr)
    whole = len(ran.stdout) // (4 * channels) * channels
    samples = np.frombuffer(ran.stdout, "<f4", whole).reshape(-1, channels)
    return Sound(samples.astype(np.float32), rate)


def has_sound(path: Path) -> bool:
    """Whether a file of sound or video has a stream of sound; raises SlateError."""
    told = streams(path, known_type(path)).get("streams", ())
    return any(stream["codec_type"] == "audio" for stream in told)


def known_type(path: Path) -> MediaType:
    """The format of a file of sound or video; raises SlateError where it is neither."""
    media_type = sniff_file(path)
    if media_type is None or not media_type.demuxer:
        raise SlateError(
            "It is neither sound nor video that Slate can read",
            where=path.name,
            do="Send WAV, FLAC, MP3, AAC, Ogg, MP4, QuickTime, Matroska, WebM, AVI or MPEG-TS",
        )
    return media_type
