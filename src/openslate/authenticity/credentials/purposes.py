"""What a certificate may be used for: extended key usages, by their object identifiers."""

from cryptography.x509 import ObjectIdentifier

EMAIL_PROTECTION = ObjectIdentifier("1.3.6.1.5.5.7.3.4")
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
CLAIM_SIGNING = ObjectIdentifier("1.3.6.1.4.1.62558.2.1")
TIME_STAMPING = ObjectIdentifier("1.3.6.1.5.5.7.3.8")
OCSP_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.9")
ANY = ObjectIdentifier("2.5.29.37.0")

SIGNING = {
    EMAIL_PROTECTION.dotted_string: "e-mail protection",
    DOCUMENT_SIGNING.dotted_string: "document signing",
    CLAIM_SIGNING.dotted_string: "C2PA claim signing",
}
"""Purposes under which a signature over a file counts, unless a workspace lists others."""
