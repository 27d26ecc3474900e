"""Holds the library's word that a signer is trusted against our own trust list.

The library counts every anchor alike: one that only tells time vouches for signers too, and a
certificate for telling time may sign. Neither counts here.
"""

from dataclasses import replace
from datetime import UTC, datetime

from cryptography import x509

from openslate.authenticity.credentials.check_chain import extension
from openslate.authenticity.credentials.embedded_certificates import certificates_in
from openslate.authenticity.credentials.paths import leads_to
from openslate.authenticity.credentials.report import CredentialReport, CredentialState
from openslate.authenticity.credentials.trust import TrustList

TIME_ONLY = "Whoever vouches for the signer is trusted to tell the time, not to sign."
WRONG_PURPOSE = "The signer's certificate is not for signing files."
NOT_FOUND = "The signer's certificate could not be found in the credential."
PAST_BROKEN = "A file it was made from did not hold when it was put in."


def judge(report: CredentialReport, trust: TrustList) -> CredentialReport:
    """The report with its state lowered where the signer must not be trusted, and with why."""
    if report.state is not CredentialState.TRUSTED:
        return report
    because = refusal(report, trust)
    if because is not None:
        return replace(report, state=CredentialState.VALID, reasons=(*report.reasons, because))
    if any(one.sound is False for one in report.ingredients):
        return replace(report, reasons=(*report.reasons, PAST_BROKEN))
    return report


def refusal(report: CredentialReport, trust: TrustList) -> str | None:
    """Why the library's word is not enough; None where it is.

    Several certificates bear the signer's number only where somebody plays tricks: all must pass.
    """
    between = list(certificates_in(report.manifest))
    signing = [one for one in between if one.serial_number == _serial(report)]
    if not signing:
        return NOT_FOUND
    known = [one for one in signing if one not in trust.allowed]
    at = report.time.at if report.time and report.time.trusted else datetime.now(UTC)
    if not all(leads_to(one, trust.anchors, between, at) for one in known):
        return TIME_ONLY
    return None if all(_may_sign(one, trust.purposes) for one in known) else WRONG_PURPOSE


def _serial(report: CredentialReport) -> int | None:
    try:
        return int(report.signer.serial, 16) if report.signer else None
    except ValueError:
        return None


def _may_sign(certificate: x509.Certificate, purposes: tuple[str, ...]) -> bool:
    said = extension(certificate, x509.ExtendedKeyUsage)
    return said is not None and any(oid.dotted_string in purposes for oid in said)
