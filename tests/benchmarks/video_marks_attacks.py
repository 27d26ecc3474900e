"""What happens to a video on its way, done by ffmpeg as others would do it."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from openslate.authenticity.media.frames import read_frames
from tests.benchmarks.video_marks_material import RATE

READ = 16
"""Frames from which a mark is read."""
LARGEST_SIDE = 1280
H264 = ("-c:v", "libx264", "-preset", "veryfast")
QUALITY_23 = (*H264, "-crf", "23")
VP9 = ("-c:v", "libvpx-vp9", "-b:v", "0", "-deadline", "realtime", "-cpu-used", "6")


@dataclass(frozen=True)
class Attack:
    """Files written one after another, each from the one before, by arguments of ffmpeg.

    `wanted` is the share of ids that is to be read; `in_a_row`: from frames in a row as well.
    """

    name: str
    passes: tuple[tuple[str, ...], ...]
    wanted: float | None = None
    in_a_row: bool = False


def through(source: Path, target: Path, attack: Attack) -> None:
    """Write what an attack makes of a video."""
    before = source
    for number, how in enumerate(attack.passes):
        last = number == len(attack.passes) - 1
        after = target if last else target.with_name(f"{number}.{target.name}")
        command = ["ffmpeg", "-v", "error", "-y", "-i", str(before), *how, str(after)]
        subprocess.run(command, check=True)
        before = after


def spread(frames: Sequence[np.ndarray]) -> list[np.ndarray]:
    """16 frames from all over a video."""
    places = np.linspace(0, len(frames) - 1, READ).round().astype(int)
    return [frames[place] for place in places]


def consecutive(frames: Sequence[np.ndarray]) -> list[np.ndarray]:
    """16 frames in a row, from the middle: far from a frame that was encoded whole."""
    first = max(len(frames) // 2 - READ // 2, 0)
    return list(frames[first : first + READ])


def every_frame(path: Path) -> list[np.ndarray]:
    """All frames of a short video."""
    return list(read_frames(path, RATE, LARGEST_SIDE))


def _scaled(*filters: str) -> tuple[str, str]:
    return "-vf", ",".join(filters)


HEVC = ("-c:v", "libx265", "-preset", "superfast", "-x265-params", "log-level=none")
ATTACKS: tuple[Attack, ...] = (
    Attack("720p, H.264 CRF 35", ((*H264, "-crf", "35"),), 0.95, in_a_row=True),
    Attack(
        "360p, H.264 CRF 28",
        ((*_scaled("scale=640:360"), *H264, "-crf", "28"),),
        0.9,
        in_a_row=True,
    ),
    Attack("one second of it, CRF 28", (("-ss", "0.9", "-t", "1", *H264, "-crf", "28"),), 0.9),
    Attack(
        "letterboxed in 1024 x 768, CRF 23",
        ((*_scaled("scale=1024:576", "pad=1024:768:0:96"), *QUALITY_23),),
        0.9,
    ),
    Attack(
        "encoded again, CRF 28; 2 pixels cut off, again, CRF 30",
        ((*H264, "-crf", "28"), (*_scaled("crop=1276:716:2:2"), *H264, "-crf", "30")),
        0.9,
    ),
    Attack("30 frames a second, mixed of two, CRF 23", ((*_scaled("framerate=30"), *QUALITY_23),)),
    Attack("cut to 80 % of each side, CRF 23", ((*_scaled("crop=1024:576"), *QUALITY_23),)),
    Attack("720p, HEVC CRF 32", ((*HEVC, "-crf", "32"),)),
    Attack("480p, VP9 CRF 40", ((*_scaled("scale=854:480"), *VP9, "-crf", "40"),)),
)
