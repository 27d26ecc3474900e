"""How findings and a person's review become a verdict, as a table."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.decision.decide import decide, worst
from openslate.decision.types import Candidate, Finding, Review
from openslate.decision.verdict import Verdict

ALLOW, LABEL, REVIEW, BLOCK = Verdict
CANDIDATE = Candidate("show", "i1", "m-1", 0.5)


def finding(verdict: Verdict, binding: bool = False) -> Finding:
    return Finding("rule", verdict, binding=binding)


def review(verdict: Verdict) -> Review:
    return Review("ada", verdict, "seen it", datetime(2026, 3, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("findings", "reviewed", "verdict", "decided_by"),
    [
        ([], None, ALLOW, "rules"),
        ([finding(LABEL), finding(ALLOW)], None, LABEL, "rules"),
        ([finding(LABEL), finding(BLOCK), finding(REVIEW)], None, BLOCK, "rules"),
        ([finding(BLOCK)], ALLOW, ALLOW, "review"),
        ([finding(ALLOW)], BLOCK, BLOCK, "review"),
        ([finding(BLOCK, binding=True)], ALLOW, BLOCK, "rules"),
        ([finding(REVIEW, binding=True), finding(BLOCK)], LABEL, REVIEW, "rules"),
        ([finding(LABEL, binding=True)], LABEL, LABEL, "review"),
    ],
)
def test_the_verdict(
    findings: list[Finding], reviewed: Verdict | None, verdict: Verdict, decided_by: str
) -> None:
    person = None if reviewed is None else review(reviewed)
    decision = decide(CANDIDATE, findings, person)
    assert (decision.verdict, decision.decided_by) == (verdict, decided_by)
    assert (decision.candidate, decision.findings, decision.review) == (
        CANDIDATE,
        tuple(findings),
        person,
    )


any_findings = st.lists(st.builds(finding, st.sampled_from(Verdict), st.booleans()))


@given(any_findings, st.sampled_from(Verdict))
def test_no_review_lifts_what_is_binding(findings: list[Finding], said: Verdict) -> None:
    decision = decide(CANDIDATE, findings, review(said))
    assert decision.verdict >= worst(f for f in findings if f.binding)


@given(any_findings)
def test_the_order_of_findings_changes_nothing(findings: list[Finding]) -> None:
    assert decide(CANDIDATE, findings).verdict == decide(CANDIDATE, findings[::-1]).verdict
