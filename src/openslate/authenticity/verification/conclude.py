"""From evidence to one verdict of six, with a finding for each piece of evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openslate.authenticity.credentials.report import CredentialReport, CredentialState
from openslate.authenticity.marks.message import ALGORITHM
from openslate.authenticity.verification.evidence import (
    Evidence,
    ForeignMatch,
    FoundBy,
    RegisterMatch,
)
from openslate.authenticity.verification.origin import Origin
from openslate.decision.decide import decide
from openslate.decision.types import Candidate, Decision, Finding
from openslate.decision.verdict import Verdict
from openslate.store.register import mark_text

NAMED = "The credential names the mark that the file bears."
ITS_WORD = "that it belongs to this file is that register's word."
HELD = {CredentialState.TRUSTED: Origin.TRUSTED, CredentialState.VALID: Origin.VALID}


@dataclass(frozen=True)
class Verification:
    """What is known of one file: the verdict, the decision it comes to, and what that rests on.

    `credential` is the one to show: the file's own, or the recovered one.
    """

    origin: Origin
    decision: Decision
    evidence: Evidence
    credential: CredentialReport | None


def conclude(evidence: Evidence) -> Verification:
    """The verdict that the evidence bears out; the surest evidence decides, none is left out."""
    origin, shown = _origin(evidence)
    findings = tuple(_findings(evidence, origin))
    candidate = Candidate("origin", evidence.sha256, "verification")
    return Verification(origin, decide(candidate, findings), evidence, shown)


def _origin(evidence: Evidence) -> tuple[Origin, CredentialReport | None]:
    own = evidence.credential
    if own.state in HELD:
        return HELD[own.state], own
    if own.state is CredentialState.BROKEN:
        return Origin.BROKEN, own
    kept = [match for match in evidence.matches if match.credential is not None]
    for match in kept:
        assert match.credential is not None  # noqa: S101
        if match.found_by is FoundBy.BYTES and match.credential.state in HELD:
            return HELD[match.credential.state], match.credential
    if kept:
        return Origin.RECOVERED, kept[0].credential
    if evidence.foreign:
        given = evidence.foreign[0].credential
        return HELD.get(given.state, Origin.RECOVERED), given
    if evidence.mark is not None and evidence.mark.found is not None:
        return Origin.MARK_ONLY, None
    return Origin.NOTHING, None


def _findings(evidence: Evidence, origin: Origin) -> Iterator[Finding]:
    """What each piece says; only what the verdict rests on weighs, and what contradicts it."""
    own = evidence.credential
    title = f"Credential: {own.state.value}"
    yield Finding("credential", _weight(origin, own), title, " ".join(own.reasons))
    yield from (_of_match(match) for match in evidence.matches)
    yield from (_of_foreign(match) for match in evidence.foreign)
    yield from _of_mark(evidence)
    yield from _contradictions(evidence)
    if evidence.hidden:
        yield Finding("hidden", Verdict.LABEL, "Hidden characters", evidence.hidden)
    for sentence in evidence.unseen:
        yield Finding("unseen", Verdict.ALLOW, "Not looked at", sentence, known=False)
    if own.state not in HELD and origin is not Origin.BROKEN:
        yield Finding("origin", origin.weight, origin.title, origin.meaning)


def _weight(origin: Origin, own: CredentialReport) -> Verdict:
    rests_on_it = own.state in HELD or origin is Origin.BROKEN
    return origin.weight if rests_on_it else Verdict.ALLOW


def _of_match(match: RegisterMatch) -> Finding:
    facts = {
        "file": match.file.id, "name": match.file.name, "found_by": match.found_by.value,
        "registered_at": match.file.at.isoformat(), "credential": match.file.manifest,
    }  # fmt: skip
    title = f"In the register as {match.file.name}"
    return Finding("register", Verdict.ALLOW, title, match.fits, facts)


def _of_foreign(match: ForeignMatch) -> Finding:
    """Anybody can keep a register: what its word alone ties to the file calls for a person."""
    facts = {"register": match.register, "found_by": match.found_by.value}
    signer = match.credential.signer
    listed = "is" if match.trusted else "is not"
    by_mark = match.found_by is FoundBy.MARK
    tie = NAMED if by_mark else f"It was found by its {match.found_by.value}: {ITS_WORD}"
    who = (signer and signer.name) or "somebody without a name"
    because = f"{tie} What it gave was signed by {who}, who {listed} on your trust list."
    weight = Verdict.ALLOW if match.trusted and by_mark else Verdict.REVIEW
    return Finding("foreign", weight, f"Known to the register {match.register}", because, facts)


def _of_mark(evidence: Evidence) -> Iterator[Finding]:
    reading = evidence.mark
    if reading is None:
        return
    facts: dict[str, Any] = {"p_value": reading.p_value, "tests": reading.tests}
    if reading.found is None:
        because = "None made with your key was found, which does not mean that there never was one."
        yield Finding("mark", Verdict.ALLOW, "No mark found", because, facts)
        return
    facts["mark"] = mark_text(reading.found)
    because = f"Chance alone would show as much in at most {reading.p_value:.1g} of all files."
    title = f"Mark {mark_text(reading.found)}"
    yield Finding("mark", Verdict.ALLOW, title, f"{because} {reading.geometry}".strip(), facts)


def _contradictions(evidence: Evidence) -> Iterator[Finding]:
    """A credential that names one mark in a file that bears another is somebody else's."""
    reading = evidence.mark
    if reading is None or reading.found is None or evidence.credential.state not in HELD:
        return
    named = {
        binding.value.lower()
        for binding in evidence.credential.soft_bindings
        if binding.algorithm == ALGORITHM
    }
    if named and mark_text(reading.found) not in named:
        because = (
            f"The credential speaks of mark {', '.join(sorted(named))}, and the file bears "
            f"{mark_text(reading.found)}: it may have been signed again by somebody else."
        )
        yield Finding("contradiction", Verdict.REVIEW, "Mark and credential disagree", because)
