"""What an organisation can choose about its credentials."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class CredentialSettings(BaseModel):
    """How files are signed, and whose signatures are trusted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: str = Field(
        default="", description="Who signs; empty means the workspace's name."
    )
    certificate: str = Field(
        default="credentials/signing.pem",
        description="Your certificate and those above it, PEM, relative to this folder.",
    )
    key: str = Field(
        default="credentials/signing.key",
        description="Where its private key is: a file relative to this folder, env:NAME for an "
        "environment variable that holds it, or a PKCS #11 URI for a device.",
    )
    timestamp_url: str = Field(
        default="",
        pattern="^(https?://.+)?$",
        description="Server that states the time of signing (RFC 3161); it is sent a hash, not the "
        "file. Empty: none, and signatures can't be checked after the certificate has ended.",
    )
    training: Literal["", "allowed", "notAllowed", "constrained"] = Field(
        default="",
        description="What signed files say of mining and training on them; empty says nothing.",
    )
    anchors: str = Field(
        default="credentials/anchors.pem",
        description="Roots of others whom you trust to sign, PEM; may be missing. Your own root "
        "is trusted where 'slate credentials init' made it.",
    )
    allowed: str = Field(
        default="credentials/allowed.pem",
        description="Single certificates that you trust to sign, PEM; may be missing.",
    )
    timestamp_anchors: str = Field(
        default="credentials/timestamp-anchors.pem",
        description="Roots of those whom you trust to tell the time, PEM; may be missing.",
    )
    purposes: str = Field(
        default="credentials/purposes.txt",
        description="Extended key usages under which a signature counts, one object identifier a "
        "line; where missing: e-mail protection, document signing, C2PA claim signing.",
    )
    fetch_manifests: bool = Field(
        default=False,
        description="Whether a credential that is kept on another machine is fetched from there.",
    )
    check_revocation: bool = Field(
        default=False,
        description="Whether a signer's authority is asked if the certificate was revoked (OCSP).",
    )
