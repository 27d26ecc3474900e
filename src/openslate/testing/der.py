"""The little of DER that a timestamp needs: writing values, and walking through those read."""

from collections.abc import Iterator

INTEGER, OCTETS, NULL, OID, TIME = 0x02, 0x04, 0x05, 0x06, 0x18
SEQUENCE, SET = 0x30, 0x31


def der(tag: int, *parts: bytes) -> bytes:
    """A value with its tag and length (X.690, 8.1).

    >>> der(SEQUENCE, der(INTEGER, b"\\x01")).hex()
    '3003020101'
    """
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + body


def whole(number: int) -> bytes:
    """A whole number, not negative."""
    return der(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def oid(dotted: str) -> bytes:
    """An object identifier.

    >>> oid("1.2.840.113549.1.7.2").hex()
    '06092a864886f70d010702'
    """
    first, second, *rest = (int(part) for part in dotted.split("."))
    return der(OID, b"".join(_base_128(part) for part in (first * 40 + second, *rest)))


def _base_128(number: int) -> bytes:
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))


def parts(body: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Tag, content and the whole of each value in a body; raises ValueError where it breaks off."""
    at = 0
    while at < len(body):
        start, at = at + 2, at + 2
        length = body[start - 1]
        if length & 0x80:
            at += length & 0x7F
            length = int.from_bytes(body[start:at], "big")
        if at + length > len(body):
            raise ValueError("a value breaks off")
        yield body[start - 2], body[at : at + length], body[start - 2 : at + length]
        at += length
