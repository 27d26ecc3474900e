"""From an uploaded file to an import: what its columns mean, tried out, saved and used."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from openslate.app.deliveries.guess_mapping import LOOKED_AT, RecordView
from openslate.app.deliveries.import_files import ImportCatalogue, Progress
from openslate.app.deliveries.mapping_files import FOLDER as MAPPINGS
from openslate.app.deliveries.mapping_files import SavedMappings
from openslate.app.deliveries.mapping_form import (
    Answers,
    MappingDraft,
    form_of,
    layout_of,
    mapping_of,
)
from openslate.app.deliveries.uploads import Upload, Uploads
from openslate.app.jobs import Jobs, JobState
from openslate.app.views import ImportView
from openslate.app.workspace import Workspace
from openslate.catalogue.formats import detect_format
from openslate.catalogue.mapping.guess import GuessedMapping, guess_mapping
from openslate.catalogue.mapping.model import Mapping, TableLayout
from openslate.catalogue.mapping.preview import MappingPreview, preview_mapping
from openslate.common.errors import SlateError
from openslate.graph.delivery import DeliveryKind

UPLOADS = "uploads"


@dataclass(frozen=True)
class TriedMapping:
    """A file under a mapping: the form, the first records, and what is wrong with them.

    `form` is None for a file whose format says by itself what it means, `reader` names it then.
    `trouble` is a sentence when the mapping can't be tried.
    """

    upload: Upload
    reader: str | None
    form: MappingDraft | None
    records: tuple[RecordView, ...] = ()
    problems: tuple[str, ...] = ()
    problem_count: int = 0
    looked_at: int = 0
    notes: tuple[str, ...] = ()
    trouble: str = ""


class MappingRoom:
    """Uploads, mappings and imports of one workspace. Safe to share between threads."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.uploads = Uploads(workspace.folder / UPLOADS, workspace.clock)
        self.files = SavedMappings(workspace.folder / MAPPINGS)
        self.jobs: Jobs[ImportView] = Jobs("import", lasts=True)

    def take(self, stream: BinaryIO, name: str, by: str) -> Upload:
        """Keep an uploaded file, if it is one that can be read; raises SlateError if not."""
        upload = self.uploads.keep(stream, name, by)
        try:
            with _named(upload):
                if detect_format(upload.path) is None:
                    _ = guess_mapping(upload.path)
        except SlateError:
            self.uploads.drop(upload.upload)
            raise
        return upload

    def look(
        self, upload: str, saved: str | None = None, kind: DeliveryKind | None = None
    ) -> TriedMapping:
        """A file under a saved mapping, or under a guessed one."""
        found = self.uploads.get(upload)
        with _named(found):
            reader = detect_format(found.path)
            if reader and not saved:
                return TriedMapping(found, reader.name, None)
            mapping = self.files.read(saved) if saved else None
            layout = mapping.table if mapping else None
            guess = guess_mapping(found.path, layout=layout, kind=mapping.kind if mapping else kind)
            if guess.mapping is None:  # nothing was understood: a person says all of it
                guess = guess_mapping(found.path, kind="works")
            return _tried(found, guess, mapping or _mapping(guess, found), bool(saved))

    def try_out(self, upload: str, answers: Answers) -> TriedMapping:
        """A file under the mapping that a filled form says; raises SlateError for a bad form."""
        found, guess, mapping = self._answered(upload, answers)
        with _named(found):
            return _tried(found, guess, mapping, False)

    def save(self, upload: str, answers: Answers) -> str:
        """Keep the mapping that a form says; its name."""
        mapping = self._answered(upload, answers)[2]
        self.files.save(mapping)
        return mapping.mapping

    def start_import(self, upload: str, answers: Answers) -> None:
        """Import a file in the background, under the form's mapping, which is saved first."""
        found = self.uploads.get(upload)
        with _named(found):
            reads_itself = detect_format(found.path) is not None and "name" not in answers
        mapping = None if reads_itself else self.files.path(self.save(upload, answers))

        def work(progress: Progress) -> ImportView:
            view = self._import(found, mapping, progress)
            self.uploads.drop(upload)
            return view

        self.jobs.start(upload, found.name, work)

    def import_state(self, upload: str) -> JobState[ImportView]:
        """How the import of a file stands."""
        return self.jobs.state(upload)

    def _import(self, upload: Upload, mapping: Path | None, progress: Progress) -> ImportView:
        """In a workspace of its own, so that the graph is let go when it is done."""
        own = Workspace.open(self.workspace.folder, self.workspace.clock)
        with _named(upload), own:
            return ImportCatalogue(own)(upload.path, progress=progress, mapping=mapping)

    def _answered(self, upload: str, answers: Answers) -> tuple[Upload, GuessedMapping, Mapping]:
        found, saved = self.uploads.get(upload), answers.get("saved", "")
        with _named(found):
            base = self.files.read(saved) if saved else None
            layout = layout_of(answers, base.table if base else TableLayout())
            kind: DeliveryKind = (
                "availability" if answers.get("kind") == "availability" else "works"
            )
            guess = guess_mapping(found.path, layout=layout, kind=kind)
            base = base or _mapping(guess, found)
            base = _with_layout(base, guess)
            columns = tuple(column.column for column in guess.columns)
            return found, guess, mapping_of(answers, base, columns)


def _with_layout(base: Mapping, guess: GuessedMapping) -> Mapping:
    """A mapping for the table as it was found now."""
    return base.model_copy(update={"table": guess.mapping.table}) if guess.mapping else base


def _mapping(guess: GuessedMapping, upload: Upload) -> Mapping:
    if guess.mapping is None:
        raise SlateError("This file has no columns that can be mapped", where=upload.name)
    return guess.mapping


def _tried(upload: Upload, guess: GuessedMapping, mapping: Mapping, saved: bool) -> TriedMapping:
    form = form_of(guess, mapping, saved)
    tried = TriedMapping(upload, None, form, notes=guess.notes)
    try:
        found = preview_mapping(upload.path, mapping, look_at=LOOKED_AT)
    except SlateError as error:
        return replace(tried, trouble=str(_about(upload, error)))
    return _with_preview(tried, found)


def _with_preview(tried: TriedMapping, found: MappingPreview) -> TriedMapping:
    return replace(
        tried,
        records=tuple(RecordView(r.id, r.row, r.values) for r in found.records),
        problems=tuple(map(str, found.problems)),
        problem_count=found.problem_count,
        looked_at=found.looked_at,
    )


@contextmanager
def _named(upload: Upload) -> Iterator[None]:
    """Errors name the file as its sender does, not where it is kept."""
    try:
        yield
    except SlateError as error:
        if error.where is not None and str(upload.path) in error.where:
            raise _about(upload, error) from error
        raise


def _about(upload: Upload, error: SlateError) -> SlateError:
    where = (error.where or "").replace(str(upload.path), upload.name) or None
    return type(error)(error.what, where=where, do=error.do)
