"""Tables of delimited text: CSV, tabs, semicolons, pipes, in any encoding."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TextIO

from openslate.catalogue.intake import open_text, text_encoding
from openslate.catalogue.mapping.model import TableLayout
from openslate.catalogue.readers.table import SEARCHED, Cells, Table, column_names, find_header
from openslate.catalogue.record import ProblemList
from openslate.common.errors import SlateError

SEPARATORS = ",;\t|"
LONGEST_LINE = 1 << 20
"""Characters of a line; a longer one means that the file is something else."""


def open_delimited(path: Path, layout: TableLayout) -> Table:
    """A table of text; its separator is the one that gives the first rows the most equal cells.

    Lines before the header that start with # are comments.
    """
    encoding = layout.encoding or text_encoding(path)
    with closing(_open(path, encoding)) as stream:
        start = [line for _, line in islice(text_lines(stream, path), 200)]
    separator = layout.separator or find_separator(start)
    sample = _split(start, separator, comments=True)[: SEARCHED + 30]
    at = layout.header_row - 1 if layout.header_row else _header(sample)
    if at is None or at >= len(sample) or not any(sample[at]):
        raise SlateError("The file has no row with names of columns", where=str(path), do="Add one")
    columns = column_names([cell.strip() for cell in sample[at]])
    found = layout.model_copy(
        update={"separator": separator, "encoding": encoding, "header_row": at + 1}
    )
    return Table(
        path, "text", columns, found, lambda problems: _rows(path, found, columns, problems)
    )


def find_separator(lines: Sequence[str]) -> str:
    """The separator by which most of these lines have the same number of cells, above one.

    >>> find_separator(["a;b,c;d", "1;2,5;3"])
    ';'
    """
    best, most = ",", 0.0
    for separator in SEPARATORS:
        widths = [len(row) for row in _split(lines, separator) if row]
        wide = [width for width in widths if width > 1]
        if wide:
            usual = max(set(wide), key=lambda width: (wide.count(width), width))
            score = wide.count(usual) / len(widths) + min(usual, 50) / 1000
            best, most = (separator, score) if score > most else (best, most)
    return best


def _split(lines: Sequence[str], separator: str, comments: bool = False) -> list[list[str]]:
    """The rows of these lines, as far as they can be read."""
    plain = [line for line in lines if comments or not line.startswith("#")]
    rows = []
    try:
        for row in csv.reader(plain, delimiter=separator):
            rows.append(row)
    except csv.Error:
        pass  # told when the rows themselves are read
    return rows


def _header(sample: Sequence[Sequence[str]]) -> int | None:
    comments = next((i for i, r in enumerate(sample) if r and not r[0].startswith("#")), 0)
    found = find_header(sample[comments : comments + SEARCHED])
    return None if found is None else found + comments


def _open(path: Path, encoding: str) -> TextIO:
    try:
        "".encode(encoding)
    except LookupError:
        raise SlateError(
            f"There is no encoding {encoding!r}", where=str(path), do="Use e.g. utf-8 or cp1252"
        ) from None
    return open_text(path, encoding=encoding)


def _rows(path: Path, layout: TableLayout, columns: Sequence[str], problems: ProblemList) -> Cells:
    """Rows with the number of their first line."""
    with closing(_open(path, layout.encoding or "utf-8")) as stream:
        counted = _Counter(text_lines(stream, path))
        rows = csv.reader(counted, delimiter=layout.separator or ",")
        skip = layout.header_row or 1
        start = 1
        try:
            for index, cells in enumerate(rows):
                number, start = start, counted.number + 1
                if index < skip or not any(cells):
                    continue
                if len(cells) > len(columns) and any(cells[len(columns) :]):
                    problems.add(number, columns[0], cells[0], f"a row of {len(columns)} cells")
                else:
                    yield number, dict(zip(columns, cells, strict=False))
        except csv.Error as error:
            raise SlateError(
                "A quotation mark is never closed, or a cell is longer than 131,072 characters",
                where=str(path),
                do=f"Mend row {start}",
            ) from error
        except UnicodeDecodeError as error:
            raise SlateError(
                f"The file is not {layout.encoding}", where=str(path), do="Name another encoding"
            ) from error


class _Counter:
    """Lines of text that know how many were taken."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self._lines, self.number = lines, 0

    def __iter__(self) -> Iterator[str]:
        for number, line in self._lines:
            self.number = number
            yield line


def text_lines(stream: TextIO, path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines; refuses endless ones, which would fill the memory."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise SlateError(
                f"Line {number} is longer than a million characters",
                where=str(path),
                do="Check that this is a table",
            )
        yield number, line
