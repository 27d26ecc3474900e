"""The certificates that travel in a credential."""

from collections.abc import Iterator

from cryptography import x509

from openslate.authenticity.credentials.chains import is_whole

LONG_FORM = b"\x30\x82"  # a sequence whose length takes two bytes, as every certificate has
VERSION_3 = b"\xa0\x03\x02\x01\x02\x02"  # its version, and that a serial number follows
LONGEST_SERIAL = 20
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
    if not _numbered(der):
        return None
    try:
        certificate = x509.load_der_x509_certificate(der)
    except Exception:  # a version that is none has an error of its own
        return None
    return certificate if is_whole(certificate) else None


def _numbered(der: bytes) -> bool:
    """Whether the serial number is positive, as it must be; the library warns of others aloud."""
    length = der[14] if len(der) > 14 else 0
    serial = der[15 : 15 + length]
    numbered = 0 < length <= LONGEST_SERIAL and serial[:1] < b"\x80" and any(serial)
    return der[8:14] == VERSION_3 and numbered
