"""Files of events, row by row in bounded memory: JSON lines, CSV, Parquet."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl

from openslate.audience.events.read_event import FIELDS, NEEDED, read_event
from openslate.audience.readers.atomic import Rejected, Report, RowProblem
from openslate.common.errors import SlateError
from openslate.common.text import join_words, nearest
from openslate.store.events import Event
from openslate.store.purposes import Purpose

BATCH = 20_000  # rows of a Parquet file in memory at once
LONGEST_LINE = 64 * 1024  # characters of a JSON line
CUT = "a whole line; the last one has no end"
Row = tuple[int, Mapping[str, Any]]


@dataclass(frozen=True)
class EventReader:
    """A file of events: what is meant where its rows name no purposes or their times no zone."""

    path: Path
    purposes: Purpose = Purpose.SERVICE
    zone: tzinfo | None = None

    def events(self, report: Report) -> Iterator[Event]:
        """Its events in order; broken rows are reported and left out.

        Raises SlateError for a file that cannot be read at all, or lacks a column.
        """
        for number, values in self._rows(report):
            try:
                yield read_event(values, zone=self.zone, purposes=self.purposes)
            except Rejected as no:
                report(self._problem(number, no.column, no.value, no.expected))

    def count(self) -> int:
        """How many rows there are, to show progress against."""
        if self.path.suffix == ".parquet":
            return int(_parquet(self.path).select(pl.len()).collect().item())
        with self.path.open("rb") as stream:
            return sum(1 for _ in stream)

    def _rows(self, report: Report) -> Iterator[Row]:
        def broken(number: int, value: str, expected: str) -> None:
            report(self._problem(number, "the row", value, expected))

        return READERS[self.path.suffix](self.path, broken)

    def _problem(self, number: int, column: str, value: str, expected: str) -> RowProblem:
        return RowProblem(str(self.path), number, column, value, expected)


Broken = Callable[[int, str, str], None]


def event_file(path: Path, purposes: Purpose, zone: tzinfo | None) -> EventReader:
    """The file at `path`; raises SlateError when it is missing or of a kind that is not read."""
    if not path.is_file():
        raise SlateError("There is no such file", where=str(path))
    if path.suffix not in READERS:
        known = join_words(READERS, "or")
        raise SlateError(
            f"Files of events end in {known}, not in {path.suffix or 'nothing'}",
            where=str(path),
            do="Rename the file, or convert it",
        )
    return EventReader(path, purposes, zone)


def _json_lines(path: Path, broken: Broken) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as stream:
        for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE), ""), start=1):
            if not line.strip():
                continue
            values = _json(line)
            if values is None:
                broken(number, line.rstrip("\r\n"), "one JSON object on a line")
            else:
                yield number, values


def _json(line: str) -> Mapping[str, Any] | None:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _delimited(path: Path, broken: Broken) -> Iterator[Row]:
    """Rows of CSV; a last line without an end is left out, it may have been cut in a number."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        lines = _Lines(stream, broken)
        rows = csv.reader(lines, strict=True)
        try:
            header = next(rows, [])
            _check_columns(path, header)
            for cells in rows:
                if len(cells) == len(header):
                    yield lines.number, dict(zip(header, cells, strict=True))
                elif cells:
                    broken(lines.number, ",".join(cells), f"{len(header)} values")
        except csv.Error as error:
            raise SlateError(
                f"Line {lines.number} is not CSV ({error})",
                where=str(path),
                do="Mend its quotes; nothing of the file was taken",
            ) from None


class _Lines:
    """Lines of a stream with their number; one without an end is reported instead of given."""

    def __init__(self, stream: Iterator[str], broken: Broken) -> None:
        self._stream, self._broken, self.number = stream, broken, 0

    def __iter__(self) -> Iterator[str]:
        for line in self._stream:
            self.number += 1
            if line.endswith(("\n", "\r")):
                yield line
            else:
                self._broken(self.number, line, CUT)


def _parquet_rows(path: Path, _broken: Broken) -> Iterator[Row]:
    table = _parquet(path)
    schema = table.collect_schema()
    _check_columns(path, schema.names())
    wanted = table.select([name for name in schema.names() if name in FIELDS])
    batches = wanted.collect_batches(chunk_size=BATCH, maintain_order=True)
    rows = chain.from_iterable(batch.iter_rows(named=True) for batch in batches)
    yield from enumerate(rows, start=1)


def _parquet(path: Path) -> pl.LazyFrame:
    try:
        table = pl.scan_parquet(path)
        table.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SlateError(
            "This is not a Parquet file that can be read", where=str(path), do="Write it again"
        ) from error
    return table


def _check_columns(path: Path, header: list[str]) -> None:
    missing = [column for column in NEEDED if column not in header]
    if missing:
        meant = nearest(missing[0], set(header) - set(FIELDS))
        raise SlateError(
            f"The column {missing[0]} is missing",
            where=str(path),
            do=f"Rename the column {meant}" if meant else f"The columns are {join_words(FIELDS)}",
        )


READERS: dict[str, Callable[[Path, Broken], Iterator[Row]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".csv": _delimited,
    ".parquet": _parquet_rows,
}
"""How each kind of file is read, by the end of its name."""
