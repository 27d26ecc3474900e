"""From scores to facts that name the words they stand on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openslate.guard.facts import FrameFact, Reader, Span, TopicFact
from openslate.guard.reading.features import Block
from openslate.guard.reading.heads import ABOUT, blocks_of
from openslate.guard.reading.noticed import Meaning
from openslate.guard.reading.scores import Scored
from openslate.guard.reading.together import JoinedTurns

LEAST = 0.05  # topics less likely than this, and that the text is less about, are not told
MOST_TOPICS = 12
MOST_WORDS = 4
_READERS = {
    Block.WORDS: Reader.HEAD,
    Block.LETTERS: Reader.HEAD,
    Block.KINDS: Reader.LEXICON,
    Block.FRAMES: Reader.FRAME,
}


@dataclass(frozen=True, eq=False)
class Told:
    """One text, by whom it was said, and what the heads say of it."""

    joined: JoinedTurns
    scored: Scored


def topic_facts(every: Sequence[Told]) -> tuple[TopicFact, ...]:
    """The likeliest topics first, each from the text that speaks for it most."""
    best: dict[str, tuple[float, float, Told]] = {}
    for told in every:
        about = told.scored.about
        for topic, likely in told.scored.topics.items():
            if max(likely, about[topic]) >= LEAST and likely > best.get(topic, (-1.0,))[0]:
                best[topic] = likely, about[topic], told
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:MOST_TOPICS]
    return tuple(_topic_fact(topic, *found) for topic, found in ranked)


def _topic_fact(topic: str, likely: float, about: float, told: Told) -> TopicFact:
    scored = told.scored
    at = scored.heads.places(ABOUT)[topic]
    parts = scored.parts[:, at] + scored.parts[:, 0]
    sums = blocks_of(parts[:, None], scored.features)[:, 0]
    reader = _READERS[Block(int(sums.argmax()))]
    return TopicFact(topic, likely, reader, _words(told, parts), about=about)


def _words(told: Told, parts: NDArray[np.float32]) -> tuple[Span, ...]:
    """The words that speak for a topic and for risk most, in the order of the text."""
    words, features = told.scored.noticed.words, told.scored.features
    placed = features.places >= 0
    sums = np.zeros(len(words), dtype=np.float32)
    np.add.at(sums, features.places[placed], parts[placed])
    best = sorted(int(at) for at in np.argsort(-sums, kind="stable")[:MOST_WORDS] if sums[at] > 0)
    return tuple(told.joined.span(words[at].start, words[at].end) for at in best)


def frame_facts(told: Told) -> tuple[FrameFact, ...]:
    """Every frame with the words that were sent."""
    return tuple(
        FrameFact(
            frame.name,
            _span(told, frame.action),
            _span(told, frame.object) if frame.object else None,
            frame.object_class,
            frame.relation,
        )
        for frame in told.scored.frames
    )


def whole_span(told: Told) -> tuple[Span, ...]:
    """All words of a text; none where it has none."""
    words = told.scored.noticed.words
    return (told.joined.span(words[0].start, words[-1].end),) if words else ()


def _span(told: Told, meaning: Meaning) -> Span:
    words = told.scored.noticed.words[meaning.first : meaning.last]
    return told.joined.span(words[0].start, words[-1].end)
