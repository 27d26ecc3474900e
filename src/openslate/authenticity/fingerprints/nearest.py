"""The nearest of up to millions of fingerprints, exactly: every one is looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint8]
ROWS = 1 << 16
"""Fingerprints compared at a time."""
HALF = 2
"""Words of 64 bits that are compared first."""


@dataclass(frozen=True)
class Near:
    """A fingerprint by its row, and how many bits differ."""

    row: int
    distance: int


class NearestBits:
    """Finds rows of uint8 [n, bytes] near a question; `bytes` is a multiple of eight."""

    def __init__(self, rows: Bits) -> None:
        self._words = np.ascontiguousarray(rows).view(np.uint64)

    def __len__(self) -> int:
        return len(self._words)

    def within(self, asked: Bits, distance: int) -> list[Near]:
        """All rows at most so far from any of the questions, uint8 [bytes] or [k, bytes].

        Nearest first, then by row.
        """
        found: dict[int, int] = {}
        for question in np.atleast_2d(asked):
            for near in self._near(question, distance):
                if near.distance <= found.get(near.row, distance):
                    found[near.row] = near.distance
        return sorted((Near(*one) for one in found.items()), key=lambda n: (n.distance, n.row))

    def _near(self, question: Bits, distance: int) -> Iterator[Near]:
        words = np.ascontiguousarray(question).view(np.uint64)
        for start in range(0, len(self._words), ROWS):
            block = self._words[start : start + ROWS]
            begun = _differing(block[:, :HALF], words[:HALF])
            likely = np.flatnonzero(begun <= distance)  # hardly any, of unlike fingerprints
            counts = begun[likely] + _differing(block[likely, HALF:], words[HALF:])
            for place in np.flatnonzero(counts <= distance).tolist():
                yield Near(start + int(likely[place]), int(counts[place]))


def _differing(rows: NDArray[np.uint64], words: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """How many bits of each row differ from some words."""
    found: NDArray[np.uint16] = np.bitwise_count(rows ^ words).sum(axis=1, dtype=np.uint16)
    return found


def stacked(fingerprints: Sequence[Bits], width: int) -> Bits:
    """Fingerprints as rows, uint8 [n, width], also when there is none."""
    return np.stack(fingerprints) if fingerprints else np.zeros((0, width), np.uint8)
