"""Everything a mark is made of that must look like chance, from 32 secret bytes."""

import secrets
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

from openslate.common.errors import SlateError

KEY_BYTES = 32
BLOCK = 64  # bytes that one BLAKE2b gives
WORD = 8


@dataclass(frozen=True)
class MarkKey:
    """The secret of a workspace's marks; the same purpose always gives the same numbers.

    Numbers are keyed BLAKE2b (RFC 7693) of the purpose and a counter, so they depend on no
    library's generator and a mark can be read for as long as its key is kept.
    """

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise SlateError(
                f"A mark key has {KEY_BYTES} bytes, not {len(self.secret)}",
                do="Use the key file that the workspace made",
            )

    @classmethod
    def random(cls) -> "MarkKey":
        """A new key from the operating system's generator."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def words(self, purpose: str, count: int) -> np.ndarray:
        """`count` words of 64 bits for a purpose, as uint64."""
        name = purpose.encode()
        blocks = -(-count * WORD // BLOCK)
        stream = b"".join(
            blake2b(at.to_bytes(WORD, "little") + name, key=self.secret, digest_size=BLOCK).digest()
            for at in range(blocks)
        )
        return np.frombuffer(stream, dtype="<u8")[:count].astype(np.uint64)

    def uniform(self, purpose: str, count: int) -> np.ndarray:
        """`count` numbers in [0, 1) for a purpose."""
        return (self.words(purpose, count) >> np.uint64(11)) * 2.0**-53

    def bits(self, purpose: str, count: int) -> np.ndarray:
        """`count` bits for a purpose, as uint8 of 0 and 1."""
        return (self.words(purpose, count) & np.uint64(1)).astype(np.uint8)

    def order(self, purpose: str, count: int) -> np.ndarray:
        """A permutation of 0 to `count` - 1 for a purpose."""
        return np.argsort(self.words(purpose, count), kind="stable")
