"""A video written anew with other frames, and another sound if asked; all else is kept."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from threading import Thread

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.media.ffmpeg import QUIET, command, reading, streams, unreadable
from openslate.authenticity.media.frames import FrameSize, frame_size
from openslate.authenticity.media.media_type import WEBM, MediaType
from openslate.authenticity.media.sound import Sound, known_type
from openslate.authenticity.media.sound_tracks import SoundTrack, sound_track
from openslate.common.errors import SlateError

Frame = NDArray[np.uint8]
Change = Callable[[Iterator[Frame]], Iterator[Frame]]
H264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "15", "-pix_fmt", "yuv420p")
VP9 = ("-c:v", "libvpx-vp9", "-crf", "18", "-b:v", "0", "-deadline", "realtime", "-cpu-used", "5")
USUAL_RATE = Fraction(25)


@dataclass(frozen=True)
class _Video:
    path: Path
    media_type: MediaType
    size: FrameSize
    rate: Fraction


def rewrite_video(source: Path, target: Path, change: Change, sound: Sound | None = None) -> None:
    """Write `target` from what `change` makes of the frames of `source`, uint8 [h, w, 3] each.

    Frames come at a constant rate and are encoded at a quality that hardly shows. Its first sound
    becomes `sound`, where that is given. The source is only read, and the target is there whole
    or not at all. Raises SlateError.
    """
    video = _opened(source)
    partial = target.with_name(f".{target.stem}.partial{target.suffix}")
    samples = target.with_name(f".{target.stem}.partial.f32")
    try:
        track = None if sound is None else sound_track(sound, source, samples)
        _through(video, partial, change, track)
        partial.replace(target)
    finally:
        for made in (partial, samples):
            with suppress(FileNotFoundError):
                made.unlink()


def _opened(source: Path) -> _Video:
    media_type, size = known_type(source), frame_size(source)
    told = next(s for s in streams(source, media_type)["streams"] if s["codec_type"] == "video")
    with suppress(KeyError, ValueError, ZeroDivisionError):
        rate = Fraction(told["avg_frame_rate"])
        return _Video(source, media_type, size, rate if rate > 0 else USUAL_RATE)
    return _Video(source, media_type, size, USUAL_RATE)


def _through(video: _Video, partial: Path, change: Change, track: SoundTrack | None) -> None:
    """Decode, change and encode side by side, a few frames in memory at a time."""
    with (
        subprocess.Popen(_decoding(video), stdout=subprocess.PIPE) as decoder,  # noqa: S603
        subprocess.Popen(  # noqa: S603 (lists of arguments, no shell)
            _encoding(video, partial, track), stdin=subprocess.PIPE, stderr=subprocess.PIPE
        ) as encoder,
    ):
        said: list[bytes] = []
        assert encoder.stdin is not None and encoder.stderr is not None  # noqa: S101, PT018
        listening = Thread(target=lambda: said.append(encoder.stderr.read()))  # type: ignore[union-attr]
        listening.start()
        count = 0
        try:
            with suppress(BrokenPipeError):
                for frame in change(_frames(decoder, video.size)):
                    encoder.stdin.write(np.ascontiguousarray(frame).tobytes())
                    count += 1
                encoder.stdin.close()
        except BaseException:
            encoder.kill()
            raise
        finally:
            decoder.kill()
            encoder.wait()
            listening.join()
    if encoder.returncode or not count:
        raise unreadable(video.path, said[0] if said else b"no frame came out")


def _frames(decoder: "subprocess.Popen[bytes]", size: FrameSize) -> Iterator[Frame]:
    assert decoder.stdout is not None  # noqa: S101
    length = size.width * size.height * 3
    while len(data := decoder.stdout.read(length)) == length:
        yield np.frombuffer(data, np.uint8).reshape(size.height, size.width, 3)


def _decoding(video: _Video) -> list[str]:
    return [
        command(), *QUIET, *reading(video.path, video.media_type), "-map", "0:v:0", "-an",
        "-r", str(video.rate), "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
    ]  # fmt: skip


def _encoding(video: _Video, partial: Path, track: SoundTrack | None) -> list[str]:
    shape = f"{video.size.width}x{video.size.height}"
    if video.size.width % 2 or video.size.height % 2:
        raise SlateError(
            f"Its frames are {shape}", where=video.path.name, do="Use even numbers of pixels"
        )
    codec = VP9 if video.media_type is WEBM else H264
    opened, sound = [], ["-map", "1:a?", "-c:a", "copy"]
    if track is not None:
        opened, said = track.opened, ["-map_metadata:s:a:0", "1:s:a:0"]
        sound = ["-map", "2:a", *sound, "-map", "-1:a:0", *track.encoded, *said]
    return [
        command(), *QUIET, "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", shape,
        "-r", str(video.rate), "-i", "pipe:0", *reading(video.path, video.media_type), *opened,
        "-map", "0:v:0", *sound, "-map_metadata", "1", *codec, f"file:{partial}",
    ]  # fmt: skip
