"""Every sentence of a text held against facts: backed by one, contradicted by all, or no claim."""

from openslate.assistant.grounding.fact import FactKind, GroundFact
from openslate.assistant.grounding.finding import (
    CheckedClaim,
    CheckedSentence,
    Grounding,
)
from openslate.assistant.grounding.marking import dropped, marked

__all__ = [
    "CheckedClaim",
    "CheckedSentence",
    "FactKind",
    "GroundFact",
    "Grounding",
    "dropped",
    "marked",
]
