"""Registers of others, asked about files that the own one does not know."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openslate.app.authenticity.fingerprint_names import FINGERPRINT_NAMES
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.earlier_version import signed_once, signer_trusted
from openslate.authenticity.credentials.report import CredentialReport
from openslate.authenticity.credentials.trust import TrustList
from openslate.authenticity.fingerprints.kinds import FingerprintKind
from openslate.authenticity.marks.message import ALGORITHM
from openslate.authenticity.media.apart import Apart, Limits
from openslate.authenticity.resolution.addresses import register_keys, register_name
from openslate.authenticity.resolution.ask_register import (
    AskedBinding,
    GivenCredential,
    ask_register,
)
from openslate.authenticity.verification.evidence import ForeignMatch, FoundBy
from openslate.authenticity.verification.examine import Examined
from openslate.common.errors import SlateError
from openslate.store.register import mark_text

SECONDS, MEGABYTES = 20.0, 2048
"""What asking one register may take, with everything it answers."""
ReadCredential = Callable[[Path, bytes], CredentialReport]


@dataclass(frozen=True)
class OtherRegisters:
    """Asks the registers that the settings name, one after another, until one has a credential.

    What they give counts only where its signature is sound and, if a mark led to it, where it
    names that mark. `read` reads a credential against a file,
    `trust` the trust list.
    """

    workspace: Workspace
    read: ReadCredential
    trust: Callable[[], TrustList]
    _apart: Apart = field(default_factory=lambda: Apart(Limits(SECONDS, MEGABYTES)))

    def close(self) -> None:
        """End the process that asks."""
        self._apart.close()

    def __call__(
        self, path: Path, examined: Examined
    ) -> tuple[tuple[ForeignMatch, ...], tuple[str, ...]]:
        """What they know of a file, and sentences about those of whom no use could be made."""
        bindings, told = list(_bindings(examined)), list[str]()
        for address in self.workspace.settings.verify.register_addresses if bindings else ():
            name = register_name(address)
            try:
                given = self._asked(address, name, bindings)
                found = tuple(self._matches(path, name, given))
            except SlateError as error:
                told.append(f"The register {name} was asked without success: {error.what}.")
                continue
            if found:
                return found, tuple(told)
        return (), tuple(told)

    def _asked(
        self, address: str, name: str, bindings: Sequence[AskedBinding]
    ) -> list[GivenCredential]:
        key = register_keys().get(name)
        self._apart(register_name, address)  # started first, its start takes none of the time
        try:
            return self._apart(ask_register, address, key, bindings)
        except SlateError as error:
            late = "It did not finish within the time it was given"
            raise SlateError(late if error.what.startswith("Reading it") else error.what) from None

    def _matches(
        self, path: Path, name: str, given: Sequence[GivenCredential]
    ) -> Iterator[ForeignMatch]:
        """The credentials that hold what they must; raises SlateError where none does."""
        refused = False
        for one in given:
            report = self.read(path, one.content)
            by_mark = one.binding.algorithm == ALGORITHM
            if signed_once(report) and (not by_mark or _names(report, one.binding)):
                by = FoundBy.MARK if by_mark else FoundBy.FINGERPRINT
                yield ForeignMatch(name, by, report, signer_trusted(report, self.trust()))
                return
            refused = True
        if refused:
            raise SlateError("What it gave is not soundly signed, or belongs to another file")


def _bindings(examined: Examined) -> Iterator[AskedBinding]:
    if examined.mark is not None and examined.mark.found is not None:
        yield AskedBinding(ALGORITHM, mark_text(examined.mark.found).encode())
    picture = examined.fingerprints.get(FingerprintKind.PICTURE)
    if picture is not None:
        yield AskedBinding(FINGERPRINT_NAMES[FingerprintKind.PICTURE], picture)


def _names(report: CredentialReport, binding: AskedBinding) -> bool:
    return any(
        one.algorithm == ALGORITHM and one.value.lower() == binding.value.decode()
        for one in report.soft_bindings
    )
