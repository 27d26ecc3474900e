"""What came of holding a sentence against the facts."""

from dataclasses import dataclass
from enum import StrEnum

from openslate.assistant.grounding.fact import GroundFact


class Grounding(StrEnum):
    """Whether facts stand behind a sentence."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    NO_CLAIM = "no_claim"


@dataclass(frozen=True)
class CheckedClaim:
    """Words that claim something, and the fact behind them; `why` says what is wrong without."""

    text: str
    fact: GroundFact | None = None
    why: str = ""

    @property
    def supported(self) -> bool:
        """Whether a fact says so."""
        return self.fact is not None


@dataclass(frozen=True)
class CheckedSentence:
    """A sentence with the blanks behind it, what it claims, and whether all of that is backed."""

    text: str
    claims: tuple[CheckedClaim, ...] = ()

    @property
    def grounding(self) -> Grounding:
        """One claim without a fact is enough to mark a sentence."""
        if not self.claims:
            return Grounding.NO_CLAIM
        backed = all(claim.supported for claim in self.claims)
        return Grounding.SUPPORTED if backed else Grounding.UNSUPPORTED

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says so, each once."""
        return tuple(dict.fromkeys(claim.fact.source for claim in self.claims if claim.fact))

    @property
    def why(self) -> tuple[str, ...]:
        """What is wrong, in words."""
        return tuple(claim.why for claim in self.claims if not claim.supported)
