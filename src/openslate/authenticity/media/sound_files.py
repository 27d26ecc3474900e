"""Writing sound back in the format that it came in, with its metadata."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openslate.authenticity.media.ffmpeg import QUIET, command, reading, streams
from openslate.authenticity.media.media_type import (
    AAC,
    AIFF,
    FLAC,
    M4A,
    MP3,
    OGG,
    WAV,
    MediaType,
)
from openslate.authenticity.media.sound import MOST_CHANNELS, Sound, known_type
from openslate.common.errors import SlateError

MUXERS = {WAV: "wav", AIFF: "aiff", FLAC: "flac", MP3: "mp3", AAC: "adts", M4A: "ipod", OGG: "ogg"}
ENCODERS = {
    "flac": "flac", "alac": "alac", "mp3": "libmp3lame", "aac": "aac", "opus": "libopus",
    "vorbis": "libvorbis",
}  # fmt: skip
LOSSLESS = ("flac", "alac")
BITS_A_CHANNEL = 128_000
"""Bits a second for each channel of formats that lose something."""
VORBIS_QUALITY = "8"
"""Vorbis takes no bits a second that its rate has no use for; 8 is about as many."""
BROADCAST = {"originator", "originator_reference", "coding_history", "time_reference", "umid"}
"""Tags that a broadcast WAV file has in a chunk of its own (EBU Tech 3285)."""


def check_writable(path: Path) -> None:
    """Raise SlateError unless sound can be written in the format of this file."""
    _plan(path, known_type(path))


def write_sound(sound: Sound, source: Path, target: Path) -> None:
    """Write a sound as `source` is: format, depth, rate, tags, cover; whole or not at all.

    What loses something (MP3, AAC, Ogg) is encoded at 128 kb/s a channel. Of 32 bits, 24 are kept.
    Raises SlateError.
    """
    media_type = known_type(source)
    plan = _plan(source, media_type)
    partial = target.with_name(f".{target.name}.part")
    channels = sound.samples.shape[1]
    ran = subprocess.run(  # noqa: S603 (a list of arguments, no shell)
        [command(), *QUIET, "-y",
         "-f", "f32le", "-ar", str(sound.rate), "-ac", str(channels), "-i", "pipe:0",
         *reading(source, media_type),
         "-map", "0:a", "-map_metadata", "1", "-map_metadata:s:a:0", "1:s:a:0", *plan,
         "-f", MUXERS[media_type], f"file:{partial}"],
        input=sound.samples.astype("<f4").tobytes(), capture_output=True, check=False,
    )  # fmt: skip
    try:
        if ran.returncode:
            raise _refused(target, ran.stderr)
        os.replace(partial, target)
    except OSError as error:
        raise SlateError(
            f"The sound can't be written: {error.strerror}", where=str(target)
        ) from None
    finally:
        partial.unlink(missing_ok=True)


def _plan(path: Path, media_type: MediaType) -> list[str]:
    """Arguments that encode as the file at `path` is encoded; raises SlateError if none do."""
    told = streams(path, media_type)
    found = [one for one in told.get("streams", ()) if one["codec_type"] == "audio"]
    if not found or media_type not in MUXERS:
        raise _unwritable(path)
    if int(found[0]["channels"]) > MOST_CHANNELS:
        raise SlateError(
            f"It has more than {MOST_CHANNELS} channels",
            where=path.name,
            do="Mark its channels in parts",
        )
    cover = ["-map", "1:v?", "-c:v", "copy"] if media_type in (FLAC, MP3, M4A) else []
    tags = told.get("format", {}).get("tags", {})
    broadcast = media_type is WAV and BROADCAST & {name.lower() for name in tags}
    more = ["-write_bext", "1"] if broadcast else []
    return [*encoder_of(path, found[0]), *cover, *more]


def encoder_of(path: Path, stream: Mapping[str, Any]) -> list[str]:
    """Arguments that encode a stream of sound, as ffprobe tells of it, as it was encoded.

    Raises SlateError where its format can't be written.
    """
    codec = str(stream["codec_name"])
    if codec.startswith("pcm_"):
        return ["-c:a", codec]
    if codec not in ENCODERS:
        raise _unwritable(path)
    if codec in LOSSLESS:
        bits = int(stream.get("bits_per_raw_sample") or 16)
        planar = "p" if codec == "alac" else ""
        return ["-c:a", codec, "-sample_fmt", ("s16" if bits <= 16 else "s32") + planar]
    rate = BITS_A_CHANNEL * int(stream["channels"])
    much = ["-q:a", VORBIS_QUALITY] if codec == "vorbis" else ["-b:a", str(rate)]
    return ["-c:a", ENCODERS[codec], *much]


def _refused(target: Path, stderr: bytes) -> SlateError:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return SlateError(
        f"The sound can't be written ({lines[-1][:120] if lines else 'no reason given'})",
        where=target.name,
        do="Convert it to WAV or FLAC first",
    )


def _unwritable(path: Path) -> SlateError:
    return SlateError(
        "Sound in this format can't be written again",
        where=path.name,
        do="Convert it to WAV, FLAC, MP3, AAC or Ogg first",
    )
