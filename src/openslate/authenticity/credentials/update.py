"""Adds to a credential without touching the content: update manifests and redaction."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import c2pa

from openslate.authenticity.credentials.actions import ACTIONS
from openslate.authenticity.credentials.claim import Claim
from openslate.authenticity.credentials.definition import definition_of, redaction_definition
from openslate.authenticity.credentials.library import context
from openslate.authenticity.credentials.opening import file_kind, open_files
from openslate.authenticity.credentials.sign import SignedFile, carries_credential
from openslate.authenticity.credentials.signer import CredentialSigner
from openslate.authenticity.credentials.trust import TrustList
from openslate.common.errors import SlateError

Reason = Literal[
    "c2pa.PII.present",
    "c2pa.invalid.data",
    "c2pa.trade-secret.present",
    "c2pa.government.confidential",
]
"""Why something is redacted (C2PA 2.2, 18.15.8)."""
LEAVE_CONTENT = ("c2pa.edited.metadata", "c2pa.published")
PROTECTED = ("c2pa.actions", "c2pa.hash.")


def update_file(
    source: Path,
    target: Path,
    claim: Claim,
    signer: CredentialSigner,
    *,
    trust: TrustList | None = None,
    replace: bool = False,
) -> SignedFile:
    """A copy whose credential says more, such as a training policy; the content is the same.

    Raises SlateError where the file carries no credential, or the claim states a change of content.
    """
    changes = [one.action for one in claim.actions if one.action not in LEAVE_CONTENT]
    if changes or claim.ingredients or claim.source_type or claim.soft_bindings:
        told = ACTIONS.get(changes[0], changes[0]) if changes else "it has other sources"
        raise SlateError(
            f"An update must leave the content as it is, but the claim says: {told}",
            where=str(source),
            do="Sign the file anew instead",
        )
    kind = file_kind(source)
    definition = definition_of(claim, kind.name, begins=False)
    return _updated(source, target, definition, signer, trust, replace)


def redact_file(
    source: Path,
    target: Path,
    statements: Sequence[str],
    reason: Reason,
    signer: CredentialSigner,
    *,
    trust: TrustList | None = None,
    replace: bool = False,
) -> SignedFile:
    """A copy in whose earlier credentials some statements are taken out, and that says so.

    `statements` are their addresses as `CredentialReport.statements` lists them. C2PA keeps
    actions and hashes from being redacted. Raises SlateError.
    """
    for uri in statements:
        if uri.rpartition("/")[2].startswith(PROTECTED):
            raise SlateError(
                "Actions and hashes can't be redacted", where=uri, do="Redact other statements"
            )
    definition = redaction_definition(statements, reason)
    return _updated(source, target, definition, signer, trust, replace)


def _updated(
    source: Path,
    target: Path,
    definition: dict[str, Any],
    signer: CredentialSigner,
    trust: TrustList | None,
    replace: bool,
) -> SignedFile:
    kind = file_kind(source)
    if not carries_credential(source, kind):
        raise SlateError(
            "There is no credential in this file to add to", where=str(source), do="Sign it"
        )
    used = context(trust or TrustList())
    with open_files(source, target, signer, replace=replace) as files:
        builder = c2pa.Builder(definition, context=used)
        builder.set_intent(c2pa.C2paBuilderIntent.UPDATE)
        manifest = bytes(builder.sign(files.signing, kind.name, files.source, files.target))
    return SignedFile(source, target, kind.name, sidecar=False, manifest=manifest)
