"""The C2PA library with everything off that would reach the network, and its errors in English."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import c2pa

from openslate.authenticity.credentials.trust import TrustList
from openslate.common.errors import SlateError

CREATED_HERE = (
    "c2pa.actions",
    "c2pa.soft-binding",
    "c2pa.ingredient",
    "c2pa.metadata",
    "cawg.metadata",
    "cawg.training-mining",
)
"""Statements that the signer makes, as against those it only passes on (C2PA 2.2, 10.3.2)."""
LARGEST_MANIFEST_MB = 32


@dataclass(frozen=True)
class NetworkAccess:
    """What may be asked of other machines while reading: nothing, unless an organisation wants it.

    `fetch_manifests` follows an address in a file to a credential kept elsewhere;
    `check_revocation` asks the signer's authority (OCSP).
    """

    fetch_manifests: bool = False
    check_revocation: bool = False


OFFLINE = NetworkAccess()


def context(trust: TrustList, network: NetworkAccess = OFFLINE) -> Any:
    """A context of the library; raises SlateError when it refuses the trust list."""
    core: dict[str, object] = {"max_decompressed_manifest_size_in_mb": LARGEST_MANIFEST_MB}
    if not (network.fetch_manifests or network.check_revocation):
        core["allowed_network_hosts"] = []
    settings = {
        "version": 1,
        "trust": trust.settings(),
        "core": core,
        "verify": {
            "verify_trust": True,
            "verify_timestamp_trust": True,
            "remote_manifest_fetch": network.fetch_manifests,
            "ocsp_fetch": network.check_revocation,
        },
        "builder": {
            "thumbnail": {"enabled": False},
            "created_assertion_labels": list(CREATED_HERE),
        },
    }
    with in_english("the trust list"):
        return c2pa.Context.from_dict(settings)


@contextmanager
def in_english(where: str) -> Iterator[None]:
    """Turns what the library raises into one sentence about `where`."""
    try:
        yield
    except c2pa.C2paError as error:
        what, do = explain(str(error))
        raise SlateError(what, where=where, do=do) from None


EXPLAINED = (
    (r"first action must be created or opened", "The first action does not say how the file began"),
    (r"not valid at time of signing", "The certificate is not valid today"),
    (r"type is unsupported", "Files of this kind can't hold a credential"),
    (r"could not be parsed|invalid asset", "The file is damaged or not of the kind it claims"),
    (r"http resolver|HTTP error|time ?stamp", "The timestamp server gave no timestamp"),
    (r"does not match the provided data|COSE signature invalid", "The signature came out wrong"),
    (
        r"redaction|to redact",
        "What shall be redacted is not in an earlier credential",
    ),
    (r"softBindingMissing", "A bound watermark is stated without its soft binding"),
)
ADVICE = {
    "The first action does not say how the file began": "State a source type or a parent",
    "The certificate is not valid today": "Run 'slate credentials check'",
    "Files of this kind can't hold a credential": "Sign it with a file beside it (sidecar)",
    "The file is damaged or not of the kind it claims": "Look at it with another program",
    "The timestamp server gave no timestamp": "Check credentials.timestamp_url or try again later",
    "The signature came out wrong": "Run 'slate credentials check' to see whether the key belongs "
    "to the certificate",
    "What shall be redacted is not in an earlier credential": "List it with 'slate credentials "
    "show'",
    "A bound watermark is stated without its soft binding": "Give the mark's algorithm and value",
}


def explain(said: str) -> tuple[str, str | None]:
    """What a message of the library means, and what to do."""
    for pattern, meaning in EXPLAINED:
        if re.search(pattern, said, re.IGNORECASE):
            return meaning, ADVICE[meaning]
    plain = " ".join(said.split())[:200]
    return f"The C2PA library said: {plain}", None
