"""The guard by itself: reads a message, judges it, says what would change the verdict."""

from collections.abc import Sequence
from typing import Protocol

from openslate.guard.conversation import Setting, Speaker, Turn
from openslate.guard.deciding import BALANCED, Change, Judgement, NormJudge, OperatingPoint
from openslate.guard.deciding.smallest_change import smallest_change
from openslate.guard.facts import MessageFacts
from openslate.guard.norms import NormBook, default_norms

MOST_TURNS = 8
"""Latest turns of a conversation that are read together."""
MOST_LETTERS = 20_000
"""Characters of a turn that are read; of a longer one its beginning and its end."""


class MessageReading(Protocol):
    """What the guard needs of a reader; see `openslate.guard.reading`."""

    def read(self, turns: Sequence[Turn], setting: Setting) -> MessageFacts:
        """What stands in the newest turn, and in it together with those before."""
        ...


class Guard:
    """Judges messages with one reader, one book of norms and one operating point.

    Safe to share between threads.
    """

    def __init__(
        self,
        reader: MessageReading,
        book: NormBook | None = None,
        point: OperatingPoint = BALANCED,
    ) -> None:
        self.reader = reader
        self.judge = NormJudge(book or default_norms(), point)

    def check(self, said: str | Sequence[Turn], setting: Setting | None = None) -> Judgement:
        """What norms say of the newest turn, read together with those before it."""
        turns, where = turns_of(said), setting or Setting()
        speaker = turns[-1].speaker if turns else Speaker.VIEWER
        return self.judge.judge(self.reader.read(turns, where), where, speaker)

    def change(self, said: str | Sequence[Turn], judgement: Judgement) -> Change | None:
        """The smallest change that gives another verdict, tried before it is stated."""
        where = judgement.setting
        return smallest_change(
            self.judge, judgement, turns_of(said), lambda turns: self.reader.read(turns, where)
        )


def turns_of(said: str | Sequence[Turn]) -> tuple[Turn, ...]:
    """The latest turns, each of a length that can be read."""
    turns = (Turn(said),) if isinstance(said, str) else tuple(said)[-MOST_TURNS:]
    return tuple(_bounded(turn) for turn in turns)


def _bounded(turn: Turn) -> Turn:
    half = MOST_LETTERS // 2
    if len(turn.text) <= MOST_LETTERS:
        return turn
    return Turn(f"{turn.text[:half]}\n{turn.text[-half:]}", turn.speaker)
