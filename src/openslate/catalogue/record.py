"""What a reader makes of a file: records, and the problems it met on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from openslate.common.text import shorten
from openslate.graph.delivery import DeliveryKind

MOST_KEPT = 1000
MOST_SHOWN = 80


@dataclass(frozen=True)
class SourceRecord:
    """One record as its source tells it, in the native vocabulary.

    `id` is the source's own id, `row` counts from 1 as an editor would count. `values` maps
    vocabulary columns of the record's kind to Python values (lists for fields that hold many) and
    holds no empty texts, no empty lists and no repeated list values: what is not known is left out.
    """

    source: str
    id: str
    row: int
    values: Mapping[str, Any]
    kind: DeliveryKind = "works"


@dataclass(frozen=True)
class RowProblem:
    """A value that could not be used as it stands; everything else of the file goes on."""

    file: str
    row: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        where = f"{self.file}, row {self.row}, {self.column}"
        return f"{where}: {shorten(self.value, MOST_SHOWN)!r} is not {self.expected}."


class ProblemList:
    """Collects the problems of one file: counts them all, keeps the first thousand."""

    def __init__(self, file: Path) -> None:
        self._file = file.name
        self.problems: list[RowProblem] = []
        self.count = 0

    def add(self, row: int, column: str, value: object, expected: str) -> None:
        """Note that a value is not what was expected there."""
        self.count += 1
        if len(self.problems) < MOST_KEPT:
            self.problems.append(RowProblem(self._file, row, column, str(value), expected))


class Reader(Protocol):
    """Reads one format; the rest says what its facts are worth and to whom they belong.

    Readers are frozen dataclasses, so that `dataclasses.replace(reader, source="studio-x")` says
    who delivered.
    """

    @property
    def name(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def licence(self) -> str: ...
    @property
    def trust(self) -> float: ...
    @property
    def kinds(self) -> tuple[DeliveryKind, ...]:
        """What its records are; a file that holds two kinds becomes two deliveries."""
        ...

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Records one by one, in bounded memory; what can't be used is added to `problems`.

        Raises SlateError, before the first record if possible, when it is not such a file at all.
        """
        ...


@dataclass(frozen=True)
class Reading:
    """All that was read from a file, for files known to be small."""

    records: tuple[SourceRecord, ...]
    problems: tuple[RowProblem, ...] = ()


def read_file(reader: Reader, path: Path) -> Reading:
    """Read a whole file into memory."""
    problems = ProblemList(path)
    records = tuple(reader.records(path, problems))
    return Reading(records, tuple(problems.problems))


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is known: without None, empty texts, empty lists, and values said twice."""
    single = {c: list(dict.fromkeys(v)) if isinstance(v, list) else v for c, v in values.items()}
    return {column: value for column, value in single.items() if value not in (None, "", [])}
