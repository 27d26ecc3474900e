"""Whether certificates lead from one who signs to one who is trusted (RFC 5280, section 6)."""

from collections.abc import Collection
from datetime import datetime

from cryptography import x509

from openslate.authenticity.credentials.chains import is_issued_by
from openslate.authenticity.credentials.check_chain import extension

LONGEST = 8


def leads_to(
    certificate: x509.Certificate,
    anchors: Collection[x509.Certificate],
    between: Collection[x509.Certificate],
    at: datetime,
) -> bool:
    """Whether a path of valid authorities leads from a certificate to an anchor.

    `between` are others that may stand on the path. Each is looked at once, however they refer to
    one another: whoever made them may want this to take long.
    """
    reached, left = [certificate], [one for one in between if one != certificate]
    for below in range(LONGEST):
        if any(_ends(one, anchors, below) for one in reached):
            return True
        issuers = [
            one
            for one in left
            if one.not_valid_before_utc <= at <= one.not_valid_after_utc
            and any(_issues(one, lower, below) for lower in reached)
        ]
        left = [one for one in left if one not in issuers]
        reached = issuers
    return False


def _ends(certificate: x509.Certificate, anchors: Collection[x509.Certificate], below: int) -> bool:
    return certificate in anchors or any(_issues(one, certificate, below) for one in anchors)


def _issues(authority: x509.Certificate, certificate: x509.Certificate, below: int) -> bool:
    """Whether an authority may issue at this height, and did issue this certificate."""
    if authority.subject != certificate.issuer:
        return False
    said = extension(authority, x509.BasicConstraints)
    usage = extension(authority, x509.KeyUsage)
    if said is None or not said.ca or (usage is not None and not usage.key_cert_sign):
        return False
    if said.path_length is not None and said.path_length < below:
        return False
    return is_issued_by(certificate, authority)
