"""Writes the frame of a delivery while its records pass, so that nothing is read back."""

import shutil
from pathlib import Path
from typing import Any

import polars as pl

from openslate.graph.delivery import RECORD_FIELDS, Delivery, Record
from openslate.graph.fact_writer import once
from openslate.graph.ntriples import plain
from openslate.graph.record_frame import parsed, record_schema
from openslate.graph.vocabulary import Columns

CHUNK = 20_000
"""Records held in memory at a time."""


class RecordFrameWriter:
    """Gathers records in parts of `CHUNK` and joins the parts in the end.

    What it writes is what `read_delivery` would read from the graph, to the last value.
    """

    def __init__(self, delivery: Delivery, path: Path) -> None:
        self._source, self._path = delivery.source, path
        self._schema = record_schema(delivery.kind)
        self._fields = RECORD_FIELDS[delivery.kind]
        self._parts = path.with_suffix(".parts")
        self._columns: dict[str, list[Any]] = {column: [] for column in self._schema}
        self._written = 0
        shutil.rmtree(self._parts, ignore_errors=True)  # of an import that was killed

    def add(self, record: Record) -> None:
        """Take one record in."""
        self._columns[Columns.SOURCE].append(self._source)
        self._columns[Columns.RECORD].append(record.id)
        self._columns[Columns.ROW].append(record.row)
        for field in self._fields:
            value = record.values.get(field.column)
            if field.many:
                value = once(value or ()) or None
            self._columns[field.column].append(None if value == "" else value)
        if len(self._columns[Columns.ROW]) >= CHUNK:
            self._write_part()

    def finish(self) -> None:
        """Put the whole frame in its place; until then nothing is there."""
        self._write_part()
        parts = sorted(self._parts.iterdir())
        if len(parts) == 1:
            parts[0].replace(self._path)
        else:
            whole = self._parts / "whole"
            pl.scan_parquet(parts).sink_parquet(whole)
            whole.replace(self._path)
        self.discard()

    def discard(self) -> None:
        """Remove what is unfinished."""
        shutil.rmtree(self._parts, ignore_errors=True)

    def _write_part(self) -> None:
        self._parts.mkdir(parents=True, exist_ok=True)
        made = (_series(column, self._columns[column], t) for column, t in self._schema.items())
        pl.DataFrame(made).write_parquet(self._parts / f"{self._written:06}.parquet")
        self._written += 1
        for values in self._columns.values():
            values.clear()


def _series(column: str, values: list[Any], kind: pl.DataType) -> pl.Series:
    """A column of its type; values of another Python type go through text, as in the graph."""
    try:
        return pl.Series(column, values, kind, strict=True)
    except (TypeError, pl.exceptions.PolarsError):
        text = pl.Series(column, [None if v is None else _text(v) for v in values])
        return pl.DataFrame([text]).select(parsed(column, kind)).to_series()


def _text(value: Any) -> str | list[str]:
    return [plain(one) for one in value] if isinstance(value, list) else plain(value)
