"""Makes a report of what the library tells as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from openslate.authenticity.credentials import statements
from openslate.authenticity.credentials.codes import UNTRUSTED, sentence
from openslate.authenticity.credentials.history import HistoryReader
from openslate.authenticity.credentials.parts import mapping, mappings, moment, text, texts
from openslate.authenticity.credentials.report import (
    CredentialReport,
    CredentialState,
    SignerReport,
    TimeReport,
    ValidationCode,
)

STATES = {
    "Trusted": CredentialState.TRUSTED,
    "Valid": CredentialState.VALID,
    "Invalid": CredentialState.BROKEN,
}
OUTCOMES = {"success": "success", "informational": "information", "failure": "failure"}
TIME_TRUSTED = "timeStamp.trusted"
MOST_CODES = 2_000


def make_report(told: object, detail: object) -> CredentialReport:
    """A report from the library's two descriptions: `json` and `crjson` (C2PA 2.4 report)."""
    said = mapping(told)
    label = text(said.get("active_manifest"))
    manifests = mapping(said.get("manifests"))
    active = mapping(manifests.get(label)) if label else {}
    described = {text(one.get("label")): one for one in mappings(mapping(detail).get("manifests"))}
    own = mapping(described.get(label))
    codes = tuple(_codes(mapping(said.get("validation_results"))))[:MOST_CODES]
    return CredentialReport(
        state=STATES.get(str(said.get("validation_state")), CredentialState.BROKEN),
        reasons=tuple(_reasons(codes)),
        label=label,
        title=text(active.get("title")),
        generator=statements.generator(active),
        signer=_signer(mapping(own.get("signature"))),
        time=_time(mapping(own.get("signature")), codes),
        actions=statements.actions(active),
        source_type=statements.source_type(active),
        creators=statements.people(active, "dc:creator", "author"),
        publishers=statements.people(active, "dc:publisher", "publisher"),
        training=statements.training(active),
        soft_bindings=statements.soft_bindings(active),
        ingredients=HistoryReader(manifests).of(label),
        redactions=texts(active.get("redactions")),
        statements=tuple(_statements(described)),
        codes=codes,
        update=own.get("isUpdateManifest") is True,
    )


def _codes(results: Mapping[str, Any]) -> Iterator[ValidationCode]:
    yield from _outcomes(mapping(results.get("activeManifest")), 0)
    for delta in mappings(results.get("ingredientDeltas")):
        yield from _outcomes(mapping(delta.get("validationDeltas")), 1)


def _outcomes(found: Mapping[str, Any], depth: int) -> Iterator[ValidationCode]:
    for name, outcome in OUTCOMES.items():
        for one in mappings(found.get(name)):
            code = text(one.get("code")) or ""
            explained = text(one.get("explanation")) or ""
            yield ValidationCode(
                code,
                outcome,
                sentence(code) or f"The library says: {explained or code}.",
                text(one.get("url")) or "",
                explained,
                depth,
            )


def _reasons(codes: tuple[ValidationCode, ...]) -> Iterator[str]:
    """Each failure once, the content's first, an unknown signer last."""
    failed = [one for one in codes if one.outcome == "failure"]
    failed.sort(key=lambda one: (one.depth, one.code == UNTRUSTED))
    told = ("In a source: " * bool(one.depth) + one.sentence for one in failed)
    yield from dict.fromkeys(told)


def _signer(signature: Mapping[str, Any]) -> SignerReport | None:
    certificate = mapping(signature.get("certificateInfo"))
    if not certificate:
        return None
    subject, issuer = mapping(certificate.get("subject")), mapping(certificate.get("issuer"))
    valid = mapping(certificate.get("validity"))
    organisation = text(subject.get("O")) or ""
    return SignerReport(
        name=text(subject.get("CN")) or organisation,
        organisation=organisation,
        issuer=text(issuer.get("CN")) or text(issuer.get("O")) or "",
        algorithm=(text(signature.get("algorithm")) or "").upper(),
        serial=text(certificate.get("serialNumber")) or "",
        valid_from=moment(valid.get("notBefore")),
        valid_until=moment(valid.get("notAfter")),
    )


def _time(signature: Mapping[str, Any], codes: tuple[ValidationCode, ...]) -> TimeReport | None:
    stamp = mapping(signature.get("timeStampInfo"))
    at = moment(stamp.get("timestamp"))
    if at is None:
        return None
    subject = mapping(mapping(stamp.get("certificateInfo")).get("subject"))
    trusted = any(one.code == TIME_TRUSTED and not one.depth for one in codes)
    return TimeReport(at, text(subject.get("CN")) or text(subject.get("O")) or "", trusted)


def _statements(described: Mapping[str | None, Mapping[str, Any]]) -> Iterator[str]:
    for label, manifest in described.items():
        for name in mapping(manifest.get("assertions")):
            yield f"self#jumbf=/c2pa/{label}/c2pa.assertions/{name}"
