"""Reading asks nobody: not for credentials kept elsewhere, not for revocations."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import c2pa
import pytest
from tests.authenticity.credentials.conftest import House

from openslate.authenticity.credentials.library import NetworkAccess, context
from openslate.authenticity.credentials.read import read_credential
from openslate.authenticity.credentials.report import CredentialState

ACTION = {
    "action": "c2pa.created",
    "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
}
DEFINITION = {
    "claim_generator_info": [{"name": "Elsewhere"}],
    "assertions": [{"label": "c2pa.actions", "data": {"actions": [ACTION]}}],
}


class Elsewhere:
    """A machine that keeps a credential and counts who asks for it."""

    def __init__(self) -> None:
        self.manifest, self.asked, self.url = b"", 0, ""


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    keeper = Elsewhere()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keeper.asked += 1
            self.send_response(200)
            self.send_header("Content-Type", "application/c2pa")
            self.send_header("Content-Length", str(len(keeper.manifest)))
            self.end_headers()
            self.wfile.write(keeper.manifest)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    keeper.url = f"http://127.0.0.1:{server.server_port}/a.c2pa"
    yield keeper
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def pointing(
    house: House, media: Callable[[str], Path], elsewhere: Elsewhere, tmp_path: Path
) -> Path:
    """A picture that holds no credential but the address of one."""
    written = BytesIO()
    builder = c2pa.Builder(DEFINITION, context=context(house.trust))
    builder.set_no_embed()
    builder.set_remote_url(elsewhere.url)
    with house.signer.for_library("a.jpg") as signer, media("jpg").open("rb") as stream:
        elsewhere.manifest = builder.sign(signer, "image/jpeg", stream, written)
    path = tmp_path / "pointing.jpg"
    path.write_bytes(written.getvalue())
    return path


def test_nobody_is_asked(house: House, pointing: Path, elsewhere: Elsewhere) -> None:
    report = house.read(pointing)
    assert report.state is CredentialState.ELSEWHERE
    assert report.remote_url == elsewhere.url
    assert report.reasons == ("The credential is kept on another machine, which was not asked.",)
    assert elsewhere.asked == 0


def test_signing_it_again_asks_nobody_either(
    house: House, pointing: Path, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    house.sign(pointing, tmp_path / "again.jpg")
    assert elsewhere.asked == 0


def test_an_organisation_may_want_it(house: House, pointing: Path, elsewhere: Elsewhere) -> None:
    network = NetworkAccess(fetch_manifests=True)
    report = read_credential(pointing, house.trust, network=network)
    assert (report.state, elsewhere.asked) == (CredentialState.TRUSTED, 1)
    assert report.remote_url == elsewhere.url
