"""Reads the newest turn of a conversation: by itself, and together with what it leans on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openslate.guard.conversation import Setting, Turn
from openslate.guard.facts import FrameFact, MessageFacts, Reader, Span, TopicFact
from openslate.guard.reading.claims import claims_in
from openslate.guard.reading.exemplars import Embedding, Exemplar, ExemplarFinder, Near, Taught
from openslate.guard.reading.features import Block, Features, features_of
from openslate.guard.reading.frames import Frame, frames_in
from openslate.guard.reading.heads import RISK, Heads, blocks_of
from openslate.guard.reading.noticed import Meaning, Noticed, notice
from openslate.guard.reading.together import TurnsTogether, alone, windows
from openslate.guard.reading.training import read_features

LEAST = 0.05  # topics less likely than this are not worth telling
MOST_TOPICS = 12
MOST_WORDS = 4
Judge = Callable[[str, str], float | None]
"""From a message and the likeliest topic to the probability that it is restrained, or None."""


@dataclass(frozen=True, eq=False)
class _Reading:
    """One text with everything that was seen in it."""

    joined: TurnsTogether
    noticed: Noticed
    frames: tuple[Frame, ...]
    features: Features
    parts: NDArray[np.float32]
    scores: NDArray[np.float64]


class MessageReader:
    """From turns to facts. Knows no norms and decides nothing.

    `embedding` and `judge` are plain functions: the first helps to find exemplars, the second is
    asked only where the risk lies inside `band`. Reading the same turns twice gives the same.
    """

    def __init__(
        self,
        model: Heads,
        exemplars: Iterable[Exemplar] = (),
        *,
        embedding: Embedding | None = None,
        judge: Judge | None = None,
        band: tuple[float, float] = (0.3, 0.7),
    ) -> None:
        self.model = model
        self._exemplars = ExemplarFinder(tuple(exemplars), read_features, embedding)
        self._judge = judge
        self._band = band
        self._names = model.card.heads

    def read(self, turns: Sequence[Turn], setting: Setting) -> MessageFacts:  # noqa: ARG002
        """Facts of the newest turn; raises ValueError where there is no turn."""
        if not turns:
            raise ValueError("there is no turn to read")
        newest = self._look(alone(turns))
        plain = " ".join(word.plain for word in newest.noticed.words)
        joined = [self._look(text) for text in windows(turns, plain)]
        riskiest = max([newest, *joined], key=lambda reading: float(reading.scores[0]))
        near = self._exemplars.nearest(newest.joined.text, newest.features)
        topics = self._topics([newest, *joined])
        risk = self._risk(riskiest, near)
        return MessageFacts(
            text=turns[-1].text,
            normal=newest.joined.text,
            language=newest.noticed.language,
            asks=newest.noticed.asks,
            risk=risk,
            topics=self._judged(newest.joined.text, risk, _taught(topics, near, newest)),
            frames=_frame_facts(riskiest),
            disguises=newest.joined.disguises,
            claims=claims_in(plain),
        )

    def _look(self, joined: TurnsTogether) -> _Reading:
        noticed = notice(joined.text)
        frames = frames_in(noticed)
        features = features_of(noticed, frames)
        parts = self.model.parts(features)
        return _Reading(joined, noticed, frames, features, parts, self.model.probabilities(parts))

    def _topics(self, readings: Sequence[_Reading]) -> dict[str, TopicFact]:
        """The likeliest topics, each from the text that speaks for it most."""
        scores = np.stack([reading.scores for reading in readings])
        best = scores.argmax(axis=0)
        told = [
            at for at in np.argsort(-scores.max(axis=0), kind="stable") if self._names[at] != RISK
        ]
        return {
            self._names[at]: _topic_fact(readings[best[at]], int(at), self._names[at])
            for at in told[:MOST_TOPICS]
            if scores[best[at], at] >= LEAST
        }

    def _risk(self, riskiest: _Reading, near: Near | None) -> float:
        risk = float(riskiest.scores[0])
        if near is None:
            return risk
        if near.exemplar.verdict is Taught.ALLOWED:
            return risk * (1 - near.strength)
        return max(risk, near.strength)

    def _judged(
        self, text: str, risk: float, topics: dict[str, TopicFact]
    ) -> tuple[TopicFact, ...]:
        ordered = sorted(topics.values(), key=lambda fact: (-fact.score, fact.topic))
        low, high = self._band
        if self._judge is None or not ordered or not low <= risk <= high:
            return tuple(ordered)
        first = ordered[0]
        said = self._judge(text, first.topic)
        if said is None:
            return tuple(ordered)
        told = TopicFact(first.topic, min(max(said, 0.0), 1.0), Reader.JUDGE, first.words)
        return (told, *ordered[1:])


def _topic_fact(reading: _Reading, at: int, name: str) -> TopicFact:
    sums = blocks_of(reading.parts[:, at : at + 1], reading.features)[:, 0]
    words = _words(reading, reading.parts[:, at])
    return TopicFact(name, float(reading.scores[at]), _READERS[Block(int(sums.argmax()))], words)


_READERS = {
    Block.WORDS: Reader.HEAD,
    Block.LETTERS: Reader.HEAD,
    Block.KINDS: Reader.LEXICON,
    Block.FRAMES: Reader.FRAME,
}


def _words(reading: _Reading, parts: NDArray[np.float32]) -> tuple[Span, ...]:
    """The words that speak for a head most, in the order of the text."""
    words = reading.noticed.words
    placed = reading.features.places >= 0
    sums = np.zeros(len(words), dtype=np.float32)
    np.add.at(sums, reading.features.places[placed], parts[placed])
    best = sorted(int(at) for at in np.argsort(-sums, kind="stable")[:MOST_WORDS] if sums[at] > 0)
    return tuple(reading.joined.span(words[at].start, words[at].end) for at in best)


def _frame_facts(reading: _Reading) -> tuple[FrameFact, ...]:
    def span(meaning: Meaning) -> Span:
        words = reading.noticed.words[meaning.first : meaning.last]
        return reading.joined.span(words[0].start, words[-1].end)

    return tuple(
        FrameFact(
            frame.name,
            span(frame.action),
            span(frame.object) if frame.object else None,
            frame.object_class,
            frame.relation,
        )
        for frame in reading.frames
    )


def _taught(
    topics: dict[str, TopicFact], near: Near | None, newest: _Reading
) -> dict[str, TopicFact]:
    """Topics with what the nearest exemplar says of its own."""
    if near is None or near.exemplar.topic is None:
        return topics
    topic = near.exemplar.topic
    known = topics.get(topic)
    words = _whole(newest)
    if near.exemplar.verdict is Taught.ALLOWED:
        score = (known.score if known else 0.0) * (1 - near.strength)
    else:
        score = max(near.strength, known.score if known else 0.0)
    fact = TopicFact(topic, score, Reader.EXEMPLAR, words, near.exemplar.id)
    return {**topics, topic: fact}


def _whole(reading: _Reading) -> tuple[Span, ...]:
    words = reading.noticed.words
    return (reading.joined.span(words[0].start, words[-1].end),) if words else ()
