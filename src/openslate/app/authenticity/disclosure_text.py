"""Disclosures as lines for a person and as plain data for programs."""

from collections.abc import Iterator
from typing import Any

from openslate.app.authenticity.check_disclosure import DisclosureCheck
from openslate.app.authenticity.disclosure_files import DisclosureFiles
from openslate.app.authenticity.publication_journal import finding_to_json
from openslate.app.authenticity.publish_file import PublishedFile
from openslate.authenticity.disclosure import wording
from openslate.authenticity.disclosure.applying import Standing
from openslate.authenticity.disclosure.obligations import Obligation
from openslate.common.text import join_words
from openslate.decision.verdict import Verdict

INDENT = "  "
PRESENT = {True: "yes", False: "no", None: "not known"}


def published_to_json(done: PublishedFile) -> dict[str, Any]:
    """What came of publishing, with the trace of the decision."""
    decision = done.decided.decision
    return {
        "source": str(done.source),
        "target": str(done.target),
        "sidecar": None if done.sidecar is None else str(done.sidecar),
        "file": done.registered.id,
        "sha256": done.registered.sha256,
        "verdict": decision.verdict.name.lower(),
        "decided_by": decision.decided_by,
        "findings": [finding_to_json(one) for one in decision.findings],
        **done.record.to_json(),
        "missing": [layer.value for layer in done.record.missing],
        "notes": list(done.notes),
    }


def published_lines(done: PublishedFile) -> Iterator[str]:
    """Where it is, what was put on it, and why."""
    record = done.record
    yield f"Published: {done.target}"
    if done.sidecar is not None:
        yield f"{INDENT}Its credential stands beside it: {done.sidecar.name}"
    yield f"{INDENT}Label: {wording.shown(record.labels) or 'none'}"
    yield f"{INDENT}Asked for: {join_words(record.asked) or 'nothing'}"
    yield f"{INDENT}Present: {join_words(record.present) or 'nothing'}"
    for finding in done.decided.decision.findings:
        if finding.verdict > Verdict.ALLOW:
            yield f"{INDENT}- {finding.title}. {finding.because}".rstrip()
    yield from (f"{INDENT}{note}" for note in done.notes)
    yield f"{INDENT}In the register as {done.registered.id}, decision {record.decision}."


def layer_rows(found: DisclosureCheck) -> Iterator[tuple[str, str, str, str]]:
    """Cells of a table of layers."""
    for one in found.layers:
        yield one.layer.value, ", ".join(one.asked_by) or "nobody", PRESENT[one.present], one.how


def check_lines(found: DisclosureCheck) -> Iterator[str]:
    """What rules say of it, and obligations that are not settled or come later."""
    if found.decided.labels:
        yield f"The rules give it the label {wording.shown(found.decided.labels)!r}."
    for finding in found.decided.decision.findings:
        if finding.verdict > Verdict.LABEL:
            yield f"- {finding.title}. {finding.because}".rstrip()
    for one in found.obligations:
        if one.standing is not Standing.ASKED:
            yield f"{one.obligation.id} ({one.standing.value}): {one.because}"


def obligations_json(files: DisclosureFiles) -> list[dict[str, Any]]:
    """Every obligation with all its fields, and whether it binds what the organisation is."""
    return [
        {**one.model_dump(mode="json"), "binds_you": _binds(files, one)}
        for one in files.obligations
    ]


def obligation_lines(files: DisclosureFiles) -> Iterator[str]:
    """Each obligation as a paragraph: who asks whom for what, since when, where it is written."""
    for one in files.obligations:
        starts = one.applies_from.isoformat() if one.applies_from else "at once"
        binds = join_words(one.binds)
        yield f"{one.id}: {one.title}"
        yield f"{INDENT}{one.jurisdiction}, {one.status}, applies from {starts}, binds {binds}" + (
            "" if _binds(files, one) else " (not you, by your settings)"
        )
        yield f"{INDENT}Asks for: {join_words(one.asks)}"
        yield f"{INDENT}Source: {one.source} Read on {one.read_on.isoformat()}."
        yield from (f"{INDENT}Exception: {said}" for said in one.exceptions)
        if one.certainty != "certain":
            yield f"{INDENT}{one.certainty.capitalize()}: {one.doubt}"


def _binds(files: DisclosureFiles, one: Obligation) -> bool:
    return bool(files.settings.bound_as & set(one.binds))
