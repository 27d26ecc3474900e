"""Writing items out in an exchange format: the whole file, or nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from openslate.app.workspace import Workspace
from openslate.catalogue.exports.formats import EXPORTS, ExportFormat
from openslate.catalogue.exports.items import Progress
from openslate.common.errors import SlateError
from openslate.common.text import join_words, nearest


@dataclass(frozen=True)
class ExportReport:
    """What was written where; `unit` says what is counted."""

    file: str
    format: str
    snapshot: str
    written: int
    unit: str

    @property
    def sentence(self) -> str:
        """What was done, for a person."""
        unit = self.unit if self.written != 1 else self.unit.removesuffix("s")
        return f"{self.file}: {self.written:,} {unit} of snapshot {self.snapshot}."


@dataclass(frozen=True)
class ExportItems:
    """Exports items of the newest snapshot, all of them when none is named."""

    workspace: Workspace

    def __call__(
        self,
        form: str,
        file: Path,
        ids: Collection[str] = (),
        progress: Progress | None = None,
    ) -> ExportReport:
        chosen, snapshot = _format(form), self.workspace.snapshot()
        partial = file.with_name(f".{file.name}.partial")
        try:
            with partial.open("wb") as stream:
                written = chosen.export(snapshot, stream, ids or None, progress)
            partial.replace(file)
        except OSError as error:
            raise SlateError(
                f"The file cannot be written ({error.strerror or error})",
                where=str(file),
                do="Check the folder and its free space",
            ) from error
        finally:
            partial.unlink(missing_ok=True)
        return ExportReport(str(file), form, snapshot.name, written, chosen.unit)


def _format(name: str) -> ExportFormat:
    if name not in EXPORTS:
        meant = nearest(name, EXPORTS)
        advice = f"Did you mean {meant!r}?" if meant else f"Use {join_words(EXPORTS, 'or')}"
        raise SlateError(f"There is no export {name!r}", do=advice)
    return EXPORTS[name]
