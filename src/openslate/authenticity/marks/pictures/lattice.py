"""How a tile lies in a picture: its side, turn, stretch and shear, found without the key.

A lattice is four numbers: the logarithm of the tile's side in pixels, its turn in radians, half
the logarithm of width over height, and a shear. Candidates are those where the picture repeats
itself; the power at the carriers' frequencies then refines them.
"""

from collections.abc import Sequence

import numpy as np

from openslate.authenticity.marks.pictures.carriers import Carriers
from openslate.authenticity.marks.pictures.settings import SearchSettings
from openslate.authenticity.marks.pictures.spectrum import Spectrum

SIZE, TURN, STRETCH, SHEAR = range(4)
STEPS_REPEATED = ((x, y) for x in range(-3, 4) for y in range(4) if (y > 0 or x > 0))
LAGS = tuple(lag for lag in STEPS_REPEATED if lag[0] ** 2 + lag[1] ** 2 <= 10)
LEAST_OVERLAP = 0.05
NEARBY_TURNS = 2
STRETCH_STEP = 0.0035
CLIMBS = 3
FINER_STEPS = (1.6, 0.6)  # over the longest side: what moves a wave by half its width, and less
BY_REPETITION = 6  # candidates kept for repeating alone, whatever their power says


def basis(lattices: np.ndarray) -> np.ndarray:
    """The tile's sides as columns (right, down) in pixels: [..., 4] to [..., 2, 2]."""
    size, turn, stretch, shear = np.moveaxis(lattices, -1, 0)
    side, cosine, sine = np.exp(size), np.cos(turn), np.sin(turn)
    wide, tilt, high = side * np.exp(stretch), side * shear, side * np.exp(-stretch)
    rows = [
        [cosine * wide, cosine * tilt - sine * high],
        [sine * wide, sine * tilt + cosine * high],
    ]
    told: np.ndarray = np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)
    return told


def frequencies(lattices: np.ndarray, carriers: Carriers) -> np.ndarray:
    """Frequencies (right, down) of the waves in cycles a pixel: [..., 4] to [..., waves, 2]."""
    inverse = np.linalg.inv(basis(lattices)).astype(np.float32)
    told: np.ndarray = carriers.waves.astype(np.float32) @ inverse
    return told


def power_of(spectrum: Spectrum, lattices: np.ndarray, carriers: Carriers) -> np.ndarray:
    """The power at the carriers' frequencies together, for each lattice [..., 4]."""
    at = frequencies(lattices, carriers)
    told: np.ndarray = spectrum.power_at(at[..., 0], at[..., 1]).sum(axis=-1)
    return told


def find_lattices(spectrum: Spectrum, carriers: Carriers, search: SearchSettings) -> np.ndarray:
    """Candidates [tried or fewer, 4], the likeliest first. No key is needed."""
    kept = []
    for family in _families(spectrum.shape, search):
        score = _repetition(spectrum, family)
        chosen = _apart(family, score, search.kept_lattices, search.step * 1.2)
        kept.append((family[chosen], score[chosen]))
    first = [lattices[: BY_REPETITION // 2] for lattices, _ in kept]
    lattices = np.concatenate([lattices for lattices, _ in kept])
    lattices, power = _climb(spectrum, lattices, carriers, (0.0025,), (SIZE, TURN))
    best = np.argsort(-power, kind="stable")[: search.refined_lattices]
    lattices = np.concatenate([lattices[best], *first])
    everything = (SIZE, TURN, STRETCH, SHEAR)
    steps = [step / max(spectrum.shape) for step in FINER_STEPS]
    lattices, power = _climb(spectrum, lattices, carriers, steps, everything)
    told: np.ndarray = lattices[_apart(lattices, power, search.tried_lattices, 0.002)]
    return told


def _families(shape: tuple[int, int], search: SearchSettings) -> tuple[np.ndarray, np.ndarray]:
    """Grids of lattices: turned ones without stretch, stretched ones hardly turned."""
    root, step = np.sqrt(shape[0] * shape[1]), search.step
    smallest, largest = (
        np.log(root * share) for share in (search.smallest_share, search.largest_share)
    )
    sizes = np.arange(smallest, largest, step)
    furthest = int(np.radians(search.turn_degrees) / step)
    turns = np.arange(-furthest, furthest + 1) * step
    near = np.arange(-NEARBY_TURNS, NEARBY_TURNS + 1) * step
    most = int(search.stretch / 2 / STRETCH_STEP)
    stretches = np.array([at for at in range(-most, most + 1) if at]) * STRETCH_STEP
    return _grid(sizes, turns, np.zeros(1)), _grid(sizes, near, stretches)


def _grid(sizes: np.ndarray, turns: np.ndarray, stretches: np.ndarray) -> np.ndarray:
    axes = np.meshgrid(sizes, turns, stretches, np.zeros(1), indexing="ij")
    return np.stack(axes, axis=-1).reshape(-1, 4)


def _repetition(spectrum: Spectrum, lattices: np.ndarray) -> np.ndarray:
    """How much a picture repeats itself at a lattice's points, in equal standard deviations."""
    height, width = spectrum.shape
    sides = basis(lattices).astype(np.float32)
    found, spread = np.zeros(len(lattices)), np.full(len(lattices), 1e-3)
    for x, y in LAGS:
        step = np.rint(sides[:, :, 0] * x + sides[:, :, 1] * y).astype(np.int32)
        right, down = step.T
        across = np.maximum(width - np.abs(right), 0) * np.maximum(height - np.abs(down), 0)
        overlap = across / (width * height)
        enough = overlap > LEAST_OVERLAP
        row, column = down % spectrum.padded[0], right % spectrum.padded[1]
        found += spectrum.repetition[row, column] * enough
        spread += overlap * enough
    told: np.ndarray = found / np.sqrt(spread)
    return told


def _apart(lattices: np.ndarray, score: np.ndarray, most: int, distance: float) -> np.ndarray:
    """Indices of the best lattices that are no neighbours of better ones."""
    kept: list[int] = []
    left = np.argsort(-score, kind="stable")[: 8 * most]
    while len(left) and len(kept) < most:
        kept.append(int(left[0]))
        off = np.abs(lattices[left] - lattices[left[0]]).max(axis=1)
        left = left[off > distance]
    return np.array(kept)


def _climb(
    spectrum: Spectrum,
    lattices: np.ndarray,
    carriers: Carriers,
    steps: Sequence[float],
    free: Sequence[int],
) -> tuple[np.ndarray, np.ndarray]:
    """Move each lattice to where the power is highest, one number at a time, by smaller steps."""
    power = np.zeros(len(lattices))
    for step in steps:
        moves = np.concatenate([np.zeros((1, 4)), step * np.eye(4)[list(free)]])
        moves = np.concatenate([moves, -moves[1:]])
        moving = np.arange(len(lattices))
        for _ in range(CLIMBS):
            around = lattices[moving, None] + moves
            told = power_of(spectrum, around, carriers)
            best = told.argmax(axis=1)
            lattices[moving] = around[np.arange(len(moving)), best]
            power[moving] = told.max(axis=1)
            moving = moving[best > 0]
            if not len(moving):
                break
    return lattices, power
