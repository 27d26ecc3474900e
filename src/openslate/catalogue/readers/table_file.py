"""Any table, whatever file it comes in: delimited text, Excel, Parquet, JSON, JSON lines."""

import re
from collections.abc import Iterator
from pathlib import Path

from openslate.catalogue.intake import ZIP_MAGIC, first_bytes
from openslate.catalogue.mapping.model import TableLayout
from openslate.catalogue.readers.excel import open_sheet
from openslate.catalogue.readers.json_rows import json_kind, open_json
from openslate.catalogue.readers.parquet import MAGIC, open_parquet
from openslate.catalogue.readers.table import Table
from openslate.catalogue.readers.table_delimited import open_delimited
from openslate.common.errors import SlateError

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
SQLITE = b"SQLite format 3\x00"
_OWN_DTD = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]*\[")
_NOT_TABLES = {
    OLD_EXCEL: ("This is a workbook of Excel before 2007", "Save it as .xlsx"),
    SQLITE: ("This is a database, not a table", "Name its reader with --reader"),
    b"%PDF": ("This is a PDF, not a table", "Ask for the table itself"),
    b"Rar!": ("This is a packed archive", "Unpack it first"),
    b"7z\xbc\xaf": ("This is a packed archive", "Unpack it first"),
}


def open_table(path: Path, layout: TableLayout | None = None) -> Table:
    """A table by its content, never by its name; its layout says what was found out.

    Raises SlateError for what is no table.
    """
    layout = layout or TableLayout()
    start = first_bytes(path)
    for magic, (what, do) in _NOT_TABLES.items():
        if start.startswith(magic):
            raise SlateError(what, where=str(path), do=do)
    if start.startswith(ZIP_MAGIC):
        return open_sheet(path, layout)
    if start.startswith(MAGIC):
        return open_parquet(path, layout)
    if kind := json_kind(path, start, layout):
        return open_json(path, layout, kind)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<!DOCTYPE", b"<")):
        raise _xml(path, start)
    return open_delimited(path, layout)


def _xml(path: Path, start: bytes) -> SlateError:
    """What to do with XML, which no reader recognised."""
    if _OWN_DTD.search(start):
        return SlateError(
            "This XML declares entities or a DTD of its own, which is refused for safety",
            where=str(path),
            do="Remove the DOCTYPE and write out what its entities stand for",
        )
    return SlateError("This is XML, not a table", where=str(path), do="Name its reader")


def preview_rows(table: Table, most: int) -> Iterator[tuple[int, dict[str, object]]]:
    """The first rows with their numbers."""
    for count, (number, row) in enumerate(table.rows()):
        if count == most:
            return
        yield number, dict(row)
