"""Holds the library's word that a signer is trusted against our own trust list.

The library counts every anchor alike: one that only tells time vouches for signers too, and a
certificate for telling time may sign. Neither counts here.
"""

import json
from dataclasses import replace
from io import BytesIO

import c2pa
from cryptography import x509

from openslate.authenticity.credentials.check_chain import extension
from openslate.authenticity.credentials.embedded_certificates import certificates_in
from openslate.authenticity.credentials.library import context
from openslate.authenticity.credentials.media_types import SIDECAR_TYPE
from openslate.authenticity.credentials.parts import mapping, mappings
from openslate.authenticity.credentials.report import CredentialReport, CredentialState
from openslate.authenticity.credentials.trust import TrustList

TRUSTED = "signingCredential.trusted"
TIME_ONLY = "Whoever vouches for the signer is trusted to tell the time, not to sign."
WRONG_PURPOSE = "The signer's certificate is not for signing files."
NOT_FOUND = "The signer's certificate could not be found in the credential."
PAST_BROKEN = "A file it was made from did not hold when it was put in."


def judge(report: CredentialReport, trust: TrustList) -> CredentialReport:
    """The report with its state lowered where the signer must not be trusted, and with why."""
    if report.state is not CredentialState.TRUSTED:
        return report
    refusal = _refusal(report, trust)
    if refusal is not None:
        return replace(report, state=CredentialState.VALID, reasons=(*report.reasons, refusal))
    if any(one.sound is False for one in report.ingredients):
        return replace(report, reasons=(*report.reasons, PAST_BROKEN))
    return report


def _refusal(report: CredentialReport, trust: TrustList) -> str | None:
    if trust.timestamp_anchors and not _vouched_for(report.manifest, trust.signers_only):
        return TIME_ONLY
    leaves = list(_signing(report))
    if not leaves:
        return NOT_FOUND
    if all(one in trust.allowed or _may_sign(one, trust.purposes) for one in leaves):
        return None
    return WRONG_PURPOSE


def _vouched_for(manifest: bytes, signers: TrustList) -> bool:
    """Whether those who may sign vouch for a signer: the credential alone, without the content."""
    try:
        with c2pa.Reader(SIDECAR_TYPE, BytesIO(manifest), context=context(signers)) as reader:
            results = mapping(json.loads(reader.json()).get("validation_results"))
    except (c2pa.C2paError, ValueError):
        return False
    good = mappings(mapping(results.get("activeManifest")).get("success"))
    return any(one.get("code") == TRUSTED for one in good)


def _signing(report: CredentialReport) -> list[x509.Certificate]:
    """Certificates with the signer's serial number; several only where somebody plays tricks."""
    try:
        serial = int(report.signer.serial, 16) if report.signer else None
    except ValueError:
        return []
    return [one for one in certificates_in(report.manifest) if one.serial_number == serial]


def _may_sign(certificate: x509.Certificate, purposes: tuple[str, ...]) -> bool:
    said = extension(certificate, x509.ExtendedKeyUsage)
    return said is not None and any(oid.dotted_string in purposes for oid in said)
