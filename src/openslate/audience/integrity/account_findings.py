"""What a test of single accounts found."""

from dataclasses import dataclass

from openslate.audience.integrity.viewings import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class AccountFindings:
    """Of each account its `figure`, the p-value of that, and when it was: seconds `since`, `until`.

    `usual` is what ordinary accounts reach: nine in ten stay below.
    """

    figure: FloatArray
    p: FloatArray
    since: IntArray
    until: IntArray
    usual: float
