"""Sheets of Excel workbooks (.xlsx), row by row; guarded against what a workbook can hide."""

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from openslate.catalogue.intake import open_zip
from openslate.catalogue.mapping.model import TableLayout
from openslate.catalogue.readers.excel_cells import numbered_cells
from openslate.catalogue.readers.table import SEARCHED, Cells, Table, column_names, find_header
from openslate.catalogue.record import ProblemList
from openslate.common.errors import SlateError
from openslate.common.text import join_words, nearest

PROLOGUE = 1 << 16
_SHEET = "xl/workbook.xml"
_TO_ROOT = re.compile(rb"^(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->)*<[A-Za-z_]", re.S)


def open_sheet(path: Path, layout: TableLayout) -> Table:
    """A sheet as a table: the one that is named, else the first that has rows under a header."""
    with open_workbook(path) as book:
        names = list(book.sheetnames)
        name = _chosen(layout.sheet, names, path)
        for sheet in [name] if name else names:
            sample = list(islice(sheet_rows(book, sheet), SEARCHED))
            cells = [row for _, row in sample]
            at = _position(sample, layout.header_row) if layout.header_row else find_header(cells)
            if at is not None and (name or len(_trimmed(cells[at])) > 1):
                break
        else:
            at = None
    if at is None:
        raise SlateError("The workbook has no sheet with a table", where=str(path), do="Check it")
    columns = column_names(_trimmed(cells[at]))
    found = layout.model_copy(update={"sheet": sheet, "header_row": sample[at][0]})
    others = [other for other in names if other != sheet]
    notes = (f"It also has {join_words(map(repr, others))}.",) if others else ()
    return Table(path, "Excel", columns, found, lambda p: _rows(path, found, columns, p), notes)


@contextmanager
def open_workbook(path: Path) -> Iterator[Workbook]:
    """A workbook open for reading its values; raises SlateError for anything else.

    Refused are zips that hold no workbook, that unfold beyond the limits, or whose XML
    declares a document type (which is where entities that multiply come from).
    """
    with open_zip(path) as archive:
        _check_parts(archive, path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles that it leaves out
            with path.open("rb") as stream:  # by name, openpyxl would ask for its ending
                book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
                try:
                    yield book
                finally:
                    book.close()
    except SlateError:
        raise
    except Exception as error:  # openpyxl lets through whatever a broken part makes it stumble on
        raise SlateError(
            f"The workbook cannot be read ({type(error).__name__})",
            where=str(path),
            do="Open it in Excel and save it again",
        ) from error


def sheet_rows(book: Workbook, name: str) -> Iterator[tuple[int, list[Any]]]:
    """Numbered rows that hold something; formulas as their last results, errors as `LostCell`."""
    for number, cells in numbered_cells(book, name):
        if any(cell not in (None, "") for cell in cells):
            yield number, cells


def _rows(path: Path, layout: TableLayout, columns: Sequence[str], _problems: ProblemList) -> Cells:
    with open_workbook(path) as book:
        for number, cells in sheet_rows(book, layout.sheet or ""):
            if number > (layout.header_row or 1):
                row = dict(zip(columns, cells, strict=False))
                if any(cell not in (None, "") for cell in row.values()):
                    yield number, row


def _check_parts(archive: zipfile.ZipFile, path: Path) -> None:
    names = archive.namelist()
    if _SHEET not in names:
        raise SlateError("The zip is no Excel workbook", where=str(path), do="Unpack it first")
    for name in names:
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                if not _TO_ROOT.match(part.read(PROLOGUE)):
                    raise SlateError(
                        f"The workbook's part {name} is not what Excel writes",
                        where=str(path),
                        do="Open it in Excel and save it again",
                    )


def _chosen(wanted: str | None, names: Sequence[str], path: Path) -> str | None:
    if wanted is None or wanted in names:
        return wanted
    near = nearest(wanted, names)
    raise SlateError(
        f"There is no sheet {wanted!r}",
        where=str(path),
        do=f"Did you mean {near!r}?" if near else f"It has {join_words(map(repr, names))}",
    )


def _position(sample: Sequence[tuple[int, Any]], row: int) -> int | None:
    return next((i for i, (number, _) in enumerate(sample) if number == row), None)


def _trimmed(cells: Sequence[Any]) -> list[Any]:
    """The cells of a header up to the last that holds something."""
    last = max((i for i, cell in enumerate(cells) if cell not in (None, "")), default=-1)
    return list(cells[: last + 1])
