"""Brings a file into the graph: read, mapped, noted where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import chain
from pathlib import Path

from pydantic import BaseModel

from openslate.catalogue.record import ProblemList, Reader, RowProblem, SourceRecord
from openslate.common.clock import Clock
from openslate.common.errors import SlateError
from openslate.common.ids import hash_file, hash_lines
from openslate.graph.delivery import Delivery, DeliveryKind, DeliveryReport, Progress, Scope
from openslate.graph.quad_store import QuadStore

WHO_DELIVERS = {"name", "source", "licence", "trust", "kinds"}
"""What every reader says of a delivery; all else that it is told changes how a file is read."""


@dataclass(frozen=True)
class ImportResult:
    """What came in, one report a kind, and the values that had to be mended or left out.

    `problems` holds the first thousand, `problem_count` counts them all; there are none of a file
    that was known and so not `read`.
    """

    reports: tuple[DeliveryReport, ...]
    problems: tuple[RowProblem, ...]
    problem_count: int
    read: bool = True

    @property
    def records(self) -> int:
        """Records of all kinds."""
        return sum(report.records for report in self.reports)

    @property
    def repeated(self) -> int:
        """Records left out because one with the same id came before them in the file."""
        return sum(report.repeated for report in self.reports)

    @property
    def already_there(self) -> bool:
        """The same file had been delivered before; nothing was changed."""
        return all(report.already_there for report in self.reports)


def import_file(
    store: QuadStore,
    reader: Reader,
    path: Path,
    clock: Clock,
    progress: Progress | None = None,
    *,
    strict: bool = False,
    scope: Scope = "full",
) -> ImportResult:
    """Read a file and add it as a delivery of the reader's source, one for each kind it holds.

    The same file again is a no-op (its problems were told the first time), unless it is read in
    another way now: by an edited mapping, or with other settings. A file without one
    usable record is refused, so that it cannot hide the delivery before it; with `strict` a file
    with a single problem is. An `update` replaces only the records it names.
    """
    digest = _delivered(_hash(path), reader)
    problems = ProblemList(path)
    parts: list[tuple[Delivery, Iterator[SourceRecord]]] = []
    for kind in reader.kinds:
        delivery = replace(_delivery(reader, path, digest, kind, clock), scope=scope)
        told = problems if kind == reader.kinds[0] else ProblemList(path)
        if store.deliveries.knows(delivery):
            parts.append((delivery, iter(())))
        elif records := _some(_of_kind(reader, path, kind, told, strict)):
            parts.append((delivery, records))
    if not parts:
        first = f"; the first problem: {problems.problems[0]}" if problems.problems else ""
        raise SlateError(f"The file has no usable row{first}", where=str(path), do="Check the file")
    read = not store.deliveries.knows(parts[0][0])
    reports = store.add_deliveries(parts, progress)
    return ImportResult(tuple(reports), tuple(problems.problems), problems.count, read)


def _some(records: Iterator[SourceRecord]) -> Iterator[SourceRecord] | None:
    """The same records, None when there is none."""
    first = next(records, None)
    return None if first is None else chain([first], records)


def _of_kind(
    reader: Reader, path: Path, kind: DeliveryKind, problems: ProblemList, strict: bool
) -> Iterator[SourceRecord]:
    """Records of one kind; raises at their end when they must not become a delivery."""
    yield from (record for record in reader.records(path, problems) if record.kind == kind)
    if strict and problems.count:
        raise SlateError(
            f"{problems.count:,} values have problems, the first: {problems.problems[0]}",
            where=path.name,
            do="Mend them or import without --strict; nothing was changed",
        )


def _hash(path: Path) -> str:
    """Content hash of a file, or of the files of a folder that is delivered as a whole."""
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.is_file())
        return hash_lines(f"{file.name} {hash_file(file)}" for file in files)
    if not path.is_file():
        raise SlateError("There is no such file", where=str(path), do="Check its name")
    return hash_file(path)


def _delivered(digest: str, reader: Reader) -> str:
    """Hash of a file and of how it is read, where that is not just as the format's reader does.

    What a reader is told beyond who delivers counts: a mapping, an order of languages.
    """
    settings = [
        f"{told.name}={_written(value)}"
        for told in fields(reader)  # type: ignore[arg-type]  # readers are dataclasses
        if told.name not in WHO_DELIVERS and (value := getattr(reader, told.name)) != told.default
    ]
    return hash_lines([digest, *settings]) if settings else digest


def _written(setting: object) -> str:
    """A setting as text that stays the same when a later Slate has more of them."""
    if isinstance(setting, BaseModel):
        return setting.model_dump_json(by_alias=True, exclude_defaults=True)
    return repr(setting)


def _delivery(
    reader: Reader, path: Path, digest: str, kind: DeliveryKind, clock: Clock
) -> Delivery:
    return Delivery(
        source=reader.source,
        file_name=path.name,
        file_hash=digest,
        received_at=clock.now(),
        licence=reader.licence,
        trust=reader.trust,
        reader=reader.name,
        kind=kind,
    )
