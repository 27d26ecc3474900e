"""Cells of a workbook that had a value once and have none now: errors, formulas never calculated.

They are not blank: an end day that is `#N/A` is no open end.
"""

from dataclasses import dataclass

ERROR = "a value: the workbook has an error here; mend it in Excel"
UNCALCULATED = "calculated yet; open the workbook in Excel and save it, so that it has values"


@dataclass(frozen=True)
class LostCell:
    """What stands in a cell in place of its value, and what was expected there."""

    text: str
    expected: str

    def __str__(self) -> str:
        return self.text


def is_blank(cell: object) -> bool:
    """Whether a cell holds no value that could be looked at."""
    return cell is None or cell == "" or isinstance(cell, LostCell)
