"""What the guard says of a message, with everything that led there."""

from dataclasses import dataclass

from openslate.decision.decide import decide
from openslate.decision.types import Candidate, Decision, Finding, Review
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Speaker
from openslate.guard.facts import MessageFacts, TopicFact
from openslate.guard.norms import Norm, NormException, Obligation, Stance

KIND = "message"
"""Kind of the candidate that a message is."""


@dataclass(frozen=True)
class ExceptionTried:
    """An exception that was looked at; `holds` is None where its context is not established."""

    exception: NormException
    holds: bool | None


@dataclass(frozen=True)
class NormFinding:
    """What one norm says about one topic of a message.

    `settled` is false where the norm's condition could not be answered, so that it holds to be on
    the safe side; `tied` where another norm, just as specific, says something milder;
    `passed_over` are the norms that spoke as well and were less specific.
    """

    norm: Norm
    topic: TopicFact
    tried: tuple[ExceptionTried, ...] = ()
    settled: bool = True
    tied: bool = False
    passed_over: tuple[str, ...] = ()

    @property
    def exception(self) -> NormException | None:
        """The exception that applies: the first whose context is established."""
        return next((tried.exception for tried in self.tried if tried.holds), None)

    @property
    def stance(self) -> Stance:
        """What follows, exceptions considered."""
        return (self.exception or self.norm).stance

    @property
    def because(self) -> str:
        """The reason in the norm's own words, or its exception's."""
        return (self.exception or self.norm).because

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """What an answer owes; a tie between norms goes to a person."""
        owed = (self.exception or self.norm).obligations
        if self.tied and Obligation.HAND_TO_PERSON not in owed:
            return (*owed, Obligation.HAND_TO_PERSON)
        return owed

    @property
    def verdict(self) -> Verdict:
        """Off limits blocks; with care is labelled, or reviewed where a person is to answer."""
        if self.stance is Stance.OFF_LIMITS:
            return Verdict.BLOCK
        if self.stance is Stance.ALLOWED and not self.tied:
            return Verdict.ALLOW
        person = Obligation.HAND_TO_PERSON in self.obligations
        return Verdict.REVIEW if person else Verdict.LABEL

    def as_finding(self) -> Finding:
        """As every part of the house says what it found."""
        return Finding(
            rule=self.norm.norm,
            verdict=self.verdict,
            title=self.norm.title,
            because=self.because,
            facts={"topic": self.topic.topic, "score": round(self.topic.score, 3)},
            binding=self.norm.floor,
            known=self.settled,
        )


@dataclass(frozen=True)
class Judgement:
    """The verdict on one message, the norms behind it (the strictest first) and what was read.

    `point` names the operating point, `book` the version of the norms.
    """

    findings: tuple[NormFinding, ...]
    facts: MessageFacts
    setting: Setting
    speaker: Speaker
    point: str
    book: str

    @property
    def verdict(self) -> Verdict:
        """The most severe of what norms say; a message without findings is allowed."""
        return max((finding.verdict for finding in self.findings), default=Verdict.ALLOW)

    @property
    def cited(self) -> NormFinding | None:
        """The norm that decides, None where no norm has anything to say."""
        return self.findings[0] if self.findings else None

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """What an answer owes, each once."""
        owed = (o for finding in self.findings for o in finding.obligations)
        return tuple(dict.fromkeys(owed))

    def decision(self, subject: str, review: Review | None = None) -> Decision:
        """As a step of the loop; a person's review outranks everything but the floor."""
        score = max((finding.topic.score for finding in self.findings), default=None)
        candidate = Candidate(KIND, subject, self.speaker.value, score)
        return decide(candidate, [finding.as_finding() for finding in self.findings], review)
