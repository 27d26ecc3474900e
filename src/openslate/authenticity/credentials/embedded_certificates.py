"""The certificates that travel in a credential."""

from collections.abc import Iterator

from cryptography import x509

LONG_FORM = b"\x30\x82"  # a sequence whose length takes two bytes, as every certificate has
MOST, MOST_TRIED = 50, 2_000


def certificates_in(manifest: bytes) -> Iterator[x509.Certificate]:
    """Every certificate that stands in a manifest's bytes, wherever it stands.

    C2PA puts them into the signature's header as they are (RFC 9360), so that they can be found
    without following the headers of every version. A stranger may have written them: so many and
    no more are tried.
    """
    at, found, tried = manifest.find(LONG_FORM), 0, 0
    while at >= 0 and found < MOST and tried < MOST_TRIED:
        end = at + 4 + int.from_bytes(manifest[at + 2 : at + 4], "big")
        if manifest[at + 4 : at + 6] == LONG_FORM and end <= len(manifest):
            tried += 1
            certificate = _certificate(manifest[at:end])
            if certificate is not None:
                found += 1
                yield certificate
        at = manifest.find(LONG_FORM, at + 1)


def _certificate(der: bytes) -> x509.Certificate | None:
    try:
        return x509.load_der_x509_certificate(der)
    except ValueError:
        return None
