"""The trace of a decision about publishing, kept in the journal."""

from openslate.app.workspace import Workspace
from openslate.authenticity.disclosure.decide import KIND, LabelDecision
from openslate.authenticity.disclosure.facts import ContentFacts
from openslate.decision.types import Finding, Provenance
from openslate.rules.book import Rulebook
from openslate.store.journal import Journal, JournalEntry

NOBODY = ""
"""No viewer has to do with it."""


def keep_decision(
    workspace: Workspace, rulebook: Rulebook, facts: ContentFacts, decided: LabelDecision, by: str
) -> str:
    """Keep a decision with its findings and the rulebook that made it; gives the entry's id."""
    workspace.keep_rulebook(rulebook)
    decision = decided.decision
    entry = JournalEntry(
        viewer=NOBODY,
        kind=KIND,
        provenance=Provenance("", "", decided.rulebook, facts.to_json()),
        payload={
            "by": by,
            "verdict": decision.verdict.name.lower(),
            "decided_by": decision.decided_by,
            "labels": list(decided.labels),
            "findings": [finding_to_json(one) for one in decision.findings],
            "review": None
            if decision.review is None
            else {"reviewer": decision.review.reviewer, "because": decision.review.because},
        },
        fired={one.rule: 1 for one in decision.findings if one.known},
    )
    return Journal(workspace.database, workspace.clock).record(entry)


def finding_to_json(finding: Finding) -> dict[str, object]:
    """A finding as plain values."""
    return {
        "rule": finding.rule,
        "verdict": finding.verdict.name.lower(),
        "title": finding.title,
        "because": finding.because,
        "facts": {name: _plain(value) for name, value in finding.facts.items()},
        "binding": finding.binding,
        "known": finding.known,
    }


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
