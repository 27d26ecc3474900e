"""What every table is once it is open: named columns and rows that can be read again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openslate.catalogue.mapping.model import TableLayout
from openslate.catalogue.record import ProblemList

SEARCHED = 20
"""Rows among which the header is looked for."""

Cells = Iterator[tuple[int, Mapping[str, Any]]]


@dataclass(frozen=True)
class Table:
    """Columns and rows of a file. `layout` is complete: what had to be found out is in it.

    `notes` tells what else is in the file, e.g. other sheets.
    """

    path: Path
    kind: str
    columns: tuple[str, ...]
    layout: TableLayout
    read: Callable[[ProblemList], Cells]
    notes: tuple[str, ...] = field(default=())

    def rows(self, problems: ProblemList | None = None) -> Cells:
        """Number in the file and cells by column of each row, from the first one again.

        A row that cannot be read is told and left out.
        """
        return self.read(problems or ProblemList(self.path))


def find_header(rows: Sequence[Sequence[Any]]) -> int | None:
    """Which of the first rows names the columns: the first that fills nearly as many cells as any
    with texts that are no numbers. Titles above it, merged cells and blank rows fill fewer.
    """
    filled = [sum(_is_name(cell) for cell in row) for row in rows]
    most = max(filled, default=0)
    if most == 0:
        return None
    return next(i for i, count in enumerate(filled) if count >= max(1, 0.8 * most))


def column_names(cells: Sequence[Any]) -> tuple[str, ...]:
    """Names of columns, each once: a second 'Title' is 'Title (2)', a blank one 'column 3'."""
    names: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        plain = " ".join(str(cell).split()) if cell not in (None, "") else ""
        name = base = plain or f"column {number}"
        count = 1
        while name in taken:
            count += 1
            name = f"{base} ({count})"
        taken.add(name)
        names.append(name)
    return tuple(names)


def _is_name(cell: Any) -> bool:
    text = cell.strip() if isinstance(cell, str) else ""
    return bool(text) and not text.replace(".", "").replace(",", "").isdigit()
