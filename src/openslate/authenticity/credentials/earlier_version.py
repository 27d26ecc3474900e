"""Whether a credential from elsewhere was really signed, for an earlier version of a file."""

from openslate.authenticity.credentials.codes import UNTRUSTED
from openslate.authenticity.credentials.judge import refusal
from openslate.authenticity.credentials.report import CredentialReport
from openslate.authenticity.credentials.trust import TrustList

SIGNED = "claimSignature.validated"
CHANGED = frozenset(
    {
        "assertion.dataHash.mismatch",
        "assertion.bmffHash.mismatch",
        "assertion.bmffHash.malformed",
        "assertion.boxesHash.mismatch",
        "assertion.boxesHash.unknownBox",
    }
)
"""Outcomes that say no more than that the content is no longer what was signed."""


def signed_once(report: CredentialReport) -> bool:
    """Whether its signature is sound and nothing is wrong with it but that the content changed."""
    own = [code for code in report.codes if code.depth == 0]
    failed = {code.code for code in own if code.outcome == "failure"}
    signed = any(code.code == SIGNED and code.outcome == "success" for code in own)
    return signed and failed <= CHANGED | {UNTRUSTED}


def signer_trusted(report: CredentialReport, trust: TrustList) -> bool:
    """Whether whoever signed it is on the trust list, whatever became of the content."""
    own = {code.code for code in report.codes if code.depth == 0}
    return UNTRUSTED not in own and refusal(report, trust) is None
