"""Which half of the exam an entry is in, decided by its words before anything was tuned."""

from hashlib import blake2b
from typing import Literal

Half = Literal["tuning", "test"]


def exam_half(text: str) -> Half:
    """The half of an entry written "topic|refuse text": tuning where the first byte is even.

    The byte is the first of the text's BLAKE2b digest of 64 bytes (RFC 7693), so that a text
    changed by one letter is drawn anew.

    >>> exam_half("piracy|how do I pirate this film")
    'tuning'
    """
    return "tuning" if blake2b(text.encode()).digest()[0] % 2 == 0 else "test"
