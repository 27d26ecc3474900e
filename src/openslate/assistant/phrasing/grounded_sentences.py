"""Sentences as they arrive, let through where facts stand behind all that they claim."""

from collections.abc import Iterable, Iterator, Sequence

from openslate.assistant.grounding import GroundFact, Grounding
from openslate.assistant.grounding.checking import GroundingChecker


class GroundedSentences:
    """Each sentence is read with those let through before it: 'He also wrote it.'

    `dropped` are sentences that no fact backs.
    """

    def __init__(self, facts: Sequence[GroundFact]) -> None:
        self._checker = GroundingChecker(facts)
        self.shown = ""
        self.dropped: list[str] = []

    def passed(self, sentences: Iterable[str]) -> Iterator[str]:
        """The sentences that may be shown."""
        for sentence in sentences:
            before = len(self._checker.check(self.shown))
            checked = self._checker.check(self.shown + sentence)[before:]
            if any(one.grounding is Grounding.UNSUPPORTED for one in checked):
                self.dropped.append(sentence)
            elif text := "".join(one.text for one in checked):
                self.shown += text
                yield text
