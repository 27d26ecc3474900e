"""What people and programs ask about disclosures: the register of them, and what a file needs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from typing import BinaryIO, Literal

from openslate.app.authenticity.check_disclosure import CheckDisclosure, DisclosureCheck
from openslate.app.authenticity.disclosure_files import DisclosureFiles
from openslate.app.authenticity.disclosure_register import (
    FORMS,
    DisclosureEntry,
    DisclosureRegister,
    Form,
)
from openslate.app.authenticity.sizes import kept_for_now
from openslate.app.workspace import Workspace
from openslate.authenticity.disclosure.facts import ContentFacts
from openslate.authenticity.disclosure.kinds import ContentKind
from openslate.authenticity.disclosure.layers import Layer
from openslate.authenticity.disclosure.obligations import Obligation
from openslate.authenticity.disclosure.record import record_in
from openslate.common.errors import NotFoundError, SlateError
from openslate.store.journal import Journal, JournalEntry
from openslate.store.register import Register

Labelled = Literal["yes", "no"]


@dataclass(frozen=True)
class DisclosureFilter:
    """Which disclosures are asked for; what is left out leaves nothing out.

    `missing` is a layer that is asked for and not there; `words` a part of the file's name.
    """

    words: str = ""
    kind: ContentKind | None = None
    labelled: Labelled | None = None
    missing: Layer | None = None
    obligation: str = ""
    item: str = ""

    def takes(self, entry: DisclosureEntry) -> bool:
        """Whether an entry is among them."""
        record = entry.record
        return (
            self.words.lower() in entry.file.name.lower()
            and self.kind in (None, record.facts.kind)
            and self.labelled in (None, "yes" if record.labels else "no")
            and (self.missing is None or self.missing in record.missing)
            and (not self.obligation or self.obligation in {o["id"] for o in record.obligations})
            and self.item in ("", record.facts.item)
        )


class DisclosureRoom:
    """Lists, shows and exports disclosures, and checks files; safe to share between threads."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = Lock()

    def close(self) -> None:
        """End the process that reads the files."""
        if "_check" in self.__dict__:
            self._check.close()

    @cached_property
    def _check(self) -> CheckDisclosure:
        return CheckDisclosure(self._workspace)

    def entries(self, wanted: DisclosureFilter) -> Iterator[DisclosureEntry]:
        """Published files with a disclosure, the latest first."""
        return filter(wanted.takes, DisclosureRegister(self._workspace)())

    def export(self, form: Form, wanted: DisclosureFilter) -> str:
        """The same as one text, CSV or JSON."""
        return FORMS[form](self.entries(wanted))

    def entry(self, file: str) -> DisclosureEntry:
        """One published file; raises NotFoundError, also where it has no disclosure."""
        found = Register(self._workspace.database).get(file)
        record = record_in(found.about)
        if record is None:
            raise NotFoundError(
                f"{found.name} is in the register without a disclosure",
                do="Only what 'slate publish' wrote has one",
            )
        return DisclosureEntry(found, record)

    def decision(self, entry: DisclosureEntry) -> JournalEntry:
        """The trace of the decision that it was published by."""
        return Journal(self._workspace.database).get(entry.record.decision)

    def obligations(self) -> tuple[Obligation, ...]:
        """Laws, codes and house rules that are known here."""
        return DisclosureFiles(self._workspace).obligations

    def check(self, stream: BinaryIO, name: str, said: ContentFacts) -> DisclosureCheck:
        """What an uploaded file is asked for and has; nothing of it is kept. Raises SlateError."""
        most = self._workspace.settings.verify.largest_upload_megabytes << 20
        with kept_for_now(stream, name, most) as path, self._lock:
            found = self._check(path, said)
        return replace(found, facts=replace(found.facts, name=name))

    def foresee(self, said: ContentFacts) -> DisclosureCheck:
        """What content of the stated kind would need; raises SlateError without a kind."""
        if said.kind is None:
            raise SlateError("No file was chosen and no kind", do="Choose one of the two")
        with self._lock:
            return self._check.foresee(said)
