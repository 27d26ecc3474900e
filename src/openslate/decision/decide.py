"""The one place where findings and a person's review become a verdict."""

from collections.abc import Iterable, Sequence

from openslate.decision.types import Candidate, Decision, Finding, Review
from openslate.decision.verdict import Verdict


def decide(
    candidate: Candidate, findings: Sequence[Finding], review: Review | None = None
) -> Decision:
    """The most severe finding wins; a review outranks every finding that is not binding."""
    binding = worst(f for f in findings if f.binding)
    if review is None:
        return Decision(candidate, worst(findings), tuple(findings))
    verdict = max(binding, review.verdict)
    decided_by = "review" if verdict == review.verdict else "rules"
    return Decision(candidate, verdict, tuple(findings), review, decided_by)


def worst(findings: Iterable[Finding]) -> Verdict:
    """The most severe verdict among findings, ALLOW when there are none."""
    return max((f.verdict for f in findings), default=Verdict.ALLOW)
