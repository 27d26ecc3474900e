"""What somebody asks to be written, and from what."""

from dataclasses import dataclass
from enum import StrEnum

from openslate.assistant.grounding import GroundFact


class DraftKind(StrEnum):
    """What is written."""

    LOGLINE = "logline"
    SYNOPSIS = "synopsis"
    FAQ = "faq"
    LETTER = "letter"
    PRESS = "press"
    BRIEF = "brief"


class TextLength(StrEnum):
    """How long a synopsis may be."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


LENGTHS = {TextLength.SHORT: 40, TextLength.MEDIUM: 90, TextLength.LONG: 180}
"""Words of a synopsis at most."""
MOST_WORDS = {
    DraftKind.LOGLINE: 25,
    DraftKind.FAQ: 300,
    DraftKind.LETTER: 250,
    DraftKind.PRESS: 400,
    DraftKind.BRIEF: 1_500,
}
"""Words of other drafts at most."""


@dataclass(frozen=True)
class DraftOrder:
    """A draft to write: the facts of its title first, then those of others that it may name.

    `asked` is a viewer's letter or question, which is only ever read; `disputed` are facts that
    lost against others; `house` signs letters and notes.
    """

    kind: DraftKind
    facts: tuple[GroundFact, ...]
    length: TextLength = TextLength.MEDIUM
    asked: str = ""
    disputed: tuple[GroundFact, ...] = ()
    house: str = ""

    @property
    def most_words(self) -> int:
        """Words that a candidate may have."""
        if self.kind is DraftKind.SYNOPSIS:
            return LENGTHS[self.length]
        return MOST_WORDS[self.kind]
