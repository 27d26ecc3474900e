"""Writes the frame of a delivery while its records pass, so that nothing is read back."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from openslate.graph.delivery import RECORD_FIELDS, Delivery, Record
from openslate.graph.fact_writer import once
from openslate.graph.ntriples import plain
from openslate.graph.record_frame import parsed, record_schema
from openslate.graph.snapshot import KINDS
from openslate.graph.vocabulary import Columns, Field

CHUNK = 20_000
"""Records held in memory at a time."""
AT = "at_record"


@dataclass
class _Cells:
    """Values of one field: each with the place of its record; lists are laid out flat.

    polars makes a series of its own for every list it is given, which took most of an import.
    """

    told: Field
    places: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, place: int, value: Any) -> None:
        values = once(value) if self.told.many else [value]
        self.places += [place] * len(values)
        self.values += values

    def frame(self) -> pl.DataFrame:
        """Places that have a value, and the value or list."""
        values = _series(self.told.column, self.values, KINDS[self.told.kind])
        cells = pl.DataFrame([pl.Series(AT, self.places, pl.UInt32), values])
        if self.told.many:
            return cells.group_by(AT, maintain_order=True).agg(self.told.column)
        return cells


class RecordFrameWriter:
    """Gathers records in parts of `CHUNK` and joins the parts in the end.

    What it writes is what `read_delivery` would read from the graph, to the last value.
    """

    def __init__(self, delivery: Delivery, path: Path) -> None:
        self._delivery, self._path = delivery, path
        self._parts = path.with_suffix(".parts")
        self._written = 0
        shutil.rmtree(self._parts, ignore_errors=True)  # of an import that was killed
        self._begin()

    def add(self, record: Record) -> None:
        """Take one record in."""
        place = len(self._keys)
        self._keys.append((self._delivery.source, record.id, record.row))
        for column, value in record.values.items():
            if value is not None and value != "":
                self._cells[column].add(place, value)
        if len(self._keys) >= CHUNK:
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

    def _begin(self) -> None:
        self._keys: list[tuple[str, str, int]] = []
        fields = RECORD_FIELDS[self._delivery.kind]
        self._cells = {field.column: _Cells(field) for field in fields}

    def _write_part(self) -> None:
        self._parts.mkdir(parents=True, exist_ok=True)
        self._frame().write_parquet(self._parts / f"{self._written:06}.parquet")
        self._written += 1
        self._begin()

    def _frame(self) -> pl.DataFrame:
        schema = record_schema(self._delivery.kind)
        keys = {c: schema[c] for c in (Columns.SOURCE, Columns.RECORD, Columns.ROW)}
        frame = pl.DataFrame(self._keys, keys, orient="row").with_row_index(AT)
        for cells in self._cells.values():
            frame = frame.join(cells.frame(), on=AT, how="left", maintain_order="left")
        return frame.select(list(schema))


def _series(column: str, values: list[Any], kind: pl.DataType) -> pl.Series:
    """A column of its type; values of another Python type go through text, as in the graph."""
    try:
        return pl.Series(column, values, kind, strict=True)
    except (TypeError, pl.exceptions.PolarsError):
        text = pl.Series(column, list(map(plain, values)))
        return pl.DataFrame([text]).select(parsed(column, kind)).to_series()
