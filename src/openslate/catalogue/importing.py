"""Brings a file into the graph: read, mapped, noted where it came from."""

from dataclasses import dataclass
from pathlib import Path

from openslate.catalogue.record import Reader, RowProblem
from openslate.common.clock import Clock
from openslate.common.errors import SlateError
from openslate.common.ids import hash_file
from openslate.graph.delivery import Delivery, DeliveryReport, Progress
from openslate.graph.quad_store import QuadStore


@dataclass(frozen=True)
class ImportResult:
    """What came in, and every row that had to be mended or left out."""

    report: DeliveryReport
    problems: tuple[RowProblem, ...]


def import_file(
    store: QuadStore,
    reader: Reader,
    path: Path,
    clock: Clock,
    progress: Progress | None = None,
    *,
    strict: bool = False,
) -> ImportResult:
    """Read a file and add it as a delivery of the reader's source.

    The same file again is a no-op (its problems were told the first time). A file without one
    usable record is refused, so that it cannot hide the delivery before it; with `strict` a file
    with a single problem is.
    """
    delivery = _delivery(reader, path, clock)
    if store.deliveries.is_complete(delivery):
        return ImportResult(store.deliveries.repeat(delivery), ())
    reading = reader.read(path)
    if not reading.records:
        first = f"; the first problem: {reading.problems[0]}" if reading.problems else ""
        raise SlateError(f"The file has no usable row{first}", where=str(path), do="Check the file")
    if strict and reading.problems:
        raise SlateError(
            f"{len(reading.problems):,} values have problems, the first: {reading.problems[0]}",
            where=path.name,
            do="Mend them or import without --strict; nothing was changed",
        )
    report = store.add_delivery(delivery, reading.records, progress)
    return ImportResult(report, reading.problems)


def _delivery(reader: Reader, path: Path, clock: Clock) -> Delivery:
    if not path.is_file():
        raise SlateError("There is no such file", where=str(path), do="Check its name")
    return Delivery(
        source=reader.source,
        file_name=path.name,
        file_hash=hash_file(path),
        received_at=clock.now(),
        licence=reader.licence,
        trust=reader.trust,
        reader=reader.name,
        kind=reader.kind,
    )
