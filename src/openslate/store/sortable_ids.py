"""Ids that sort by the time they were given out."""

import secrets
from datetime import datetime
from threading import Lock

from openslate.store.moment import to_microseconds

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, without i, l, o and u
RANDOM_BITS = 32
LENGTH = 16  # 48 bits of milliseconds and 32 of chance


class SortableIds:
    """Gives out ids that rise within a process and hardly ever collide between processes.

    After ULID (github.com/ulid/spec), with fewer random bits so that people can copy them.
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self._last = 0
        self._lock = Lock()

    def next(self, at: datetime) -> str:
        """An id for `at`; greater than every id given out before."""
        fresh = (to_microseconds(at) // 1000 << RANDOM_BITS) | secrets.randbits(RANDOM_BITS)
        with self._lock:
            self._last = max(fresh, self._last + 1)
            return self.prefix + _encode(self._last)


def _encode(number: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
