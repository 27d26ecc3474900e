"""The nearest of up to millions of fingerprints, exactly: every one is looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint8]
ROWS = 1 << 16
"""Fingerprints compared at a time."""


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
            differing = np.bitwise_count(self._words[start : start + ROWS] ^ words)
            counts = differing.sum(axis=1, dtype=np.uint16)
            for row in np.flatnonzero(counts <= distance).tolist():
                yield Near(start + row, int(counts[row]))


def stacked(fingerprints: Sequence[Bits], width: int) -> Bits:
    """Fingerprints as rows, uint8 [n, width], also when there is none."""
    return np.stack(fingerprints) if fingerprints else np.zeros((0, width), np.uint8)
