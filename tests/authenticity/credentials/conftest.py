"""One organisation with certificates, a timestamp server and files, for all tests of this room."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.authenticity.credentials.samples import sample

from openslate.authenticity.credentials.chains import CertificateChain, parse_certificates
from openslate.authenticity.credentials.claim import Claim
from openslate.authenticity.credentials.keys import HeldKey
from openslate.authenticity.credentials.make_chain import (
    MadeChain,
    make_chain,
    make_timestamp_chain,
)
from openslate.authenticity.credentials.read import read_credential
from openslate.authenticity.credentials.report import CredentialReport
from openslate.authenticity.credentials.sign import SignedFile, sidecar_of, sign_file
from openslate.authenticity.credentials.signer import CredentialSigner
from openslate.authenticity.credentials.trust import TrustList
from openslate.common.clock import SystemClock
from openslate.testing.timestamps import TimestampAuthority, timestamp_server

CAPTURED = Claim(source_type="digitalCapture")


def signer_of(made: MadeChain, timestamp_url: str = "") -> CredentialSigner:
    """Signs with a chain that was just made."""
    chain = CertificateChain(tuple(parse_certificates(made.chain_pem)))
    return CredentialSigner(chain, HeldKey(made.leaf.key), timestamp_url)


@dataclass(frozen=True)
class House:
    """An organisation that signs and trusts itself and its timestamp authority."""

    made: MadeChain
    time: MadeChain
    url: str

    @property
    def signer(self) -> CredentialSigner:
        return signer_of(self.made)

    @property
    def timed(self) -> CredentialSigner:
        return signer_of(self.made, self.url)

    @property
    def trust(self) -> TrustList:
        roots = ((self.made.root.certificate,), (), (self.time.root.certificate,))
        return TrustList(*roots)

    def sign(self, source: Path, target: Path, claim: Claim = CAPTURED) -> SignedFile:
        return sign_file(source, target, claim, self.signer, trust=self.trust)

    def read(self, source: Path | bytes) -> CredentialReport:
        return read_credential(source, self.trust)


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    now = datetime.now(UTC)  # the library looks at the machine's clock
    made, time = make_chain("Example", now), make_timestamp_chain("Example", now)
    with timestamp_server(TimestampAuthority(time, SystemClock())) as url:
        yield House(made, time, url)


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Finds a file of a kind; nobody writes to it."""
    folder = tmp_path_factory.mktemp("media")
    return lambda ending: sample(folder, ending)


@pytest.fixture
def signed(house: House, media: Callable[[str], Path], tmp_path: Path) -> Path:
    """A signed JPEG of one's own."""
    target = tmp_path / "signed.jpg"
    house.sign(media("jpg"), target)
    return target


def target_for(source: Path, folder: Path) -> Path:
    """Where a signed copy, or a sidecar, goes in a folder."""
    name = f"signed{source.suffix}"
    return folder / name if source.suffix != ".txt" else sidecar_of(folder / source.name)
