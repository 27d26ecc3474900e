"""The waves of a tile that carry the mark, and what they look like turned or mirrored."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from openslate.authenticity.marks.pictures.settings import CarrierSettings

QUARTER = np.array([[0, -1], [1, 0]])
MIRROR = np.diag([-1, 1])
RINGS = 8


@dataclass(frozen=True)
class Pose:
    """A tile turned by quarters, mirrored before that: wave i is seen where `wave[i]` was.

    Where `opposite`, it is seen as its complex conjugate.
    """

    quarters: int
    mirrored: bool
    wave: np.ndarray
    opposite: np.ndarray

    def seen(self, values: np.ndarray) -> np.ndarray:
        """Values [..., waves] of the waves of a picture in this pose, as if it were upright."""
        moved = values[..., self.wave]
        return np.where(self.opposite, moved.conj(), moved)


@dataclass(frozen=True)
class Carriers:
    """`waves` [count, 2]: cycles a tile to the right and down; `ring` of each, inner first.

    All waves of an annulus but those along the axes, where pictures have most of their own, so
    the set is the same turned by quarters or mirrored (`poses`, eight of them).
    """

    waves: np.ndarray
    ring: np.ndarray
    poses: tuple[Pose, ...]

    @property
    def furthest(self) -> int:
        """The most cycles a tile along an axis."""
        return int(np.abs(self.waves).max())

    def mean_by_ring(self, values: np.ndarray) -> np.ndarray:
        """The mean over its ring, for every wave: values and result [..., count]."""
        members = np.equal.outer(self.ring, np.arange(RINGS)).astype(float)
        means = values @ (members / np.maximum(members.sum(axis=0), 1))
        told: np.ndarray = means[..., self.ring]
        return told


@lru_cache(maxsize=8)
def carriers_of(settings: CarrierSettings) -> Carriers:
    """The carriers that settings choose: whole orbits of an annulus, inner first."""
    reach = int(np.ceil(np.sqrt(settings.innermost**2 + settings.count))) + 4
    found: list[tuple[int, int]] = []
    pairs = [(a, b) for a in range(1, reach) for b in range(a, reach)]
    for a, b in sorted(pairs, key=lambda pair: (pair[0] ** 2 + pair[1] ** 2, pair)):
        orbit = sorted({(a, b), (-a, b), (b, a), (-b, a)})
        if a * a + b * b >= settings.innermost**2 and len(found) + len(orbit) <= settings.count:
            found += orbit
    waves = np.array(found)
    radius = np.hypot(*waves.T)
    width = (radius.max() - radius.min()) / RINGS + 1e-9
    ring = ((radius - radius.min()) / width).astype(int)
    poses = tuple(_pose(waves, turn, flip) for flip in (False, True) for turn in range(4))
    return Carriers(waves, ring, poses)


def _pose(waves: np.ndarray, quarters: int, mirrored: bool) -> Pose:
    index = {tuple(wave): at for at, wave in enumerate(waves.tolist())}
    moves = np.linalg.matrix_power(QUARTER, quarters) @ (
        MIRROR if mirrored else np.eye(2, dtype=int)
    )
    moved = waves @ moves.T
    opposite = moved[:, 1] < 0
    moved[opposite] *= -1
    return Pose(quarters, mirrored, np.array([index[tuple(to)] for to in moved.tolist()]), opposite)
