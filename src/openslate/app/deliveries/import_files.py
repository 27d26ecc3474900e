"""Bringing files in: catalogues, availability, viewers and events."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import chain
from pathlib import Path

from openslate.app.deliveries.choose_reader import choose_reader, delivered_by
from openslate.app.deliveries.unknown_records import RecordCensus
from openslate.app.views import ImportView
from openslate.app.workspace import Workspace
from openslate.audience.events.event_files import event_file
from openslate.audience.readers.atomic import Report, count_rows
from openslate.audience.readers.movielens import SOURCE, read_ratings, read_viewers
from openslate.catalogue.importing import ImportResult, import_file
from openslate.catalogue.problem_files import keep_problems, read_problems
from openslate.catalogue.readers.availability_csv import AvailabilityReader
from openslate.catalogue.record import ProblemList, Reader
from openslate.common.errors import SlateError
from openslate.common.ids import hash_file, hash_json
from openslate.graph.delivery import Scope
from openslate.store.events import Event, EventStore
from openslate.store.purposes import ALL_PURPOSES, Purpose
from openslate.store.viewers import ViewerStore

Progress = Callable[[int, int | None], None]
RECBOLE = ".inter"


@dataclass(frozen=True)
class ImportCatalogue:
    """Reads a catalogue file and adds it to the graph as a delivery of its source.

    With `strict`, a single problem refuses the whole file and nothing is changed. An `update`
    replaces only the records it names. `source`, `licence` and `trust` say who delivered, where
    the format or the mapping does not.
    """

    workspace: Workspace
    strict: bool = False
    update: bool = False
    source: str | None = None
    licence: str | None = None
    trust: float | None = None

    def __call__(
        self,
        file: Path,
        reader: str | None = None,
        progress: Progress | None = None,
        *,
        mapping: Path | None = None,
    ) -> ImportView:
        """Read by the reader or mapping that is named, else as the content shows; says how."""
        chosen, how = choose_reader(file, reader, mapping)
        whose = delivered_by(chosen, self.source, self.licence, self.trust)
        scope: Scope = "update" if self.update else "full"
        view = _take(self.workspace, file, whose, self.strict, progress, scope)
        return replace(view, sentence=f"{how} {view.sentence}") if how else view


@dataclass(frozen=True)
class ImportAvailability:
    """Reads a sheet of rights windows and adds it to the graph as a delivery."""

    workspace: Workspace
    strict: bool = False

    def __call__(self, file: Path, progress: Progress | None = None) -> ImportView:
        return _take(self.workspace, file, AvailabilityReader(), self.strict, progress)


@dataclass(frozen=True)
class ImportViewers:
    """Reads facts about viewers; the latest file counts."""

    workspace: Workspace

    def __call__(self, file: Path) -> ImportView:
        _ = hash_file(file)  # raises if the file can't be read to its end
        problems: list[str] = []
        known = ViewerStore(self.workspace.database)
        before = known.count()
        rows = known.upsert(read_viewers(file, lambda problem: problems.append(str(problem))))
        if not rows:
            raise _useless(file, problems)
        new = known.count() - before
        sentence = f"{file.name}: {rows:,} viewers, {new:,} of them new."
        return ImportView(file.name, SOURCE, rows, new, sentence, tuple(problems))


@dataclass(frozen=True)
class ImportEvents:
    """Reads events from JSON lines, CSV, Parquet or RecBole's `.inter`.

    Idempotent, and an interrupted import goes on where it stopped. `source` is whose records the
    events name. `purposes` are meant where an event names none: only the service unless given,
    and everything for `.inter`, which has no place for them. `zone` is meant where a time has none.
    """

    workspace: Workspace
    source: str | None = None
    purposes: Purpose | None = None
    zone: tzinfo | None = None

    def __call__(self, file: Path, progress: Progress | None = None) -> ImportView:
        digest, problems = hash_file(file), list[str]()
        source, events, total = self._open(file, lambda problem: problems.append(str(problem)))
        first = next(events, None)  # read before the delivery is noted: a useless file leaves none
        if first is None:
            raise _useless(file, problems)
        census = RecordCensus()
        report = EventStore(self.workspace.database).import_events(
            source,
            self._read_as(digest),
            census.over(chain([first], events)),
            total=total,
            progress=progress,
        )
        sentence = f"{file.name}: {report.rows:,} events, {report.added:,} of them new."
        if problems:
            left = "1 row was" if len(problems) == 1 else f"{len(problems):,} rows were"
            sentence += f" {left} left out."
        if report.already:
            sentence = f"{file.name} was imported before; nothing changed."
        unknown = census.unknown(self.workspace, source)
        return ImportView(
            file.name, source, report.rows, report.added, sentence, tuple(problems), unknown
        )

    def _open(self, file: Path, report: Report) -> tuple[str, Iterator[Event], int]:
        """Whose records the file is about, its events, and how many rows it has."""
        if file.suffix == RECBOLE:
            purposes = ALL_PURPOSES if self.purposes is None else self.purposes
            return SOURCE, read_ratings(file, report, purposes), count_rows(file)
        opened = event_file(file, self.purposes or Purpose.SERVICE, self.zone)
        if not self.source:
            raise SlateError(
                "It is not said whose records these events name",
                where=str(file),
                do="Name the catalogue's source with --source",
            )
        return self.source, opened.events(report), opened.count()

    def _read_as(self, digest: str) -> str:
        """Names the file and how it is read: with other purposes or zone it is another delivery."""
        if self.purposes is None and self.zone is None:
            return digest
        return hash_json([digest, int(self.purposes or 0), str(self.zone)])


def _useless(file: Path, problems: Sequence[str]) -> SlateError:
    first = f"; the first problem: {problems[0]}" if problems else ""
    return SlateError(f"The file has no usable row{first}", where=str(file), do="Check the file")


def _take(
    workspace: Workspace,
    file: Path,
    reader: Reader,
    strict: bool,
    progress: Progress | None,
    scope: Scope = "full",
) -> ImportView:
    result = import_file(
        workspace.quads,
        reader,
        file,
        workspace.clock,
        (lambda done: progress(done, None)) if progress else None,
        strict=strict,
        scope=scope,
    )
    _keep(workspace, file, reader, result)
    problems = tuple(str(problem) for problem in result.problems)
    left_out = f", {result.problem_count:,} values could not be used" if problems else ""
    again = f", {result.repeated:,} repeat an id and were left out" if result.repeated else ""
    sentence = f"{file.name}: {result.records:,} records from {reader.source}{again}{left_out}."
    if result.already_there:
        sentence = f"{file.name} was imported before; nothing changed.{_as_then(result, reader)}"
    new = 0 if result.already_there else result.records
    return ImportView(file.name, reader.source, result.records, new, sentence, problems)


def _as_then(result: ImportResult, reader: Reader) -> str:
    """What a file that is known keeps, although it comes with other words now."""
    then = result.reports[0].delivery
    if (then.trust, then.licence) == (reader.trust, reader.licence):
        return ""
    return (
        f" It keeps trust {then.trust:g} and licence {then.licence!r}; to change them, "
        "take it back with 'slate delivery withdraw' and import it again."
    )


def _keep(workspace: Workspace, file: Path, reader: Reader, result: ImportResult) -> None:
    """Keep the problems with the first delivery of a file; they are told once for all kinds.

    A file that is known and has none kept is read again: a kill came in between.
    """
    delivery = result.reports[0].delivery
    if result.read:
        keep_problems(workspace.folder, delivery, result.problems, result.problem_count)
    elif read_problems(workspace.folder, delivery) is None:
        told = ProblemList(file)
        for _ in reader.records(file, told):
            pass
        keep_problems(workspace.folder, delivery, told.problems, told.count)
