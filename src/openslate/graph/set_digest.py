"""A digest of a set of lines that can be carried forward by what was added and removed."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

LANES = 4


@dataclass(frozen=True)
class SetDigest:
    """The sum of the SHA-256 of all lines, in four lanes of 64 bits.

    Sums do not depend on order and can be subtracted again, so the digest of a graph follows from
    the one before and the difference (Bellare and Micciancio 1997, AdHash). It tells states apart;
    it is no protection against somebody who looks for two sets with one sum.
    """

    lanes: tuple[int, int, int, int] = (0, 0, 0, 0)

    def __str__(self) -> str:
        return "".join(f"{lane:016x}" for lane in self.lanes)

    @classmethod
    def parse(cls, text: str) -> "SetDigest":
        """The digest that `str` wrote."""
        a, b, c, d = (int(text[16 * lane : 16 * lane + 16], 16) for lane in range(LANES))
        return cls((a, b, c, d))

    def change(self, added: Iterable[str], removed: Iterable[str]) -> "SetDigest":
        """The digest once these lines, all different, are there and those are not."""
        now = np.array(self.lanes, np.uint64) + _total(added) - _total(removed)
        a, b, c, d = (int(lane) for lane in now)
        return SetDigest((a, b, c, d))


def _total(lines: Iterable[str]) -> NDArray[np.uint64]:
    digests = b"".join([sha256(line.encode()).digest() for line in lines])
    lanes = np.frombuffer(digests, ">u8").astype(np.uint64).reshape(-1, LANES)
    return np.asarray(lanes.sum(axis=0), np.uint64)
