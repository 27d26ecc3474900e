"""The next certificate that signs, before the present one ends."""

from dataclasses import dataclass
from pathlib import Path

from openslate.app.authenticity.credential_files import ISSUING, SIGNING, CredentialFiles
from openslate.app.authenticity.init_credentials import MadeCredentials
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.algorithms import algorithm_for
from openslate.authenticity.credentials.chains import read_chain
from openslate.authenticity.credentials.keys import HeldKey, matches, open_key
from openslate.authenticity.credentials.make_chain import SIGNING_DAYS, Issued, make_leaf
from openslate.authenticity.credentials.whole_files import write_new
from openslate.common.errors import SlateError

PARTS = ("pem", "key")


@dataclass(frozen=True)
class RenewCredentials:
    """Makes a new certificate and key that sign; the old ones stay beside them, under their number.

    Needs `issuing.pem` and `issuing.key` as `InitCredentials` made them; raises SlateError where
    they are missing. What was signed before stays as it is.
    """

    workspace: Workspace

    def __call__(self, *, days: int = SIGNING_DAYS) -> MadeCredentials:
        files = CredentialFiles(self.workspace)
        place = files.folder
        authority = _authority(place)
        algorithm = algorithm_for(authority.certificate.public_key())
        said = (files.organisation, self.workspace.clock.now(), authority)
        leaf = make_leaf(*said, algorithm=algorithm, days=days)
        moved = _move_away(place)
        try:
            write_new(place / f"{SIGNING}.key", leaf.key_pem, private=True)
            write_new(place / f"{SIGNING}.pem", leaf.pem + authority.pem)
        except BaseException:
            for path, kept in moved:
                kept.replace(path)
            raise
        return MadeCredentials(
            str(place),
            files.organisation,
            algorithm.name,
            leaf.certificate.not_valid_after_utc,
            (f"{SIGNING}.pem", f"{SIGNING}.key"),
            (f"{SIGNING}.key",),
        )


def _authority(place: Path) -> Issued:
    """The certificate that issues, with its key."""
    certificate = read_chain(place / f"{ISSUING}.pem").leaf
    key = open_key(f"{ISSUING}.key", place)
    if not isinstance(key, HeldKey) or not matches(key, certificate):
        raise SlateError(
            "The key belongs to another certificate",
            where=str(place / f"{ISSUING}.key"),
            do=f"Put the key of {ISSUING}.pem there",
        )
    return Issued(certificate, key.key)


def _move_away(place: Path) -> list[tuple[Path, Path]]:
    """Puts the present certificate and key aside: `signing-NUMBER`; where they were, and are."""
    present = place / f"{SIGNING}.pem"
    if not present.exists():
        return []
    number = f"{read_chain(present).leaf.serial_number:x}"[:8]
    moved = []
    for part in PARTS:
        path = place / f"{SIGNING}.{part}"
        if path.exists():
            kept = place / f"{SIGNING}-{number}.{part}"
            path.replace(kept)
            moved.append((path, kept))
    return moved
