"""What the measurement of credentials works on: one organisation and files of every kind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from openslate.authenticity.credentials.make_chain import make_chain, make_timestamp_chain
from openslate.authenticity.credentials.read import read_credential
from openslate.authenticity.credentials.report import CredentialReport
from openslate.authenticity.credentials.sign import sidecar_of, sign_file
from openslate.common.clock import SystemClock
from openslate.testing.timestamps import TimestampAuthority, timestamp_server
from tests.authenticity.credentials.conftest import CAPTURED, House
from tests.authenticity.credentials.samples import ACCEPTED, BESIDE, sample

MORE = ("gif", "flac", "m4a", "mov", "avi")
ENDINGS = (*ACCEPTED, *MORE)
BESIDE_TOO = "wav"
SIZE = (640, 480)


@dataclass(frozen=True)
class SignedKind:
    """A file as it was, as it is signed, and its credential where that lies beside it."""

    source: Path
    path: Path
    sidecar: Path | None = None

    @property
    def target(self) -> Path:
        """What signing wrote."""
        return self.sidecar or self.path

    def read(
        self, house: House, content: bytes | None = None, beside: bytes | None = None
    ) -> CredentialReport:
        """The report on it, or on it with other bytes in the file or in the sidecar."""
        if self.sidecar and beside is None:
            beside = self.sidecar.read_bytes()
        return read_credential(content or self.path.read_bytes(), house.trust, sidecar=beside)


@dataclass(frozen=True)
class World:
    """A house and its signed files, by ending."""

    house: House
    folder: Path
    signed: dict[str, SignedKind]


@contextmanager
def world() -> Iterator[World]:
    """Everything signed with a timestamp; gone at the end."""
    now = datetime.now(UTC)
    made, time = make_chain("Example", now), make_timestamp_chain("Example", now)
    with (
        TemporaryDirectory() as place,
        timestamp_server(TimestampAuthority(time, SystemClock())) as url,
    ):
        house, folder = House(made, time, url), Path(place)
        signed = {ending: _sign(house, folder, ending) for ending in ENDINGS}
        signed[f"{BESIDE_TOO}, beside"] = _sign_beside(house, folder, BESIDE_TOO)
        yield World(house, folder, signed)


def _sign(house: House, folder: Path, ending: str) -> SignedKind:
    source = sample(folder, ending, SIZE)
    beside = sidecar_of(source) if ending in BESIDE else None
    kind = SignedKind(source, source if beside else folder / f"signed.{ending}", beside)
    sign_file(source, kind.target, CAPTURED, house.timed, trust=house.trust)
    return kind


def _sign_beside(house: House, folder: Path, ending: str) -> SignedKind:
    """A credential beside a file that could hold one."""
    source = folder / f"beside.{ending}"
    source.write_bytes(sample(folder, ending, SIZE).read_bytes())
    kind = SignedKind(source, source, sidecar_of(source))
    sign_file(source, kind.target, CAPTURED, house.timed, trust=house.trust)
    return kind
