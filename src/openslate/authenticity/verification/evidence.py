"""What was found in a file and about it, before anything is concluded."""

from dataclasses import dataclass
from enum import StrEnum

from openslate.authenticity.credentials.report import CredentialReport
from openslate.store.register import RegisteredFile


class FoundBy(StrEnum):
    """What led to a file of the register, the surest first."""

    BYTES = "bytes"
    MARK = "mark"
    FINGERPRINT = "fingerprint"


@dataclass(frozen=True)
class MarkReading:
    """What looking for an invisible mark gave.

    `p_value` is how often chance alone would give as much over all `tests` that were made;
    `found` is the mark id, None where there is none. `geometry` says how the picture had been
    changed since, as far as the mark tells.
    """

    found: int | None
    p_value: float
    tests: int
    geometry: str = ""


@dataclass(frozen=True)
class RegisterMatch:
    """A file of the register that this one is, or comes from, and how well it fits.

    `credential` is the one that was kept for it, read against the file at hand: it holds only
    where not a byte has changed.
    """

    file: RegisteredFile
    found_by: FoundBy
    fits: str
    credential: CredentialReport | None = None


@dataclass(frozen=True)
class ForeignMatch:
    """A credential that the register of somebody else gave, read against the file at hand.

    Its signature is sound; `trusted` says whether its signer is on the trust list. By a mark the
    credential itself names the file; by a fingerprint only the register says that it belongs.
    """

    register: str
    found_by: FoundBy
    credential: CredentialReport
    trusted: bool


@dataclass(frozen=True)
class Evidence:
    """Everything that was found; `mark` is None where no mark could be looked for.

    `unseen` says in sentences what could not be looked at, and why; `hidden` which characters of a
    text are not shown; `foreign` what registers of others gave.
    """

    name: str
    sha256: str
    mime: str | None
    credential: CredentialReport
    mark: MarkReading | None = None
    matches: tuple[RegisterMatch, ...] = ()
    unseen: tuple[str, ...] = ()
    hidden: str = ""
    foreign: tuple[ForeignMatch, ...] = ()
