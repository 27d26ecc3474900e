"""Reads any table through a mapping."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from openslate.catalogue.mapping.cells import CellReader, Row, readers_of, row_text, row_values
from openslate.catalogue.mapping.model import Mapping
from openslate.catalogue.readers.table import Table
from openslate.catalogue.readers.table_file import open_table
from openslate.catalogue.record import ProblemList, SourceRecord, known
from openslate.catalogue.values.lost_cells import LostCell
from openslate.common.errors import SlateError
from openslate.common.ids import hash_json, short_id
from openslate.common.text import fold, join_words, nearest
from openslate.graph.delivery import DeliveryKind
from openslate.graph.vocabulary import FIELD, Columns, Field

Readers = dict[Field, tuple[CellReader, ...]]
NAME, YEAR = FIELD["name"].column, FIELD["year"].column


@dataclass(frozen=True)
class MappedReader:
    """Records of a table whose columns a mapping explains.

    A record's id comes from the columns that the mapping names; without any, a work is known by
    name and year (a second one of both is told and left out) and a window by its content.
    """

    mapping: Mapping
    source: str
    licence: str
    trust: float
    kinds: tuple[DeliveryKind, ...]
    name: str = "table"

    @classmethod
    def of(cls, mapping: Mapping) -> "MappedReader":
        """The reader that a mapping describes."""
        m = mapping
        return cls(m, m.source, m.licence, m.trust, (m.kind,), f"mapping:{m.mapping}")

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read the table row by row; raises SlateError when a column of the mapping is missing."""
        table = open_table(path, self.mapping.table)
        check_columns(self.mapping, table)
        readers = self._readers(table, problems)
        make = self._windows if self.mapping.kind == "availability" else self._works
        seen: set[bytes] = set()
        for number, row in table.rows(problems):
            for record in make(number, row, readers, problems):
                key = blake2b(record.id.encode(), digest_size=8).digest()
                if key in seen:
                    problems.add(number, self._id_name(), record.id, "new; the first row was kept")
                else:
                    seen.add(key)
                    yield record

    def _readers(self, table: Table, problems: ProblemList) -> Readers:
        at = table.layout.header_row or 1
        return readers_of(
            self.mapping,
            (row for _, row in table.rows()),
            lambda column, value, expected: problems.add(at, column, value, expected),
        )

    def _works(
        self, number: int, row: Row, readers: Readers, problems: ProblemList
    ) -> Iterator[SourceRecord]:
        values = known(row_values(readers, row, _teller(number, problems)))
        record = row_text(row, self.mapping.id) if self.mapping.id else _name_and_year(values)
        if not record:
            lost = (cell for c in self.mapping.id if isinstance(cell := row.get(c), LostCell))
            wrong = next(lost, "")
            problems.add(number, self._id_name(), wrong, "an id; the row was left out")
        else:
            yield SourceRecord(self.source, record, number, values)

    def _windows(
        self, number: int, row: Row, readers: Readers, problems: ProblemList
    ) -> Iterator[SourceRecord]:
        """One window for each territory; a window with a wrong value is left out altogether."""
        before = problems.count
        territories = _territories(readers, row)
        values = known(row_values(readers, row, _teller(number, problems)))
        if values.get(Columns.OF_RECORD):
            values.setdefault(Columns.OF_SOURCE, self.source)
        _check_window(number, values, territories, problems)
        if problems.count > before:
            return
        given = row_text(row, self.mapping.id)
        for territory in territories:
            said = {**values, Columns.TERRITORY: territory}
            ending = f":{territory}" if len(territories) > 1 else ""
            record = f"{given}{ending}" if given else short_id("w", hash_json(said))
            yield SourceRecord(self.source, record, number, said, "availability")

    def _id_name(self) -> str:
        return " and ".join(self.mapping.id) or "name and year"


def check_columns(mapping: Mapping, table: Table) -> None:
    """Raise SlateError naming a column that the mapping reads and the table lacks.

    Records of JSON leave out what they do not know, so there a column may be missing.
    """
    missing = [column for column in mapping.used if column not in table.columns]
    if not missing or (table.kind.startswith("JSON") and len(missing) < len(mapping.used)):
        return
    near = nearest(missing[0], table.columns)
    have = join_words(repr(column) for column in table.columns[:20])
    raise SlateError(
        f"The table has no column {missing[0]!r}, which the mapping {mapping.mapping} reads",
        where=str(table.path),
        do=f"Did you mean {near!r}?" if near else f"It has {have}",
    )


def _teller(number: int, problems: ProblemList) -> Any:
    return lambda column, value, expected: problems.add(number, column, value, expected)


def _name_and_year(values: dict[str, Any]) -> str:
    name, year = values.get(NAME), values.get(YEAR)
    if not name:
        return ""
    return f"{fold(name)} ({year})" if year else fold(name)


def _territories(readers: Readers, row: Row) -> list[str]:
    parts = [p for f, ps in readers.items() if f.column == Columns.TERRITORY for p in ps]
    silent = (value for part in parts for value in part.values(row, lambda *_: None))
    return list(dict.fromkeys(silent))


def _check_window(
    number: int, values: dict[str, Any], territories: list[str], problems: ProblemList
) -> None:
    starts, ends = values.get(Columns.STARTS), values.get(Columns.ENDS)
    if not territories:
        problems.add(number, Columns.TERRITORY, "", "a country code such as GB, or world")
    if isinstance(starts, date) and isinstance(ends, date) and ends <= starts:
        problems.add(number, Columns.ENDS, ends, f"after the start, {starts}")
    named = values.get(NAME) or values.get(Columns.OF_RECORD) or values.get(Columns.OF_IDENTIFIER)
    if not named:
        problems.add(number, NAME, "", "a film: source and record, an id, or a name")
