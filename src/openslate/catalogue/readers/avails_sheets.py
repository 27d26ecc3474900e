"""Finds the tables of an Avails delivery: their sheets, header lines, comments and rows."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Any

from openslate.catalogue.intake import ZIP_MAGIC, first_bytes, open_text
from openslate.catalogue.readers.excel import open_workbook, sheet_rows
from openslate.catalogue.readers.table import SEARCHED
from openslate.catalogue.readers.table_delimited import find_separator, text_lines
from openslate.common.errors import SlateError

NEEDED = {"Territory", "WorkType", "LicenseType", "Start", "End"}
"""Columns that every version of the sheet has."""
COMMENT = "//"
_PREFIX = re.compile(r"^(?:Avail\w*|Disposition)[:/]")

AvailsRow = Mapping[str, Any]


def avails_rows(path: Path) -> Iterator[tuple[str, int, AvailsRow]]:
    """Sheet, number and cells by column of every row; comments and blank rows are left out.

    Raises SlateError when no sheet has the columns of an Avails sheet.
    """
    found = False
    for name, rows in _sheets(path):
        header, rest = _header(rows)
        if header is None:
            continue
        found = True
        for number, cells in rest:
            row = {column: cell for column, cell in zip(header, cells, strict=False) if column}
            if not _is_comment(cells) and any(row.get(column) for column in NEEDED):
                yield name, number, row
    if not found:
        raise SlateError(
            "No sheet has the columns of an Avails sheet: Territory, LicenseType, Start, End, ...",
            where=str(path),
            do="Check that this is the right file",
        )


def is_avails(path: Path) -> bool:
    """Whether a file is an Avails sheet, by its columns."""
    try:
        return any(_header(rows)[0] is not None for _, rows in _sheets(path))
    except SlateError:
        return False


_Rows = Iterator[tuple[int, Sequence[Any]]]


def _sheets(path: Path) -> Iterator[tuple[str, _Rows]]:
    """Name and numbered rows of each sheet; a text table is one sheet without a name."""
    if first_bytes(path, len(ZIP_MAGIC)) == ZIP_MAGIC:
        with open_workbook(path) as book:
            for name in book.sheetnames:
                yield name, sheet_rows(book, name)
        return
    with closing(open_text(path)) as stream:
        lines = text_lines(stream, path)
        start = [line for _, line in islice(lines, SEARCHED)]
        texts = chain(start, (line for _, line in lines))
        yield "", _text_rows(csv.reader(texts, delimiter=find_separator(start)), path)


def _text_rows(rows: Iterator[list[str]], path: Path) -> _Rows:
    try:
        for number, row in enumerate(rows, start=1):
            if any(row):
                yield number, row
    except csv.Error as error:
        raise SlateError(
            "A quotation mark is never closed", where=str(path), do="Mend the file"
        ) from error


def _header(rows: _Rows) -> tuple[list[str] | None, _Rows]:
    """Names of columns, and the rows below them.

    The first line of the header has groups (Avail, AvailTrans), the second the names; some write
    both in one (AvailTrans:Start).
    """
    for _, cells in islice(rows, SEARCHED):
        names = [_PREFIX.sub("", str(cell or "").strip()) for cell in cells]
        if set(names) >= NEEDED:
            return names, rows
    return None, rows


def _is_comment(cells: Sequence[Any]) -> bool:
    first = str(cells[0] if cells and cells[0] is not None else "").strip()
    return first.startswith((COMMENT, "#"))
