"""Whether a certificate was revoked is asked of its authority, where the settings allow that."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from tests.authenticity.credentials.certificates import usage
from tests.authenticity.credentials.conftest import CAPTURED

from openslate.authenticity.credentials.chains import CertificateChain
from openslate.authenticity.credentials.keys import HeldKey
from openslate.authenticity.credentials.library import NetworkAccess
from openslate.authenticity.credentials.make_chain import MadeChain, make_chain
from openslate.authenticity.credentials.purposes import EMAIL_PROTECTION
from openslate.authenticity.credentials.read import read_credential
from openslate.authenticity.credentials.report import CredentialState
from openslate.authenticity.credentials.sign import sign_file
from openslate.authenticity.credentials.signer import CredentialSigner
from openslate.authenticity.credentials.trust import TrustList

ASKING = NetworkAccess(check_revocation=True)
GOOD, REVOKED = ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.REVOKED


@dataclass
class Responder:
    """An authority that tells one certificate's status to whoever asks (RFC 6960)."""

    url: str = ""
    answer: bytes = b""
    asked: list[str] = field(default_factory=list)


@contextmanager
def responding() -> Iterator[Responder]:
    responder = Responder()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            responder.asked.append(self.command)
            self.send_response(200)
            self.send_header("Content-Type", "application/ocsp-response")
            self.send_header("Content-Length", str(len(responder.answer)))
            self.end_headers()
            self.wfile.write(responder.answer)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    responder.url = f"http://127.0.0.1:{server.server_port}/"
    yield responder
    server.shutdown()
    server.server_close()
    thread.join()


def certificate(
    made: MadeChain, purposes: list[x509.ObjectIdentifier], name: str, url: str = ""
) -> x509.Certificate:
    """A certificate for the leaf's key that names where its revocation is told."""
    now, above = datetime.now(UTC), made.root
    builder = (
        x509.CertificateBuilder()
        .subject_name(
            x509.Name(
                [
                    x509.NameAttribute(NameOID.COMMON_NAME, name),
                    x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Example"),
                ]
            )
        )
        .issuer_name(above.certificate.subject)
        .public_key(made.leaf.key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=90))
        .add_extension(x509.BasicConstraints(False, None), critical=True)
        .add_extension(usage(signs_files=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(above.key.public_key()), False
        )
    )
    if url:
        place = x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(url)
        )
        builder = builder.add_extension(x509.AuthorityInformationAccess([place]), critical=False)
    return builder.sign(above.key, hashes.SHA256())


def told(made: MadeChain, about: x509.Certificate, status: ocsp.OCSPCertStatus) -> bytes:
    """The authority's signed answer about a certificate."""
    now = datetime.now(UTC)
    responder = certificate(made, [ExtendedKeyUsageOID.OCSP_SIGNING], "Responder")
    revoked = status is REVOKED
    return (
        ocsp.OCSPResponseBuilder()
        .add_response(
            about, made.root.certificate, hashes.SHA1(), status,
            now - timedelta(minutes=5), now + timedelta(days=1),
            now - timedelta(days=1) if revoked else None,
            x509.ReasonFlags.key_compromise if revoked else None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, responder)
        .certificates([responder])
        .sign(made.leaf.key, hashes.SHA256())
        .public_bytes(Encoding.DER)
    )  # fmt: skip


@dataclass(frozen=True)
class Signed:
    """A file, whom its reader trusts, and the authority that is asked about its signer."""

    file: Path
    trust: TrustList
    made: MadeChain
    leaf: x509.Certificate
    responder: Responder

    def read(self, network: NetworkAccess) -> tuple[CredentialState, list[str]]:
        found = read_credential(self.file, self.trust, network=network)
        return found.state, [one.code for one in found.codes if ".ocsp." in one.code]


@pytest.fixture(scope="module")
def signed(
    media: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Signed]:
    made, target = make_chain("Example", datetime.now(UTC)), tmp_path_factory.mktemp("r") / "a.jpg"
    with responding() as responder:
        leaf = certificate(made, [EMAIL_PROTECTION], "Signer", responder.url)
        signer = CredentialSigner(CertificateChain((leaf,)), HeldKey(made.leaf.key))
        trust = TrustList((made.root.certificate,), (), ())
        sign_file(media("jpg"), target, CAPTURED, signer, trust=trust)
        yield Signed(target, trust, made, leaf, responder)


@pytest.mark.parametrize(
    ("status", "state", "code"),
    [
        (GOOD, CredentialState.TRUSTED, "signingCredential.ocsp.notRevoked"),
        (REVOKED, CredentialState.BROKEN, "signingCredential.ocsp.revoked"),
    ],
)
def test_what_the_authority_says_counts_where_it_is_asked(
    status: ocsp.OCSPCertStatus, state: CredentialState, code: str, signed: Signed
) -> None:
    responder = signed.responder
    responder.answer, responder.asked = told(signed.made, signed.leaf, status), []
    skipped = ["signingCredential.ocsp.skipped"]
    assert signed.read(NetworkAccess()) == (CredentialState.TRUSTED, skipped)
    assert responder.asked == []
    assert signed.read(ASKING) == (state, [code])
    assert responder.asked


def test_an_authority_that_answers_nonsense_changes_nothing(signed: Signed) -> None:
    signed.responder.answer = b"nonsense"
    state, codes = signed.read(ASKING)
    assert state is CredentialState.TRUSTED
    assert "signingCredential.ocsp.notRevoked" not in codes


def test_the_answer_about_another_certificate_changes_nothing(signed: Signed) -> None:
    other = certificate(signed.made, [EMAIL_PROTECTION], "Other")
    signed.responder.answer = told(signed.made, other, REVOKED)
    assert signed.read(ASKING)[0] is CredentialState.TRUSTED
