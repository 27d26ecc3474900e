"""Seeds derived from names, so that order and parallelism change nothing."""

import numpy as np

from openslate.common.ids import hash_bytes


def seed_for(*parts: str | int) -> int:
    """A 63-bit seed that depends on the parts alone, e.g. `seed_for(run_seed, viewer_id)`."""
    return int(hash_bytes("\x1f".join(map(str, parts)).encode())[:16], 16) >> 1


def generator_for(*parts: str | int) -> np.random.Generator:
    """A NumPy generator seeded by `seed_for`."""
    return np.random.default_rng(seed_for(*parts))
