"""Other implementations of C2PA believe what is signed here, and the other way round."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.authenticity.credentials.conftest import CAPTURED, House
from tests.authenticity.credentials.peers import peers_or_skip

from openslate.authenticity.credentials.algorithms import ALGORITHMS
from openslate.authenticity.credentials.chains import pem_of
from openslate.authenticity.credentials.make_chain import make_chain
from openslate.authenticity.credentials.read import read_credential
from openslate.authenticity.credentials.report import CredentialState
from openslate.authenticity.credentials.sign import sign_file
from openslate.authenticity.credentials.trust import TrustList

Media = Callable[[str], Path]


def test_others_believe_us(house: House, media: Media, tmp_path: Path) -> None:
    peers = peers_or_skip()
    target, damaged, roots = (tmp_path / name for name in ("a.jpg", "b.jpg", "roots.pem"))
    sign_file(media("jpg"), target, CAPTURED, house.timed, trust=house.trust)
    content = bytearray(target.read_bytes())
    content[-100] ^= 1
    damaged.write_bytes(content)
    roots.write_text(pem_of([house.made.root.certificate, house.time.root.certificate]))
    good, bad = peers.by_rust([target, damaged], roots)
    assert (good["state"], good["codes"]) == ("Trusted", [])
    assert bad["codes"] == ["assertion.dataHash.mismatch"]
    plain = tmp_path / "plain.jpg"  # c2pa-ts reads no timestamps of claims of version 2
    house.sign(media("jpg"), plain)
    assert peers.by_typescript([plain]) == [{"valid": True, "codes": []}]
    damaged.write_bytes(plain.read_bytes() + b"!")
    assert peers.by_typescript([damaged])[0]["valid"] is False


@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_we_believe_others(media: Media, tmp_path: Path, ending: str) -> None:
    peers = peers_or_skip()
    made = make_chain("Elsewhere", datetime.now(UTC), algorithm=ALGORITHMS["Ed25519"])
    chain, key, target = (tmp_path / name for name in ("chain.pem", "key.pem", f"a.{ending}"))
    chain.write_bytes(made.chain_pem)
    key.write_bytes(made.leaf.key_pem)
    peers.sign(media(ending), target, chain, key)
    trust = TrustList((made.root.certificate,))
    report = read_credential(target, trust)
    assert (report.state, report.source_type) == (CredentialState.TRUSTED, "digitalCapture")
    assert report.generator is not None
    assert report.generator.startswith("c2pa-ts")
    assert read_credential(target, TrustList()).state is CredentialState.VALID
    content = bytearray(target.read_bytes())
    content[-20] ^= 1
    assert read_credential(bytes(content), trust).state is CredentialState.BROKEN
