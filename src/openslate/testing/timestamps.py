"""A small RFC 3161 timestamp authority on this machine, for tests of what asks one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from openslate.authenticity.credentials.make_chain import MadeChain
from openslate.common.clock import Clock
from openslate.testing.der import INTEGER, NULL, OCTETS, SEQUENCE, SET, TIME, der, oid, parts, whole

SIGNED_DATA, TST_INFO = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNING_TIME, SIGNING_CERTIFICATE = "1.2.840.113549.1.9.5", "1.2.840.113549.1.9.16.2.47"
POLICY = "1.3.6.1.4.1.62558.9.1"
SHA_256 = der(SEQUENCE, oid("2.16.840.1.101.3.4.2.1"), der(NULL))
ECDSA = der(SEQUENCE, oid("1.2.840.10045.4.3.2"))
GRANTED, FIRST, SECOND = 0, 0xA0, 0xA1
ANSWER = "application/timestamp-reply"


class TimestampAuthority:
    """Answers requests for a timestamp with the time of a clock; `asked` counts them."""

    def __init__(self, chain: MadeChain, clock: Clock) -> None:
        if not isinstance(chain.leaf.key, ec.EllipticCurvePrivateKey):
            raise TypeError("the authority for tests signs with ES256 only")
        self.chain, self.clock, self.key = chain, clock, chain.leaf.key
        self.asked = 0
        self._serials = count(1)

    def answer(self, request: bytes) -> bytes:
        """A TimeStampResp (RFC 3161, 2.4.2) for a TimeStampReq; raises ValueError for others."""
        imprint, nonce = _read_request(request)
        self.asked += 1
        when = self.clock.now().astimezone(UTC)
        stated = der(
            SEQUENCE,
            whole(1),
            oid(POLICY),
            imprint,
            whole(next(self._serials)),
            der(TIME, when.strftime("%Y%m%d%H%M%SZ").encode()),
            nonce,
        )
        return der(SEQUENCE, der(SEQUENCE, whole(GRANTED)), self._signed(stated, when))

    def _signed(self, stated: bytes, when: datetime) -> bytes:
        """The statement as signed data of CMS (RFC 5652, 5)."""
        content = der(SEQUENCE, oid(TST_INFO), der(FIRST, der(OCTETS, stated)))
        certificates = (self.chain.leaf.certificate, self.chain.root.certificate)
        signed = der(
            SEQUENCE,
            whole(3),
            der(SET, SHA_256),
            content,
            der(FIRST, *(one.public_bytes(Encoding.DER) for one in certificates)),
            der(SET, self._signer(stated, when)),
        )
        return der(SEQUENCE, oid(SIGNED_DATA), der(FIRST, signed))

    def _signer(self, stated: bytes, when: datetime) -> bytes:
        leaf = self.chain.leaf.certificate
        attributes = b"".join(sorted(_attributes(stated, when, leaf)))
        signature = self.key.sign(der(SET, attributes), ec.ECDSA(SHA256()))
        by = der(SEQUENCE, leaf.issuer.public_bytes(), whole(leaf.serial_number))
        return der(
            SEQUENCE, whole(1), by, SHA_256, der(FIRST, attributes), ECDSA, der(OCTETS, signature)
        )


def _attributes(stated: bytes, when: datetime, leaf: x509.Certificate) -> Iterator[bytes]:
    """What the signature covers: kind, digest, time, and which certificate signs (RFC 5816)."""
    fingerprint = sha256(leaf.public_bytes(Encoding.DER)).digest()
    values = {
        CONTENT_TYPE: oid(TST_INFO),
        DIGEST: der(OCTETS, sha256(stated).digest()),
        SIGNING_TIME: der(0x17, when.strftime("%y%m%d%H%M%SZ").encode()),
        SIGNING_CERTIFICATE: der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, der(OCTETS, fingerprint)))),
    }
    for name, value in values.items():
        yield der(SEQUENCE, oid(name), der(SET, value))


def _read_request(request: bytes) -> tuple[bytes, bytes]:
    """The imprint and the nonce of a request, each as it stands there."""
    ((tag, body, _),) = parts(request)
    found = list(parts(body))
    if tag != SEQUENCE or len(found) < 2 or found[1][0] != SEQUENCE:
        raise ValueError("not a request for a timestamp")
    nonces = [whole for tag, _, whole in found[2:] if tag == INTEGER]
    return found[1][2], b"".join(nonces[:1])


@contextmanager
def timestamp_server(authority: TimestampAuthority) -> Iterator[str]:
    """Serves an authority on loopback and gives its address; stops at the end."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = authority.answer(request)
            self.send_response(200)
            self.send_header("Content-Type", ANSWER)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Says nothing: tests read what is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
