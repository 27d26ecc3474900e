"""How severe the answer to a candidate is."""

from enum import IntEnum


class Verdict(IntEnum):
    """The four answers, mildest first; the most severe finding wins."""

    ALLOW = 0
    LABEL = 1
    REVIEW = 2
    BLOCK = 3
