"""Decisions about drafts as the journal keeps them."""

from collections.abc import Mapping, Sequence
from typing import Any

from openslate.app.authenticity.publication_journal import finding_to_json
from openslate.app.drafts.draft_findings import KIND, findings_of
from openslate.app.workspace import Workspace
from openslate.assistant.drafts import DraftCandidate
from openslate.decision.decide import decide
from openslate.decision.types import Candidate, Decision, Provenance, Review
from openslate.store.journal import Journal, JournalEntry

NOBODY = ""
"""No viewer has to do with it."""


def decide_draft(candidate: DraftCandidate, subject: str, review: Review | None = None) -> Decision:
    """The loop's answer to one candidate; a person's review outranks all but binding findings."""
    proposed = Candidate(KIND, subject, candidate.origin, candidate.score)
    return decide(proposed, list(findings_of(candidate)), review)


def keep_decisions(
    workspace: Workspace,
    decisions: Sequence[tuple[DraftCandidate, Decision]],
    *,
    asked: Mapping[str, Any],
    snapshot: str,
    by: str,
) -> str:
    """Keep what was decided about candidates of one order; gives the entry's id."""
    norms = {str(one.guard.get("norms", "")) for one, _ in decisions} - {""}
    fired = {f.rule: 1 for _, made in decisions for f in made.findings if f.verdict}
    entry = JournalEntry(
        viewer=NOBODY,
        kind=KIND,
        provenance=Provenance(
            snapshot,
            ", ".join(dict.fromkeys(one.origin for one, _ in decisions)),
            ", ".join(sorted(norms)),
            dict(asked),
        ),
        payload={"by": by, "drafts": [_told(one, made) for one, made in decisions]},
        fired=fired,
    )
    return Journal(workspace.database, workspace.clock).record(entry)


def _told(candidate: DraftCandidate, decision: Decision) -> dict[str, Any]:
    review = decision.review
    return {
        **candidate.to_json(),
        "verdict": decision.verdict.name.lower(),
        "decided_by": decision.decided_by,
        "findings": [finding_to_json(one) for one in decision.findings],
        "review": review and {"reviewer": review.reviewer, "because": review.because},
    }
