"""Which of many sounds one comes from: equal frames propose, laying one over the other decides."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openslate.authenticity.fingerprints.chromaprint import Frames, Overlap, overlap

TRIED = 8
"""Sounds that are laid over, of those with the most equal frames."""
LEAST_EQUAL = 2
"""Frames that must be equal, at one offset or another, before a sound is tried."""


@dataclass(frozen=True)
class KnownSound:
    """A known sound by its place, and how the one asked about lies over it."""

    row: int
    overlap: Overlap


class KnownSounds:
    """Finds sounds among many, each uint32 [frames]."""

    def __init__(self, sounds: Sequence[Frames]) -> None:
        self._sounds = list(sounds)
        whole = np.concatenate([np.zeros(0, np.uint32), *self._sounds])
        owner = np.repeat(np.arange(len(self._sounds)), [len(one) for one in self._sounds])
        order = np.argsort(whole, kind="stable")
        self._frames, self._owner = whole[order], owner[order]

    def same(self, asked: Frames) -> list[KnownSound]:
        """The sounds that this one comes from, the likest first."""
        rows = [row for row, votes in self._votes(asked).most_common(TRIED) if votes >= LEAST_EQUAL]
        laid = [KnownSound(row, overlap(asked, self._sounds[row])) for row in rows]
        fitting = [one for one in laid if one.overlap.same]
        return sorted(fitting, key=lambda one: (one.overlap.differing, one.row))

    def _votes(self, asked: Frames) -> Counter[int]:
        votes: Counter[int] = Counter()
        frames = np.unique(asked)
        starts = np.searchsorted(self._frames, frames, "left")
        ends = np.searchsorted(self._frames, frames, "right")
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            votes.update(set(self._owner[start:end].tolist()))
        return votes
