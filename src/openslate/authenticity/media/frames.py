"""Frames of a video, one after another, small enough that a long film never fills the memory."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.media.ffmpeg import QUIET, command, reading, streams, unreadable
from openslate.authenticity.media.sound import known_type
from openslate.common.errors import SlateError

LARGEST = 8192 * 4320
"""Pixels of the largest frame that is decoded."""


@dataclass(frozen=True)
class FrameSize:
    """Width and height of a video's frames in pixels, turned as they are shown."""

    width: int
    height: int

    def within(self, longest: int) -> "FrameSize":
        """The same shape with no side over `longest`, in even numbers."""
        scale = min(1.0, longest / max(self.width, self.height))
        return FrameSize(
            *(max(2, round(side * scale / 2) * 2) for side in (self.width, self.height))
        )


def frame_size(path: Path) -> FrameSize:
    """How large the frames of a video are; raises SlateError where it has none or they are huge."""
    found = [
        s
        for s in streams(path, known_type(path)).get("streams", ())
        if s["codec_type"] == "video" and not s.get("disposition", {}).get("attached_pic")
    ]
    if not found:
        raise SlateError("There is no picture in it", where=path.name, do="Send a video")
    width, height = int(found[0].get("width") or 0), int(found[0].get("height") or 0)
    if not 0 < width * height <= LARGEST:
        raise SlateError(
            f"Its frames are {width} x {height}", where=path.name, do="Send one of at most 8K"
        )
    turned = any(abs(side.get("rotation", 0)) % 180 == 90 for side in _sides(found[0]))
    return FrameSize(height, width) if turned else FrameSize(width, height)


def read_frames(
    path: Path, per_second: float = 1.0, longest_side: int = 1024, most: int = 7200
) -> Iterator[NDArray[np.uint8]]:
    """Frames as uint8 [height, width, 3], so many for each second, at most `most`.

    Raises SlateError where nothing can be decoded; a broken end only ends the frames.
    """
    size = frame_size(path).within(longest_side)
    wanted = f"fps={per_second:g},scale={size.width}:{size.height}:flags=area"
    with subprocess.Popen(  # noqa: S603 (a list of arguments, no shell)
        [command(), *QUIET, *reading(path, known_type(path)), "-map", "0:v:0", "-an",
         "-frames:v", str(most), "-vf", wanted, "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as running:  # fmt: skip
        try:
            yield from _cut(path, running, size)
        finally:
            running.kill()


def _cut(
    path: Path, running: "subprocess.Popen[bytes]", size: FrameSize
) -> Iterator[NDArray[np.uint8]]:
    assert running.stdout is not None  # noqa: S101
    count, length = 0, size.width * size.height * 3
    while len(data := running.stdout.read(length)) == length:
        count += 1
        yield np.frombuffer(data, np.uint8).reshape(size.height, size.width, 3)
    if not count:
        raise unreadable(path, b"no frame came out")


def _sides(stream: dict[str, object]) -> list[dict[str, float]]:
    found = stream.get("side_data_list")
    return found if isinstance(found, list) else []
