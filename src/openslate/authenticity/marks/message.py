"""The message of a mark: its id and a checksum as code bits, and back from soft values.

Pictures, sound and video share this; how code bits are hidden is theirs.
"""

import secrets
import zlib
from dataclasses import dataclass

import numpy as np

from openslate.authenticity.marks import polar
from openslate.common.errors import SlateError

ALGORITHM = "org.openslate.mark.1"
"""What soft bindings call it (C2PA)."""
ID_BITS = 64
CHECK_BITS = 32
MESSAGE_BITS = ID_BITS + CHECK_BITS


@dataclass(frozen=True)
class MessageSettings:
    """`length` code bits (a power of two) of a message; `guesses` kept while decoding."""

    length: int = 1024
    guesses: int = 32

    @property
    def chance(self) -> float:
        """Upper bound of the probability that soft values without a message give an id.

        Each of the guesses passes the checksum with probability 2^-32.
        """
        return float(self.guesses * 2.0**-CHECK_BITS)


def new_mark_id() -> int:
    """A mark id drawn at random: 1 to 2^64 - 1."""
    return secrets.randbelow(2**ID_BITS - 1) + 1


def encode_message(mark_id: int, settings: MessageSettings) -> np.ndarray:
    """Code bits [settings.length] of a mark id, as uint8."""
    if not 0 < mark_id < 2**ID_BITS:
        raise SlateError(
            f"{mark_id} is no mark id", do="Use a whole number from 1 to 18446744073709551615"
        )
    named = mark_id.to_bytes(ID_BITS // 8, "big")
    checked = named + zlib.crc32(named).to_bytes(CHECK_BITS // 8, "big")
    return polar.encode(np.unpackbits(np.frombuffer(checked, np.uint8)), settings.length)


def decode_message(soft: np.ndarray, settings: MessageSettings) -> int | None:
    """The mark id that soft values [settings.length] tell of, or None if no guess checks.

    `soft` are log-likelihood ratios, positive where the code bit is rather 0.
    """
    for bits in polar.decode(soft, MESSAGE_BITS, settings.guesses):
        told = np.packbits(bits).tobytes()
        named, check = told[: ID_BITS // 8], told[ID_BITS // 8 :]
        if any(named) and zlib.crc32(named).to_bytes(CHECK_BITS // 8, "big") == check:
            return int.from_bytes(named, "big")
    return None
