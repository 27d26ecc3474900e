"""A text with its sentences marked, or without those that no fact backs."""

from collections.abc import Sequence

from openslate.assistant.grounding.checking import GroundingChecker
from openslate.assistant.grounding.fact import GroundFact
from openslate.assistant.grounding.finding import CheckedSentence, Grounding


def marked(text: str, facts: Sequence[GroundFact]) -> tuple[CheckedSentence, ...]:
    """Every sentence with what it claims and the facts behind it."""
    return GroundingChecker(facts).check(text)


def dropped(text: str, facts: Sequence[GroundFact]) -> str:
    """The text without its unsupported sentences; one whose subject is gone is looked at again."""
    checker = GroundingChecker(facts)
    while True:
        checked = checker.check(text)
        kept = [one for one in checked if one.grounding is not Grounding.UNSUPPORTED]
        text = "".join(one.text for one in kept)
        if len(kept) == len(checked):
            return text.strip()
