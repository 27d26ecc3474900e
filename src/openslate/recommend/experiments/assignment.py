"""Which of two settings a viewer gets: always the same, decided by nothing but their name."""

from typing import Literal

from openslate.common.ids import hash_bytes

Arm = Literal["a", "b"]
HASHED = 1 << 64


def arm_of(experiment: str, salt: str, share: float, viewer: str) -> Arm:
    """`b` for a `share` of all viewers, `a` for the others.

    The first 64 bits of SHA-256 over experiment, salt and viewer, as a number in [0, 1), stand
    below the share or not. Another experiment, or another salt, divides viewers anew; a larger
    share of the same one only adds viewers to `b`.

    >>> [arm_of("front", "2026", 0.5, viewer) for viewer in ("1", "2", "3")]
    ['b', 'a', 'a']
    """
    digest = hash_bytes("\x1f".join((experiment, salt, viewer)).encode())
    return "b" if int(digest[:16], 16) / HASHED < share else "a"
