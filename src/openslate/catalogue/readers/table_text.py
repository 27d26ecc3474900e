"""Text tables: opening them, checking their header, reading their cells."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from openslate.catalogue.record import ProblemList
from openslate.common.errors import SlateError
from openslate.common.text import join_words, nearest


def read_rows(
    path: Path, required: Sequence[str], problems: ProblemList, separator: str = ","
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Row number in the file and cells by column of every row that has all its cells.

    Lines that start with # before the header are comments. Raises SlateError when the file is
    missing, empty, not text or without a required column.
    """
    lines = _text(path).splitlines(keepends=True)
    skipped = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    rows = _numbered(lines, separator, skipped, path)
    header = _header(next(rows, (0, None))[1], required, path)
    for number, cells in rows:
        if len(cells) == len(header):
            yield number, dict(zip(header, map(str.strip, cells), strict=True))
        elif cells:
            problems.add(number, header[0], cells[0], f"a row of {len(header)} cells")


def _numbered(
    lines: Sequence[str], separator: str, skipped: int, path: Path
) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of their first line in the file."""
    dialect = _Quoted if separator == "," else _Plain
    rows = csv.reader(lines[skipped:], dialect, delimiter=separator)
    number = skipped + 1
    try:
        for cells in rows:
            yield number, cells
            number = skipped + rows.line_num + 1
    except csv.Error as error:
        raise SlateError(
            "A quotation mark is never closed or stands in the middle of a cell",
            where=str(path),
            do=f"Mend row {number}",
        ) from error


class _Quoted(csv.excel):
    strict = True


class _Plain(csv.excel):
    quoting = csv.QUOTE_NONE


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SlateError(
            f"The file cannot be read ({error.strerror})", where=str(path), do="Check its name"
        ) from error
    if not data.strip():
        raise SlateError("The file is empty", where=str(path), do="Ask for it again")
    if b"\x00" in data:
        raise SlateError("The file is not text", where=str(path), do="Give a text table")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")  # MovieLens as GroupLens first published it


def _header(cells: Sequence[str] | None, required: Sequence[str], path: Path) -> list[str]:
    header = [cell.strip().partition(":")[0] for cell in cells or []]
    missing = [column for column in required if column not in header]
    if not missing:
        return header
    near = nearest(missing[0], header)
    hint = f"Rename column {near} to {missing[0]}" if near else f"Add column {missing[0]}"
    columns = "column" if len(missing) == 1 else "columns"
    raise SlateError(
        f"{columns.capitalize()} {join_words(missing)} missing from the header",
        where=str(path),
        do=hint,
    )
