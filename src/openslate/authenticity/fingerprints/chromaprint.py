"""Chromaprint: 32 bits for each eighth of a second of sound, of its melody rather than its waves.

L. Lalinsky, "How does Chromaprint work?" (2011), after D. Jang and others, "Pairwise Boosted Audio
Fingerprint", IEEE TIFS 2009; made by ffmpeg's own part for it.
"""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.media.ffmpeg import QUIET, command, reading, unreadable
from openslate.authenticity.media.sound import LONGEST, known_type
from openslate.common.errors import SlateError

Frames = NDArray[np.uint32]
FRAME = 4096 / 3 / 11025
"""Seconds from one frame to the next: a third of a window of 4,096 samples at 11,025 Hz."""
LEAST = 24
"""Frames that must lie over one another, three seconds, before likeness means anything."""
ALIKE = 0.25
"""Share of bits that may differ in what is the same sound; half of them differ in two others."""
NEAR_BITS = 2
"""Bits that may differ between two frames which tell where to lay one sound over another."""
CANDIDATES = 12
"""Places that are compared whole."""


@dataclass(frozen=True)
class Overlap:
    """How one sound lies over another: from which frame, how many frames, the share of bits
    that differ."""

    offset: int
    frames: int
    differing: float

    @property
    def seconds(self) -> float:
        """How long they lie over one another."""
        return self.frames * FRAME

    @property
    def same(self) -> bool:
        """Whether it is the same sound, compressed or cut."""
        return self.frames >= LEAST and self.differing <= ALIKE


def chromaprint(path: Path, longest: float = LONGEST) -> Frames:
    """The frames of a file of sound or of a video's sound, uint32 [n]; raises SlateError."""
    ran = subprocess.run(  # noqa: S603 (a list of arguments, no shell)
        [command(), *QUIET, *reading(path, known_type(path)), "-map", "0:a:0", "-t", f"{longest:g}",
         "-f", "chromaprint", "-fp_format", "raw", "pipe:1"],
        capture_output=True, check=False,
    )  # fmt: skip
    if ran.returncode and b"matches no streams" in ran.stderr:
        raise SlateError("There is no sound in it", where=path.name, do="Send a file with sound")
    if ran.returncode and not ran.stdout:
        raise unreadable(path, ran.stderr)
    whole = len(ran.stdout) // 4
    return np.frombuffer(ran.stdout, "<u4", whole).astype(np.uint32)


def overlap(asked: Frames, known: Frames) -> Overlap:
    """The best way to lay one sound over the other; all bits differ where there is none."""
    tried = [_laid(asked, known, offset) for offset in _likely(asked, known)]
    return min(tried, key=lambda one: (one.differing, -one.frames), default=Overlap(0, 0, 1.0))


def _likely(asked: Frames, known: Frames) -> list[int]:
    """Offsets (place in `known` less place in `asked`) at which most frames are nearly equal."""
    if not len(asked) or not len(known):
        return []
    votes = np.zeros(len(asked) + len(known) - 1, dtype=np.int64)
    for place, frame in enumerate(asked):
        alike = np.flatnonzero(np.bitwise_count(known ^ frame) <= NEAR_BITS)
        np.add.at(votes, alike - place + len(asked) - 1, 1)
    best = np.argsort(-votes, kind="stable")[:CANDIDATES]
    return [int(one) - len(asked) + 1 for one in best if votes[one]]


def _laid(asked: Frames, known: Frames, offset: int) -> Overlap:
    mine, theirs = asked[max(0, -offset) :], known[max(0, offset) :]
    frames = min(len(mine), len(theirs))
    if frames < LEAST:
        return Overlap(offset, frames, 1.0)
    differing = np.bitwise_count(mine[:frames] ^ theirs[:frames])
    return Overlap(offset, frames, float(differing.mean()) / 32)
