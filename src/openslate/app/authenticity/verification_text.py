"""A verification as lines for a person and as plain data for programs."""

from collections.abc import Iterator
from typing import Any

from openslate.app.authenticity.read_credential import report_lines, without_bytes
from openslate.authenticity.verification.conclude import Verification
from openslate.store.register import mark_text

INDENT = "  "


def verification_to_json(found: Verification) -> dict[str, Any]:
    """Everything but bytes; the trace in the product's decision form."""
    evidence, mark = found.evidence, found.evidence.mark
    return {
        "name": evidence.name,
        "sha256": evidence.sha256,
        "media_type": evidence.mime,
        "origin": found.origin.code,
        "title": found.origin.title,
        "meaning": found.origin.meaning,
        "unproven": found.origin.unproven,
        "verdict": found.decision.verdict.name.lower(),
        "findings": [
            {
                "rule": finding.rule,
                "verdict": finding.verdict.name.lower(),
                "title": finding.title,
                "because": finding.because,
                "facts": dict(finding.facts),
                "known": finding.known,
            }
            for finding in found.decision.findings
        ],
        "credential": None if found.credential is None else without_bytes(found.credential),
        "mark": None
        if mark is None
        else {
            "id": None if mark.found is None else mark_text(mark.found),
            "p_value": mark.p_value,
            "tests": mark.tests,
        },
    }


def verification_lines(found: Verification) -> Iterator[str]:
    """The verdict first, then the evidence, then what it does not prove."""
    yield f"{found.evidence.name}: {found.origin.title}"
    yield f"{INDENT}{found.origin.meaning}"
    for finding in found.decision.findings:
        if finding.rule != "origin":
            yield f"{INDENT}- {finding.title}. {finding.because}".rstrip()
    if found.credential is not None and found.credential.signer is not None:
        yield from (f"{INDENT}  {line}" for line in list(report_lines(found.credential))[1:])
    yield f"{INDENT}Not proven: {found.origin.unproven}"
