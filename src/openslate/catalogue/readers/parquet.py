"""Parquet files of any columns, batch by batch; recognised by their first four bytes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import polars.selectors as cs

from openslate.catalogue.mapping.model import TableLayout
from openslate.catalogue.readers.table import Cells, Table
from openslate.catalogue.record import ProblemList
from openslate.common.errors import SlateError

MAGIC = b"PAR1"
BATCH = 20_000
"""Rows in memory at a time."""
DEEPEST = 8


def open_parquet(path: Path, layout: TableLayout) -> Table:
    """A Parquet file as a table; its rows count from 1, since it has no header.

    Groups of columns become columns with dotted names, as in JSON. Raises SlateError for a file
    that is packed once more, damaged, cut off, or has no columns.
    """
    _check_plain(path)
    with _told(path):
        columns = tuple(_frame(path).collect_schema().names())
    if not columns:
        raise SlateError("The file has no columns", where=str(path), do="Ask for it again")
    return Table(path, "Parquet", columns, layout, lambda problems: _rows(path, columns, problems))


def _rows(path: Path, columns: Sequence[str], _problems: ProblemList) -> Cells:
    """Numbered rows that hold something."""
    start = 0
    while True:
        with _told(path):
            batch = _frame(path).slice(start, BATCH).collect()
        for number, row in enumerate(batch.iter_rows(), start=start + 1):
            if any(cell not in (None, "") for cell in row):
                yield number, dict(zip(columns, row, strict=True))
        if batch.height < BATCH:
            return
        start += BATCH


def _frame(path: Path) -> pl.LazyFrame:
    """The file without groups of columns, with texts for bytes and nothing for NaN."""
    frame = pl.scan_parquet(path, glob=False, hive_partitioning=False)
    for _ in range(DEEPEST):
        schema = frame.collect_schema()
        if not any(isinstance(kind, pl.Struct) for kind in schema.values()):
            break
        frame = frame.select(e for name, kind in schema.items() for e in _apart(name, kind))
    return frame.select(_plain(name, kind) for name, kind in frame.collect_schema().items())


def _apart(name: str, kind: pl.DataType) -> Iterator[pl.Expr]:
    """A column, or the columns of a group."""
    if not isinstance(kind, pl.Struct):
        yield _column(name)
        return
    for field in kind.fields:
        yield _column(name).struct.field(field.name).alias(f"{name}.{field.name}")


def _column(name: str) -> pl.Expr:
    """The column of this very name; polars would take '^...$' for a pattern and '*' for all."""
    return cs.by_name(name).as_expr()


def _plain(name: str, kind: pl.DataType) -> pl.Expr:
    column = _column(name)
    if kind.is_float():
        return column.fill_nan(None)
    if kind.is_decimal():
        return column.cast(pl.Float64)
    return column.cast(pl.String, strict=False) if kind == pl.Binary else column


def _check_plain(path: Path) -> None:
    with path.open("rb") as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise SlateError("The Parquet file is packed", where=str(path), do="Unpack it first")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn whatever polars stumbles on into one sentence; a panic of it is no Exception."""
    try:
        yield
    except (Exception, pl.exceptions.PanicException) as error:
        raise SlateError(
            "The Parquet file is damaged or cut off", where=str(path), do="Ask for it again"
        ) from error
