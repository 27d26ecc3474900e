"""What a reader makes of a file: records, and the problems it met on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from openslate.graph.delivery import DeliveryKind


@dataclass(frozen=True)
class SourceRecord:
    """One record as its source tells it, in the native vocabulary.

    `id` is the source's own id, `row` counts from 1 as an editor would count. `values` maps
    vocabulary columns to Python values (lists for fields that hold many) and holds no empty
    texts, no empty lists and no repeated list values: what is not known is left out.
    """

    source: str
    id: str
    row: int
    values: Mapping[str, Any]


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
        return f"{where}: {self.value!r} is not {self.expected}."


@dataclass(frozen=True)
class Reading:
    """All that was read from a file."""

    records: tuple[SourceRecord, ...]
    problems: tuple[RowProblem, ...] = ()


class Reader(Protocol):
    """Reads one kind of file; the rest says what its facts are worth and to whom they belong."""

    @property
    def source(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def licence(self) -> str: ...
    @property
    def trust(self) -> float: ...
    @property
    def kind(self) -> DeliveryKind: ...

    def read(self, path: Path) -> Reading:
        """Read a file; raises SlateError when it is not such a file at all."""
        ...


class ProblemList:
    """Collects the problems of one file."""

    def __init__(self, file: Path) -> None:
        self._file = file.name
        self.problems: list[RowProblem] = []

    def add(self, row: int, column: str, value: object, expected: str) -> None:
        """Note that a value is not what was expected there."""
        self.problems.append(RowProblem(self._file, row, column, str(value), expected))


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is known: without None, empty texts, empty lists, and values said twice."""
    single = {c: list(dict.fromkeys(v)) if isinstance(v, list) else v for c, v in values.items()}
    return {column: value for column, value in single.items() if value not in (None, "", [])}
