"""Text tables: opening them, checking their header, reading their cells."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

from openslate.catalogue.intake import open_text
from openslate.catalogue.readers.table_delimited import text_lines
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
    with closing(open_text(path)) as stream:
        lines = text_lines(stream, path)
        first = next((pair for pair in lines if not pair[1].startswith("#")), (1, ""))
        rows = _numbered(first, lines, separator, path)
        header = _header(next(rows, (0, None))[1], required, path)
        for number, cells in rows:
            if len(cells) == len(header):
                yield number, dict(zip(header, map(str.strip, cells), strict=True))
            elif cells:
                problems.add(number, header[0], cells[0], f"a row of {len(header)} cells")


def _numbered(
    first: tuple[int, str], lines: Iterator[tuple[int, str]], separator: str, path: Path
) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of their first line in the file."""
    dialect = _Quoted if separator == "," else _Plain
    texts = chain([first[1]], (line for _, line in lines))
    rows = csv.reader(texts, dialect, delimiter=separator)
    number = first[0]
    try:
        for cells in rows:
            yield number, cells
            number = first[0] + rows.line_num
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
