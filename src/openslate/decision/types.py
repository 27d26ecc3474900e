"""What passes through the loop: a candidate, findings about it, a person's review, a decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from openslate.decision.verdict import Verdict


@dataclass(frozen=True)
class Candidate:
    """Something a model proposes: an item to show, a merge, a tag, an answer."""

    kind: str
    subject: str
    proposed_by: str
    score: float | None = None


@dataclass(frozen=True)
class Finding:
    """What one rule has to say about one candidate, with its reason as data.

    `known` is false when the rule's facts were missing; `factor` is what a boost or demotion
    multiplies the score by; a `binding` finding (rights, law) outranks a person's review.
    """

    rule: str
    verdict: Verdict
    title: str = ""
    because: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    binding: bool = False
    known: bool = True
    factor: float = 1.0


@dataclass(frozen=True)
class Review:
    """What a person decided about a candidate, who they are and why."""

    reviewer: str
    verdict: Verdict
    because: str
    at: datetime


@dataclass(frozen=True)
class Provenance:
    """What a decision was made from, enough to make it again."""

    snapshot: str
    model: str
    rulebook: str
    context: Mapping[str, Any]


@dataclass(frozen=True)
class Decision:
    """The outcome of the loop for one candidate."""

    candidate: Candidate
    verdict: Verdict
    findings: tuple[Finding, ...]
    review: Review | None = None
    decided_by: str = "rules"
