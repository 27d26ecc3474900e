"""Reads a sheet of rights windows: which film may be shown where, from when until when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openslate.catalogue.countries import is_territory
from openslate.catalogue.readers.avails_sheets import is_avails
from openslate.catalogue.readers.table_text import read_rows
from openslate.catalogue.record import ProblemList, SourceRecord, known
from openslate.catalogue.values.dates import day_expected
from openslate.common.errors import SlateError
from openslate.graph.delivery import DeliveryKind
from openslate.graph.vocabulary import Columns

SHEET_COLUMNS = (
    *(Columns.SOURCE, Columns.RECORD, "name", "year"),
    *(Columns.TERRITORY, Columns.STARTS, Columns.ENDS, Columns.LICENCE_TYPE),
)


@dataclass(frozen=True)
class AvailabilityReader:
    """Windows from CSV with columns source, record, name, year, territory, starts, ends and
    licence_type. A film is named by source and record, or else by name and year. `ends` is the
    first day that is no longer covered; an empty `starts` or `ends` is an open window.
    """

    source: str = "availability"
    name: str = "availability-csv"
    licence: str = "own"
    trust: float = 1.0
    kinds: tuple[DeliveryKind, ...] = ("availability",)

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read the sheet; a row that cannot be used is reported and left out."""
        for row, cells in _rows(path, problems):
            before = problems.count
            values = _values(row, cells, problems)
            if problems.count == before:
                yield SourceRecord(self.source, str(row), row, values, "availability")


def _rows(path: Path, problems: ProblemList) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The sheet's rows; an Avails sheet, which has windows too, is sent where it is read."""
    try:
        yield from read_rows(path, SHEET_COLUMNS, problems)
    except SlateError as error:
        if not path.is_file() or not is_avails(path):
            raise
        raise SlateError(
            "This is a MovieLabs Avails sheet, which holds films and their windows together",
            where=str(path),
            do=f"Run 'slate import catalogue {path.name}'",
        ) from error


def _values(row: int, cells: Mapping[str, str], problems: ProblemList) -> dict[str, object]:
    territory = _territory(cells[Columns.TERRITORY])
    starts, ends = (_day(row, c, cells[c], problems) for c in (Columns.STARTS, Columns.ENDS))
    if not is_territory(territory):
        problems.add(row, Columns.TERRITORY, territory, "a country code such as GB, or world")
    if starts and ends and ends <= starts:
        problems.add(row, Columns.ENDS, ends, f"after the start, {starts}")
    if not cells["name"] and not (cells[Columns.SOURCE] and cells[Columns.RECORD]):
        problems.add(row, "name", "", "a film: source and record, or a name")
    return known(
        {
            Columns.OF_SOURCE: cells[Columns.SOURCE],
            Columns.OF_RECORD: cells[Columns.RECORD],
            "name": cells["name"],
            "year": _year(row, cells["year"], problems),
            Columns.TERRITORY: territory,
            Columns.STARTS: starts,
            Columns.ENDS: ends,
            Columns.LICENCE_TYPE: cells[Columns.LICENCE_TYPE],
        }
    )


def _territory(text: str) -> str:
    return text.lower() if text.lower() == "world" else text.upper()


def _day(row: int, column: str, text: str, problems: ProblemList) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems.add(row, column, text, day_expected(text))
        return None


def _year(row: int, text: str, problems: ProblemList) -> int | None:
    if text and not (text.isdecimal() and len(text) == 4):
        problems.add(row, "year", text, "a year")
        return None
    return int(text) if text else None
