"""One verified fact about a source or a producer, and whether it speaks for or against them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to an item: they delivered it, or they made it."""

    SOURCE = "source"
    PRODUCER = "producer"


@dataclass(frozen=True, order=True)
class Party:
    """Somebody with a reputation; a source has the name under which it delivers."""

    role: Role
    name: str


class Outcome(StrEnum):
    """What was verified."""

    TRUSTED = "trusted"
    VALID = "valid"
    UNSIGNED = "unsigned"
    BROKEN = "broken"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    COORDINATED = "coordinated"

    @property
    def words(self) -> str:
        """What it is, for a person."""
        return WORDS[self]

    @property
    def good(self) -> bool:
        """Whether it speaks for its party."""
        return self in GOOD

    @property
    def question(self) -> str:
        """What it answers: of answers to the same question about the same thing the last counts."""
        return QUESTION[self]


WORDS = {
    Outcome.TRUSTED: "Signed, signer trusted",
    Outcome.VALID: "Signed, signer unknown",
    Outcome.UNSIGNED: "Not signed",
    Outcome.BROKEN: "Broken credential",
    Outcome.PUBLISHED: "Published, not corrected",
    Outcome.CORRECTED: "Corrected",
    Outcome.WITHDRAWN: "Delivery withdrawn",
    Outcome.COORDINATED: "Coordinated traffic",
}
GOOD = frozenset({Outcome.TRUSTED, Outcome.VALID, Outcome.PUBLISHED})
SIGNED = frozenset({Outcome.TRUSTED, Outcome.VALID})
CHECKED = SIGNED | {Outcome.UNSIGNED, Outcome.BROKEN}
"""What checking a file's credential can come to."""
QUESTION = {
    **dict.fromkeys(CHECKED, "credential"),
    Outcome.PUBLISHED: "publication",
    Outcome.CORRECTED: "publication",
    Outcome.WITHDRAWN: "delivery",
    Outcome.COORDINATED: "traffic",
}


@dataclass(frozen=True)
class Observation:
    """One of them: of whom, what, about what (`subject`, an id), when, and `told` in a sentence."""

    party: Party
    outcome: Outcome
    subject: str
    at: datetime
    told: str = ""
