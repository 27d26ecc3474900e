"""The kinds of fingerprint that are kept, each as bytes."""

from enum import StrEnum


class FingerprintKind(StrEnum):
    """What a fingerprint is of.

    A picture's is PDQ upright (32 bytes; eight orientations where it is asked about), a video's PDQ
    of its frames one after another, a sound's the frames of chromaprint as little-endian numbers.
    """

    PICTURE = "pdq"
    VIDEO = "pdq-frames"
    SOUND = "chromaprint"
