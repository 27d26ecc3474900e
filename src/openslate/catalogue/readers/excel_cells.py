"""Cells of a sheet with what openpyxl leaves out: which of them lost their value, and why."""

from collections.abc import Iterator
from typing import Any

from openpyxl.workbook import Workbook
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from openslate.catalogue.values.lost_cells import ERROR, UNCALCULATED, LostCell

WIDEST = 2000
"""Columns read of a row; Excel allows 16,384 and broken files claim all of them."""
MOST_ROWS = 1_048_576
"""Excel has no more; a broken file may claim a row far below."""
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}


def numbered_cells(book: Workbook, name: str) -> Iterator[tuple[int, list[Any]]]:
    """Rows with their number; a chart has none. What a file claims of its size is not believed."""
    sheet: Any = book[name]
    settings: Any = book  # openpyxl's reader asks it for what its types leave out
    if not hasattr(sheet, "reset_dimensions"):
        return
    last = 0
    with sheet._get_source() as source:
        parser = _Parser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=settings.epoch,
            date_formats=settings._date_formats,
            timedelta_formats=settings._timedelta_formats,
        )
        for number, cells in parser.parse():
            if number > MOST_ROWS:
                return
            if number > last:
                last = number
                yield number, _in_place(cells)


class _Parser(WorkSheetParser):
    """Reads values, as openpyxl does, and marks cells whose value is lost."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        value = cell["value"]
        if isinstance(value, str) and value in _ERRORS:
            cell["value"] = LostCell(value, ERROR)
        elif value is None and element.get("t") != "str":  # of type str, the result is no text
            formula = element.find(FORMULA_TAG)
            if formula is not None:
                cell["value"] = LostCell(f"={formula.text or ''}", UNCALCULATED)
        return cell


def _in_place(cells: list[dict[str, Any]]) -> list[Any]:
    """The values of a row where they stand; what is missing between them is None."""
    inside = [cell for cell in cells if cell["column"] <= WIDEST]
    row: list[Any] = [None] * max((cell["column"] for cell in inside), default=0)
    for cell in inside:
        row[cell["column"] - 1] = cell["value"]
    return row
