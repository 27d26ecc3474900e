"""Reads the newest turn of a conversation: by itself, and together with what it leans on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from openslate.guard.conversation import Setting, Turn
from openslate.guard.facts import MessageFacts, Reader, TopicFact
from openslate.guard.reading.claims import claims_in
from openslate.guard.reading.exemplars import Embedding, Exemplar, Near, NearestExemplars, Taught
from openslate.guard.reading.heads import Heads
from openslate.guard.reading.scores import Scored, score, score_apart
from openslate.guard.reading.sentences.sentence_reading import SentenceReading
from openslate.guard.reading.telling import Told, frame_facts, topic_facts, whole_span
from openslate.guard.reading.together import JoinedTurns, alone, windows
from openslate.guard.reading.training import read_features

Scoring = Callable[[Heads, str, SentenceReading | None], Scored]
Judge = Callable[[str, str], float | None]
"""From a message and the likeliest topic to the probability that it is restrained, or None."""


@dataclass(frozen=True)
class UncertaintyBand:
    """The risk from which a judge is asked, and up to which."""

    low: float = 0.3
    high: float = 0.7


class MessageReader:
    """From turns to facts. Knows no norms and decides nothing.

    `sentences` weighs what messages mean beside their words. `embedding` and `judge` are plain
    functions: the first helps to find exemplars, the second is asked only where the risk lies
    inside the band. Reading the same turns twice gives the same.
    """

    def __init__(
        self,
        model: Heads,
        exemplars: Iterable[Exemplar] = (),
        *,
        sentences: SentenceReading | None = None,
        embedding: Embedding | None = None,
        judge: Judge | None = None,
        band: UncertaintyBand | None = None,
    ) -> None:
        self.model, self._sentences = model, sentences
        self._exemplars = NearestExemplars(tuple(exemplars), read_features, embedding)
        self._judge = judge
        self._band = band or UncertaintyBand()

    def read(self, turns: Sequence[Turn], setting: Setting) -> MessageFacts:  # noqa: ARG002
        """Facts of the newest turn; raises ValueError where there is no turn."""
        if not turns:
            raise ValueError("there is no turn to read")
        newest = self._told(alone(turns), score_apart)
        plain = " ".join(word.plain for word in newest.scored.noticed.words)
        every = [newest, *(self._told(text) for text in windows(turns, plain))]
        riskiest = max(every, key=lambda told: told.scored.risk)
        near = self._exemplars.nearest(newest.joined.text, newest.scored.features)
        facts = MessageFacts(
            text=turns[-1].text,
            normal=newest.joined.text,
            language=newest.scored.noticed.language,
            asks=riskiest.scored.asks,
            risk=riskiest.scored.risk,
            topics=topic_facts(every),
            frames=frame_facts(riskiest),
            disguises=newest.joined.disguises,
            claims=claims_in(plain),
        )
        return self._judged(_taught(facts, near, newest))

    def _told(self, joined: JoinedTurns, by: Scoring = score) -> Told:
        return Told(joined, by(self.model, joined.text, self._sentences))

    def _judged(self, facts: MessageFacts) -> MessageFacts:
        """What the judge says of the likeliest topic stands instead of its score and the risk."""
        unsure = self._band.low <= facts.risk <= self._band.high
        if self._judge is None or not facts.topics or not unsure:
            return facts
        first, *others = facts.topics
        said = self._judge(facts.normal, first.topic)
        if said is None:
            return facts
        sure = min(max(said, 0.0), 1.0)
        judged = replace(first, score=sure, read_by=Reader.JUDGE)
        return replace(facts, risk=sure, topics=(judged, *others))


def _taught(facts: MessageFacts, near: Near | None, newest: Told) -> MessageFacts:
    """Facts with what the nearest exemplar says: of the risk, and of its own topic only.

    Scores of other topics stay, so that a floor is not lowered by an exemplar of something else.
    """
    if near is None:
        return facts
    clears = near.exemplar.verdict is Taught.ALLOWED
    risk = facts.risk * (1 - near.strength) if clears else max(facts.risk, near.strength)
    topic = near.exemplar.topic
    if topic is None:
        return replace(facts, risk=risk)
    known = facts.scores().get(topic, 0.0)
    now = known * (1 - near.strength) if clears else max(known, near.strength)
    words = whole_span(newest)
    fact = TopicFact(topic, now, Reader.EXEMPLAR, words, near.exemplar.id, near.strength)
    others = [other for other in facts.topics if other.topic != topic]
    ordered = sorted([fact, *others], key=lambda each: (-each.score, each.topic))
    return replace(facts, risk=risk, topics=tuple(ordered))
