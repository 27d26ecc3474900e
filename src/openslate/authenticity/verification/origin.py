"""The six things that can be said of where a file comes from, and what each leaves open."""

from dataclasses import dataclass
from enum import Enum

from openslate.decision.verdict import Verdict


@dataclass(frozen=True)
class _Meaning:
    code: str
    title: str
    meaning: str
    unproven: str
    weight: Verdict


class Origin(Enum):
    """What is known of a file's origin, the surest first.

    `meaning` says what was found, `unproven` what that does not prove; `weight` is what it comes
    to in a decision.
    """

    TRUSTED = _Meaning(
        "trusted",
        "Trusted",
        "Its content credential holds, and whoever signed it is on your trust list.",
        "That what it shows is true: a credential says who signed it and what they stated.",
        Verdict.ALLOW,
    )
    VALID = _Meaning(
        "valid",
        "Valid, signer unknown",
        "Its content credential holds, but whoever signed it is not on your trust list.",
        "Who really signed it: anybody can make a certificate with any name in it.",
        Verdict.LABEL,
    )
    RECOVERED = _Meaning(
        "recovered",
        "Recovered, altered",
        "A register knows it: a credential that was signed for an earlier version was found.",
        "What was changed since, and by whom: the signature is about the earlier version.",
        Verdict.LABEL,
    )
    MARK_ONLY = _Meaning(
        "mark_only",
        "Mark only",
        "It bears an invisible mark made with your key, and there is no credential for it.",
        "Who published it: a mark can be copied along with the picture, and signs nothing.",
        Verdict.REVIEW,
    )
    BROKEN = _Meaning(
        "broken",
        "Broken",
        "It has a content credential that does not hold.",
        "That somebody meant harm: saving a file in a program that knows no credentials is enough.",
        Verdict.BLOCK,
    )
    NOTHING = _Meaning(
        "nothing",
        "Nothing known",
        "There is no credential, no mark made with your key, and nothing like it in the register.",
        "That it is not yours, or made by a machine: marks can be lost, and most files never had "
        "any.",
        Verdict.REVIEW,
    )

    @property
    def code(self) -> str:
        """How programs call it."""
        return self.value.code

    @property
    def title(self) -> str:
        """How it is headed."""
        return self.value.title

    @property
    def meaning(self) -> str:
        """What was found, in a sentence."""
        return self.value.meaning

    @property
    def unproven(self) -> str:
        """What it does not prove, in a sentence."""
        return self.value.unproven

    @property
    def weight(self) -> Verdict:
        """What it comes to in a decision."""
        return self.value.weight
