"""Turns that only make sense together, as one text that still knows whose words are whose."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openslate.guard.conversation import Speaker, Turn
from openslate.guard.facts import Span
from openslate.guard.reading.normal_text import NormalText
from openslate.guard.reading.normalise import normalise

VIEWER_TURNS = 4  # of the viewer's earlier turns, so many count together with the newest
FEW_WORDS = 5  # a message as short as this rarely stands alone
LONGEST = 600  # characters of one turn that count
_LEANS = re.compile(
    r"\b(it|that|this|them|these|those|him|her|he|she|they|his|their|there|one|ones|same|above|"
    r"previous|earlier|before|continue|go on|carry on|more detail\w*|elaborate|next|then|again|"
    r"translate|combine|together|concatenate|answer (it|me|my|the)|as i said|in (that|this) case|"
    r"instead|part (one|two|three|\d)|step (two|three|\d)|first (word|part|half|letters?)|"
    r"second (word|part|half)|rest of|remember|so how|and how|now (how|tell|write|explain|do)|"
    r"es|das|dies\w*|ihn|ihm|ihr|sie|dort|weiter|ubersetz\w*|nochmal|davon|damit|darauf|"
    r"ca|cela|le|la|les|lui|leur|continue|traduis|encore|eso|esto|lo|le|ella|el|continua|"
    r"traduce|quello|questo|lo|lui|lei|traduci|continua)\b"
)
_OPENS = re.compile(
    r"^(and|but|so|ok|okay|yes|no|then|now|what about|how about|why not|or|also|please|just|"
    r"und|aber|also|ja|et|mais|alors|y|pero|entonces|e|ma|allora)\b"
)


@dataclass(frozen=True)
class JoinedTurns:
    """Turns as one text: `pieces` are normal texts with their turn (0 is the newest)."""

    text: str
    starts: tuple[int, ...]
    pieces: tuple[NormalText, ...]
    turns: tuple[int, ...]
    sent: tuple[str, ...]

    @property
    def disguises(self) -> tuple[str, ...]:
        """What was undone in any of its turns."""
        return tuple(dict.fromkeys(name for piece in self.pieces for name in piece.disguises))

    def span(self, start: int, end: int) -> Span:
        """Characters of this text as a span of the turn in which they were sent."""
        at = bisect_right(self.starts, start) - 1
        begins = self.starts[at]
        first, last = self.pieces[at].place(start - begins, end - begins)
        return Span(self.sent[at][first:last], first, last, self.turns[at])


def alone(turns: Sequence[Turn], place: int = -1) -> JoinedTurns:
    """One turn by itself."""
    return _joined(turns, [len(turns) + place])


def windows(turns: Sequence[Turn], newest: str) -> Iterator[JoinedTurns]:
    """The newest turn with those it leans on; none where it stands alone.

    `newest` is its text in plain letters with disguises undone.
    """
    if len(turns) < 2 or not leans_back(newest):
        return
    last = len(turns) - 1
    speaker = turns[last].speaker
    own = [at for at in range(last) if turns[at].speaker is speaker][-VIEWER_TURNS:]
    if own:
        yield _joined(turns, [*own, last])
    answered = last > 0 and turns[last - 1].speaker is not speaker
    if answered:
        yield _joined(turns, [*own[-1:], last - 1, last])


def leans_back(plain_text: str) -> bool:
    """Whether a message cannot be understood without what was said before it."""
    few = len(plain_text.split()) <= FEW_WORDS
    return few or bool(_OPENS.search(plain_text) or _LEANS.search(plain_text))


def _joined(turns: Sequence[Turn], places: Sequence[int]) -> JoinedTurns:
    pieces = [normalise(_part(turns[at])) for at in places]
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece.text) + 1
    ages = tuple(len(turns) - 1 - at for at in places)
    sent = tuple(turns[at].text for at in places)
    text = " ".join(piece.text for piece in pieces)
    return JoinedTurns(text, tuple(starts), tuple(pieces), ages, sent)


def _part(turn: Turn) -> str:
    """An answer by its beginning; what a viewer writes whole."""
    return turn.text if turn.speaker is Speaker.VIEWER else turn.text[:LONGEST]
