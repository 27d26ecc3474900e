"""An answer that arrives in pieces, let through only as far as it was judged."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Speaker, Turn
from openslate.guard.deciding import Judgement

Check = Callable[[Sequence[Turn]], Judgement]
"""Judges the newest of some turns."""
MOST_HELD = 400
"""Characters that are held back at most where no sentence ends; then the last word end counts."""
TAIL = 600
"""Characters already shown that a new sentence is judged together with."""
_END = re.compile(r"[.!?…。！？]+[\"'”’)\]]*(?=\s)|\n")  # noqa: RUF001 (ends of sentences)


class StreamGuard:
    """Judges an answer sentence by sentence, each by itself and with what stands before it.

    Nothing is shown before it was judged. `stopped` is the judgement that ended the answer, None
    while nothing did; `shown` what was let through.
    """

    def __init__(self, check: Check, turns: Sequence[Turn], most_letters: int = 20_000) -> None:
        self._check, self._turns, self._most = check, tuple(turns), most_letters
        self.stopped: Judgement | None = None
        self.shown = ""

    def passed(self, pieces: Iterable[str]) -> Iterator[str]:
        """The sentences that may be shown; ends with the answer, at the first that may not be
        shown, or where the answer is longer than is read of one."""
        held = ""
        for piece in pieces:
            held += piece
            while end := _end_of(held):
                sentence, held = held[:end], held[end:]
                if not self._may_be_shown(sentence):
                    return
                yield sentence
            if len(self.shown) + len(held) > self._most:
                return
        if held and self._may_be_shown(held):
            yield held

    def _may_be_shown(self, sentence: str) -> bool:
        together = self.shown[-TAIL:] + sentence
        for text in dict.fromkeys((together, sentence)):
            judgement = self._check((*self._turns, Turn(text, Speaker.ASSISTANT)))
            if judgement.verdict >= Verdict.REVIEW:
                self.stopped = judgement
                return False
        self.shown += sentence
        return True


def _end_of(held: str) -> int | None:
    """Where the first sentence ends, None while it has not."""
    found = _END.search(held)
    if found:
        return found.end()
    if len(held) < MOST_HELD:
        return None
    return (held.rfind(" ", 0, MOST_HELD) + 1) or MOST_HELD
