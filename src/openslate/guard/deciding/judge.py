"""Which norms speak about what was read, and which of them decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from openslate.guard.conversation import Setting, Speaker
from openslate.guard.deciding.judgement import ExceptionTried, Judgement, NormFinding
from openslate.guard.deciding.operating_point import BALANCED, OperatingPoint
from openslate.guard.facts import MessageFacts, TopicFact
from openslate.guard.norms import Norm, NormBook, Stance
from openslate.rules.plain_form import Values, plain_value

ESTABLISHED = ("viewer.", "context.")
"""Fields that the house knows; those of the message are only read in it."""
ASKS = "message.asks"
"""What is asked, by the message's form alone: left out where the reading of its words is sure."""


@dataclass(frozen=True)
class Spoken:
    """A norm that speaks; `settled` is false where its condition is unknown."""

    norm: Norm
    settled: bool

    @property
    def rank(self) -> tuple[bool, int, int]:
        """The floor first, then the more specific (which asks for more), then the stricter."""
        asks = len(self.norm.when.reads) if self.norm.when else 0
        return self.norm.floor, asks, self.norm.stance.strictness


class NormJudge:
    """Judges messages by one book of norms at one operating point."""

    def __init__(self, book: NormBook, point: OperatingPoint = BALANCED) -> None:
        self.book, self.point = book, point

    def judge(
        self, facts: MessageFacts, setting: Setting, speaker: Speaker = Speaker.VIEWER
    ) -> Judgement:
        """Every topic that was read, each with the norm that decides on it."""
        values = {**facts.facts(), **setting.facts(), "message.speaker": speaker.value}
        found = [f for topic in self._topics(facts) if (f := self._finding(topic, values))]
        found.sort(key=_severity, reverse=True)
        return Judgement(tuple(found), facts, setting, speaker, self.point.name, self.book.version)

    def _topics(self, facts: MessageFacts) -> Iterator[TopicFact]:
        """Topics of the book; where the whole is risky and none is clear, the likeliest counts."""
        known = [topic for topic in facts.topics if topic.topic in self.book.topics]
        clear = any(topic.score >= self.point.restrain for topic in known)
        likeliest = max(known, key=lambda topic: topic.score, default=None)
        for topic in known:
            if topic is likeliest and not clear and facts.risk >= self.point.risk:
                yield replace(topic, score=max(facts.risk, self.point.restrain))
            else:
                yield topic

    def _finding(self, topic: TopicFact, values: Values) -> NormFinding | None:
        """The norm that decides on a topic: of its own ones, else of the nearest broader topic."""
        if topic.score >= self.point.sure:
            values = {**values, ASKS: None}
        for _, norms in self.book.norms_for(topic.topic):
            spoken = [s for norm in norms if (s := self._speaks(norm, topic, values))]
            if spoken:
                return _decided(sorted(spoken, key=lambda s: s.rank, reverse=True), topic, values)
        return None

    def _speaks(self, norm: Norm, topic: TopicFact, values: Values) -> Spoken | None:
        truth = plain_value(norm.when.tree, values) if norm.when else True
        if truth is False or not self._may_speak(norm, topic, truth is True):
            return None
        return Spoken(norm, truth is True)

    def _may_speak(self, norm: Norm, topic: TopicFact, settled: bool) -> bool:
        """Whether a norm whose condition is not false has enough to stand on."""
        restrained = topic.score >= self.point.restrain
        about = restrained or topic.about >= self.point.about
        if norm.stance is Stance.ALLOWED:
            return about and settled and not (restrained and norm.when is None)
        return restrained or (about and settled and _established(norm))


def _established(norm: Norm) -> bool:
    """Whether a norm's condition reads what the house knows, not the message alone."""
    return norm.when is not None and any(f.startswith(ESTABLISHED) for f in norm.when.reads)


def _decided(spoken: Sequence[Spoken], topic: TopicFact, values: Values) -> NormFinding:
    first, *others = spoken
    return NormFinding(
        norm=first.norm,
        topic=topic,
        tried=tuple(_tried(first.norm, values)),
        settled=first.settled,
        tied=any(
            other.rank[:2] == first.rank[:2] and other.norm.stance is not first.norm.stance
            for other in others
        ),
        passed_over=tuple(other.norm.norm for other in others),
    )


def _tried(norm: Norm, values: Values) -> Iterator[ExceptionTried]:
    for exception in norm.exceptions:
        yield ExceptionTried(exception, plain_value(exception.when.tree, values))


def _severity(finding: NormFinding) -> tuple[int, bool, int, float]:
    return finding.verdict, finding.norm.floor, finding.norm.severity, finding.topic.score
