"""RecBole's atomic files: tab-separated text whose header gives each column a name and a kind.

Format: recbole.io/docs/user_guide/data/atomic_files.html, e.g. `user_id:token<TAB>rating:float`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from openslate.common.errors import SlateError
from openslate.common.text import join_words, nearest, shorten

LONGEST_HEADER = 64 * 1024  # characters; what has no line end before is no table


@dataclass(frozen=True)
class RowProblem:
    """A row that was left out: where it is and what should have been there. Rows count from 1."""

    file: str
    row: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        return (
            f"{self.file}, row {self.row}, {self.column}: "
            f"{shorten(self.value)!r} is not {self.expected}; the row is left out"
        )


Report = Callable[[RowProblem], None]


class Rejected(Exception):  # noqa: N818 - it never leaves the reader
    """A value that is not what its column promises."""

    def __init__(self, column: str, value: str, expected: str) -> None:
        self.column, self.value, self.expected = column, value, expected
        super().__init__(column)


class AtomicRow(NamedTuple):
    """One row of the file: its number, header included, and the wanted values in order."""

    number: int
    values: Sequence[str]


def read_atomic(path: Path, columns: Sequence[str], report: Report) -> Iterator[AtomicRow]:
    """The wanted columns row by row, in bounded memory.

    Raises SlateError when the file or a column is missing. Rows with too few or too many values
    are reported and left out, and so is a last row without an end: it may have been cut off in
    the middle of a number and would look right.
    """
    if not path.is_file():
        raise SlateError("There is no such file", where=str(path))
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as stream:
        header = stream.readline(LONGEST_HEADER).rstrip("\r\n").split("\t")
        places = _places(path, header, columns)
        for number, line in enumerate(stream, start=2):
            values = line.rstrip("\r\n").split("\t")
            if len(values) != len(header) or not line.endswith("\n"):
                report(_broken(path, number, line, header))
            else:
                yield AtomicRow(number, [values[place] for place in places])


def count_rows(path: Path) -> int:
    """How many rows follow the header, to show progress against."""
    with path.open("rb") as stream:
        return max(sum(1 for _ in stream) - 1, 0)


def token(column: str, value: str) -> str:
    """A name or id; raises Rejected when it is empty or not text."""
    if not value.strip() or not value.isprintable() or "\ufffd" in value:
        raise Rejected(column, value, "a name")
    return value


def number_between(column: str, value: str, low: float, high: float) -> float:
    """A number from `low` to `high`; raises Rejected for anything else, also NaN."""
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise Rejected(column, value, f"a number from {low:g} to {high:.15g}")
    return number


def _places(path: Path, header: Sequence[str], columns: Sequence[str]) -> list[int]:
    missing = [column for column in columns if column not in header]
    if header == [""]:
        raise SlateError("The file has no header", where=str(path), do="Get the file again")
    if missing:
        meant = nearest(missing[0], set(header) - set(columns))
        raise SlateError(
            f"The column {missing[0]} is missing",
            where=str(path),
            do=f"Rename the column {meant}"
            if meant
            else f"The file has {shorten(join_words(header))}",
        )
    return [header.index(column) for column in columns]


def _broken(path: Path, number: int, line: str, header: Sequence[str]) -> RowProblem:
    whole = f"a whole row of {len(header)} values with a line end"
    return RowProblem(str(path), number, "the row", line.rstrip("\r\n"), whole)
