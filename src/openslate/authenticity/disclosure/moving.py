"""Labels on video, drawn by ffmpeg over its frames, and before sounds, spoken."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from openslate.authenticity.disclosure.containers import (
    Statement,
    add_packet,
    metadata_arguments,
    packet_in,
)
from openslate.authenticity.disclosure.drawing import place_of
from openslate.authenticity.disclosure.plate import label_plate
from openslate.authenticity.disclosure.settings import Corner
from openslate.authenticity.media.ffmpeg import QUIET, command, reading, streams, unreadable
from openslate.authenticity.media.frames import frame_size
from openslate.authenticity.media.media_type import (
    AAC,
    AIFF,
    AVI,
    FLAC,
    M4A,
    MATROSKA,
    MOV,
    MP3,
    MP4,
    OGG,
    TRANSPORT,
    WAV,
    WEBM,
    MediaType,
)
from openslate.authenticity.media.sound import known_type
from openslate.common.errors import SlateError

WRITERS = {
    WAV: "wav", AIFF: "aiff", FLAC: "flac", OGG: "ogg", MP3: "mp3", AAC: "adts", M4A: "ipod",
    MP4: "mp4", MOV: "mov", AVI: "avi", MATROSKA: "matroska", WEBM: "webm", TRANSPORT: "mpegts",
}  # fmt: skip
"""What ffmpeg calls the writer of each format."""
H264 = ("-c:v", "libx264", "-crf", "18", "-preset", "medium")
VP9 = ("-c:v", "libvpx-vp9", "-crf", "24", "-b:v", "0", "-row-mt", "1")
MPEG4 = ("-c:v", "mpeg4", "-q:v", "2")
ENCODERS = {WEBM: VP9, AVI: MPEG4}
"""For every other format H.264."""
LOSSLESS_SOUND = ("pcm_", "flac", "alac")
BY_FORMAT = {OGG: "libvorbis", MP3: "libmp3lame", AAC: "aac", M4A: "aac", FLAC: "flac"}
QUALITY = {
    "libvorbis": ("-q:a", "7"),
    "libmp3lame": ("-q:a", "0"),
    "libopus": ("-b:a", "192k"),
    "aac": ("-b:a", "192k"),
}
COVER = ("-map", "0:v?", "-c:v", "copy", "-disposition:v", "attached_pic")
"""A picture that a sound's file carries goes along."""
PAUSE = 0.4
"""Seconds of silence between the spoken label and the recording."""
VOICE_SECONDS = 60.0


def copied_with_metadata(source: Path, target: Path, said: Statement) -> None:
    """A copy whose streams are as they were, with the source type in its metadata."""
    kind = known_type(source)
    keep = ["-map", "0:v?", "-map", "0:a?", "-map", "0:s?", "-c", "copy"]
    _write(source, target, kind, [], keep, said)


def labelled_video(
    source: Path,
    target: Path,
    text: str,
    said: Statement,
    *,
    size: float,
    corner: Corner,
    seconds: float,
) -> None:
    """A copy of a video with a label on its frames, from the start for `seconds`, or to the end.

    `said` goes into its metadata. Sound and subtitles are kept as
    they are, the picture is encoded anew. Raises SlateError.
    """
    kind = known_type(source)
    frames = frame_size(source)
    shape = (frames.width, frames.height)
    plate = label_plate(text, round(size * min(shape)), shape)
    top, left = place_of(plate.size, shape, corner)
    drawn = target.with_name(f".{target.name}.label.png")
    until = f":enable='lte(t,{seconds:g})'" if seconds else ""
    even = "pad=ceil(iw/2)*2:ceil(ih/2)*2"
    graph = f"[0:v:0][1:v]overlay={left}:{top}{until},{even},format=yuv420p[v]"
    streams_kept = ["-map", "[v]", "-map", "0:a?", "-map", "0:s?", "-c:a", "copy", "-c:s", "copy"]
    encoder = ENCODERS.get(kind, H264)
    try:
        plate.save(drawn)
        _write(
            source, target, kind, ["-i", f"file:{drawn}"],
            ["-filter_complex", graph, *streams_kept, *encoder], said,
        )  # fmt: skip
    finally:
        drawn.unlink(missing_ok=True)


def labelled_sound(source: Path, target: Path, voice: Path, said: Statement) -> None:
    """A copy of a sound with a recording of the label before it; raises SlateError."""
    kind = known_type(source)
    sound = next(
        (s for s in streams(source, kind).get("streams", ()) if s["codec_type"] == "audio"), None
    )
    if sound is None:
        raise SlateError("There is no sound in it", where=source.name, do="Publish another file")
    rate, channels = int(sound["sample_rate"]), int(sound["channels"])
    layout = sound.get("channel_layout") or ("mono" if channels == 1 else "stereo")
    form = f"aresample={rate},aformat=sample_rates={rate}:channel_layouts={layout}"
    graph = f"[1:a:0]{form},apad=pad_dur={PAUSE:g}[n];[0:a:0]{form}[s];[n][s]concat=n=2:v=0:a=1[a]"
    voiced = reading(voice, known_type(voice))
    encoder = _sound_encoder(kind, str(sound["codec_name"]))
    cover = COVER if kind in (MP3, M4A, FLAC) else ()
    work = ["-filter_complex", graph, "-map", "[a]", *cover, *encoder]
    _write(source, target, kind, voiced, work, said)


def recorded_voice(words: str, target: Path) -> Path:
    """The words spoken by espeak-ng, as WAV; raises SlateError where it is not installed."""
    found = shutil.which("espeak-ng")
    if found is None:
        raise SlateError(
            "The label of a sound is spoken by the command espeak-ng, which is not installed here",
            do="Install it, e.g. apt-get install espeak-ng, or name a recording of your own as the "
            "setting disclosure.voice",
        )
    ran = subprocess.run(  # noqa: S603 (a list of arguments, no shell)
        [found, "-w", str(target), "--", words],
        capture_output=True, timeout=VOICE_SECONDS, check=False,
    )  # fmt: skip
    if ran.returncode or not target.is_file():
        raise SlateError("espeak-ng could not speak the label", do="Try it in a terminal")
    return target


def _sound_encoder(kind: MediaType, codec: str) -> list[str]:
    """The codec that the sound had where that is lossless or known, at a rate that keeps it."""
    if codec.startswith(LOSSLESS_SOUND):
        return ["-c:a", codec]
    chosen = "libopus" if codec == "opus" else BY_FORMAT.get(kind, "aac")
    return ["-c:a", chosen, *QUALITY.get(chosen, ())]


def _write(
    source: Path,
    target: Path,
    kind: MediaType,
    more_inputs: Sequence[str],
    work: Sequence[str],
    said: Statement,
) -> None:
    """Run ffmpeg into `target` and put the metadata there; nothing is left where it fails."""
    before = packet_in(source, kind)
    try:
        ran = subprocess.run(  # noqa: S603 (a list of arguments, no shell)
            [command(), *QUIET, "-y", *reading(source, kind), *more_inputs, *work,
             "-map_metadata", "0", *metadata_arguments(kind, said, before),
             "-f", WRITERS[kind], f"file:{target}"],
            capture_output=True, check=False,
        )  # fmt: skip
        if ran.returncode:
            raise unreadable(source, ran.stderr)
        add_packet(target, kind, said, before)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
