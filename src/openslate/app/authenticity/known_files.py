"""Finds files of the register by what they look and sound like; what was read once stays."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from openslate.authenticity.fingerprints.kinds import FingerprintKind
from openslate.authenticity.fingerprints.known_sounds import KnownSounds
from openslate.authenticity.fingerprints.moving import same_video
from openslate.authenticity.fingerprints.nearest import NearestBits
from openslate.authenticity.fingerprints.pdq import BITS, NEAR
from openslate.store.register import KeptFingerprint, Register

WIDTH = BITS // 8
MOST = 5
"""Files that are named at most."""


@dataclass(frozen=True)
class LikeFile:
    """A file of the register that something is like; `fits` says how, in a sentence."""

    file: str
    fits: str


@dataclass(eq=False)
class KnownFiles:
    """The fingerprints of a register in memory; new ones are read when somebody asks."""

    register: Register
    _kept: dict[FingerprintKind, list[KeptFingerprint]] = field(default_factory=dict)
    _sounds: tuple[int, KnownSounds] | None = None
    _frames: dict[FingerprintKind, tuple[int, NearestBits, list[str]]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def like(self, kind: FingerprintKind, bits: bytes) -> list[LikeFile]:
        """Files whose fingerprint of this kind is near, the nearest first."""
        with self._lock:
            found = {
                FingerprintKind.PICTURE: self._pictures,
                FingerprintKind.VIDEO: self._videos,
                FingerprintKind.SOUND: self._melodies,
            }[kind](bits)
            return list(found)[:MOST]

    def _pictures(self, bits: bytes) -> Iterator[LikeFile]:
        nearest, files = self._rows(FingerprintKind.PICTURE)
        turned = np.frombuffer(bits, np.uint8).reshape(-1, WIDTH)
        for near in nearest.within(turned, NEAR):
            yield LikeFile(
                files[near.row],
                f"It looks the same: {near.distance} of {BITS} bits of its fingerprint differ.",
            )

    def _videos(self, bits: bytes) -> Iterator[LikeFile]:
        nearest, files = self._rows(FingerprintKind.VIDEO)
        asked = np.frombuffer(bits, np.uint8).reshape(-1, WIDTH)
        votes: Counter[str] = Counter()
        for frame in asked:
            votes.update({files[near.row] for near in nearest.within(frame, NEAR)})
        for file, near_frames in votes.most_common():
            if same_video(near_frames, len(asked)):
                yield LikeFile(
                    file, f"{near_frames} of {len(asked)} frames look like frames of it."
                )

    def _melodies(self, bits: bytes) -> Iterator[LikeFile]:
        kept = self._read(FingerprintKind.SOUND)
        if self._sounds is None or self._sounds[0] != len(kept):
            sounds = [np.frombuffer(one.bits, "<u4").astype(np.uint32) for one in kept]
            self._sounds = len(kept), KnownSounds(sounds)
        for found in self._sounds[1].same(np.frombuffer(bits, "<u4").astype(np.uint32)):
            yield LikeFile(
                kept[found.row].file,
                f"It sounds the same: {100 * found.overlap.differing:.0f} % of the bits of their "
                f"fingerprints differ over {found.overlap.seconds:.0f} seconds.",
            )

    def _rows(self, kind: FingerprintKind) -> tuple[NearestBits, list[str]]:
        """All rows of all fingerprints, and the file of each."""
        kept = self._read(kind)
        known = self._frames.get(kind)
        if known is None or known[0] != len(kept):
            rows = np.frombuffer(b"".join(one.bits for one in kept), np.uint8).reshape(-1, WIDTH)
            files = [one.file for one in kept for _ in range(len(one.bits) // WIDTH)]
            known = self._frames[kind] = len(kept), NearestBits(rows), files
        return known[1], known[2]

    def _read(self, kind: FingerprintKind) -> list[KeptFingerprint]:
        kept = self._kept.setdefault(kind, [])
        last = kept[-1].file if kept else ""
        kept += self.register.fingerprints(kind, after=last)
        return kept
