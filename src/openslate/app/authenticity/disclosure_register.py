"""The disclosure register: every published file with how it says what it is, as CSV and JSON."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from openslate.app.graph.sparql_formats import FORMULA
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.whole_files import whole_file
from openslate.authenticity.disclosure import wording
from openslate.authenticity.disclosure.record import DisclosureRecord, record_in
from openslate.store.register import Register, RegisteredFile

Form = Literal["csv", "json"]
PAGE = 500
COLUMNS = (
    "file", "name", "sha256", "kind", "item", "source_type", "territory", "label", "asked",
    "present", "missing", "obligations", "published_by", "published_at", "decision", "rulebook",
)  # fmt: skip
BETWEEN = "; "


@dataclass(frozen=True)
class DisclosureEntry:
    """A registered file and its disclosure."""

    file: RegisteredFile
    record: DisclosureRecord

    def to_json(self) -> dict[str, Any]:
        """Plain values; moments as ISO 8601."""
        return {
            "file": self.file.id,
            "name": self.file.name,
            "sha256": self.file.sha256,
            "item": self.record.facts.item,
            "published_by": self.file.registered_by,
            "published_at": self.file.at.isoformat(),
            **self.record.to_json(),
            "missing": [layer.value for layer in self.record.missing],
        }

    def cells(self) -> tuple[str, ...]:
        """The same as cells of a sheet, in the order of `COLUMNS`."""
        file, record, facts = self.file, self.record, self.record.facts
        layers = (record.asked, record.present, record.missing)
        told = (
            file.id, file.name, file.sha256, facts.kind, facts.item, facts.source_type,
            facts.territory, wording.shown(record.labels),
            *(BETWEEN.join(found) for found in layers),
            BETWEEN.join(map(_obligation, record.obligations)),
            file.registered_by, _moment(file.at), record.decision, record.rulebook,
        )  # fmt: skip
        return tuple("" if one is None else _safe(str(one)) for one in told)


@dataclass(frozen=True)
class DisclosureRegister:
    """Reads the register of a workspace."""

    workspace: Workspace

    def __call__(self) -> Iterator[DisclosureEntry]:
        """Every registered file with a disclosure, the latest first."""
        register = Register(self.workspace.database, self.workspace.clock)
        before: str | None = None
        while page := register.page(limit=PAGE, before=before):
            before = page[-1].id
            for file in page:
                record = record_in(file.about)
                if record is not None:
                    yield DisclosureEntry(file, record)

    def text(self, form: Form) -> str:
        """All of it as one text."""
        return FORMS[form](self())

    def write(self, path: Path, form: Form) -> int:
        """Write all of it into a file, whole or not at all; how many entries it has."""
        entries = list(self())
        with whole_file(path, replace=True) as file:
            file.write(FORMS[form](entries).encode("utf-8"))
        return len(entries)


def register_json(entries: Iterable[DisclosureEntry]) -> str:
    """A JSON list of entries, each with all that is kept."""
    told = [entry.to_json() for entry in entries]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def register_csv(entries: Iterable[DisclosureEntry]) -> str:
    """Comma-separated values with a line of names; formulas are made text by an apostrophe."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    writer.writerows(entry.cells() for entry in entries)
    return lines.getvalue()


FORMS: dict[str, Callable[[Iterable[DisclosureEntry]], str]] = {
    "csv": register_csv,
    "json": register_json,
}


def _obligation(told: Any) -> str:
    """An obligation as one cell has it: its id, how it stands and from when."""
    starts = f" from {told['applies_from']}" if told.get("applies_from") else ""
    return f"{told['id']} ({told['standing']}{starts})"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _safe(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text
