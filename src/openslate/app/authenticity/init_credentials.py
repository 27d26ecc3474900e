"""Making certificates of one's own."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openslate.app.authenticity.credential_files import (
    ISSUING,
    ROOT,
    SIGNING,
    CredentialFiles,
)
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.algorithms import ALGORITHMS
from openslate.authenticity.credentials.make_chain import SIGNING_DAYS, MadeChain, make_chain
from openslate.authenticity.credentials.whole_files import write_new
from openslate.common.errors import SlateError


@dataclass(frozen=True)
class MadeCredentials:
    """What was made: `files` with keys named in `private`, and until when files can be signed."""

    folder: str
    organisation: str
    algorithm: str
    signs_until: datetime
    files: tuple[str, ...]
    private: tuple[str, ...]


@dataclass(frozen=True)
class InitCredentials:
    """Makes a root, an issuing certificate and one that signs, each with its key.

    Nothing is overwritten: where one of the files exists SlateError is raised and nothing written.
    """

    workspace: Workspace

    def __call__(
        self, folder: Path | None = None, *, algorithm: str = "ES256", days: int = SIGNING_DAYS
    ) -> MadeCredentials:
        files = CredentialFiles(self.workspace)
        place = folder or files.folder
        used = ALGORITHMS[algorithm]
        now = self.workspace.clock.now()
        made = make_chain(files.organisation, now, algorithm=used, days=days)
        contents = _contents(made)
        _write_all(place, contents)
        return MadeCredentials(
            str(place),
            files.organisation,
            algorithm,
            made.leaf.certificate.not_valid_after_utc,
            tuple(contents),
            tuple(name for name in contents if name.endswith(".key")),
        )


def _contents(made: MadeChain) -> dict[str, bytes]:
    parts = {ROOT: made.root, ISSUING: made.issuing, SIGNING: made.leaf}
    keys = {f"{name}.key": one.key_pem for name, one in parts.items() if one}
    certificates = {f"{name}.pem": one.pem for name, one in parts.items() if one}
    return {**certificates, f"{SIGNING}.pem": made.chain_pem, **keys}


def _write_all(place: Path, contents: dict[str, bytes]) -> None:
    for name in contents:
        if (place / name).exists():
            raise SlateError(
                "There are credentials here already",
                where=str(place / name),
                do="Name another folder; keys are never overwritten",
            )
    written: list[Path] = []
    try:
        for name, content in contents.items():
            write_new(place / name, content, private=name.endswith(".key"))
            written.append(place / name)
    except (OSError, SlateError):
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise
