"""What was read in a message, as facts with the words they stand on; no judgement yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Asks(StrEnum):
    """What a message wants done: the same subject may be explained and not be helped with."""

    HOW_TO = "how_to"
    PRODUCE = "produce"
    OBTAIN = "obtain"
    ABOUT = "about"
    OPINION = "opinion"
    TELL = "tell"
    OTHER = "other"


class Reader(StrEnum):
    """Which part of the reading knows of a topic."""

    LEXICON = "lexicon"
    FRAME = "frame"
    HEAD = "head"
    EXEMPLAR = "exemplar"
    JUDGE = "judge"


@dataclass(frozen=True)
class Span:
    """Words of the message as it was sent: characters `start` to `end` of turn `turn`.

    Turns count backwards from the newest, which is 0.
    """

    text: str
    start: int
    end: int
    turn: int = 0


@dataclass(frozen=True)
class FrameFact:
    """Who does what to whom: `kill` a person, a process, a plant, time.

    `object_class` is a class of the lexicon ('person', 'artifact', 'time', ...), None where it is
    not known; `relation` says whom it concerns: 'self', 'other', 'none'.
    """

    frame: str
    action: Span
    object: Span | None = None
    object_class: str | None = None
    relation: str = "none"


@dataclass(frozen=True)
class TopicFact:
    """How likely it is that a message asks for what norms on a topic restrain.

    `score` is a calibrated probability in [0, 1]; `about` is that of the message being about the
    topic at all, also harmlessly; `read_by` the part that gave the most; `words`
    those that speak for it most; `exemplar` the id of the taught message it is near to, if that
    is how it is known.
    """

    topic: str
    score: float
    read_by: Reader
    words: tuple[Span, ...] = ()
    exemplar: str | None = None
    about: float = 0.0


@dataclass(frozen=True)
class MessageFacts:
    """All that was read in the newest turn, and in it together with those before.

    `risk` is the probability that anything in it is to be refused or handled with care, whatever
    the topic; `disguises` names what was undone before reading ('zero-width', 'leetspeak',
    'base64', ...); `claims` the purposes that the message itself gives ('fiction', 'education').
    """

    text: str
    normal: str
    language: str | None
    asks: Asks
    risk: float
    topics: tuple[TopicFact, ...] = ()
    frames: tuple[FrameFact, ...] = ()
    disguises: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    def facts(self) -> dict[str, Any]:
        """As conditions of norms read it, by full name (`fields.py`)."""
        classes = (frame.object_class for frame in self.frames)
        return {
            "message.asks": self.asks.value,
            "message.language": self.language,
            "message.topics": [topic.topic for topic in self.topics],
            "message.frames": [frame.frame for frame in self.frames],
            "message.object_classes": [name for name in classes if name],
            "message.concerns_self": any(frame.relation == "self" for frame in self.frames),
            "message.disguised": bool(self.disguises),
            "message.claims": list(self.claims),
        }

    def scores(self) -> Mapping[str, float]:
        """The score of each topic that was read."""
        return {topic.topic: topic.score for topic in self.topics}
