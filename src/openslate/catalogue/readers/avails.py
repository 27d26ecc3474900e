"""Reads MovieLabs Avails sheets: what a licensor offers, where, when and under which licence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from openslate.catalogue.countries import WORLD, all_territories
from openslate.catalogue.readers.avails_sheets import AvailsRow, avails_rows
from openslate.catalogue.readers.avails_works import text, work_id, work_type, work_values
from openslate.catalogue.record import ProblemList, SourceRecord, known
from openslate.catalogue.values.dates import ORDERS, day_expected, parse_day
from openslate.catalogue.values.lost_cells import LostCell
from openslate.catalogue.values.numbers import parse_number
from openslate.catalogue.values.places import find_territory
from openslate.common.ids import short_id
from openslate.graph.delivery import DeliveryKind
from openslate.graph.vocabulary import Columns

DELETED = date(1900, 1, 1)
"""End of a window that a 'Full Delete' takes back: known, and over."""
DELETES = {"full delete", "delete", "fulldelete"}
_CLOCK = re.compile(r"[T ](\d{2}):(\d{2})")
_DECIDES = {
    *("Territory", "TerritoryExclusion", "Start", "End", "LicenseType"),
    *("EntryType", "LicenseRightsDescription"),
}
"""Columns without whose value nobody knows what a row allows."""
_OF_WINDOW = ("AvailID", "LicenseType", "LicenseRightsDescription", "FormatProfile", "Start")


@dataclass(frozen=True)
class AvailsReader:
    """Works and rights windows of an Avails sheet (Excel or CSV) with the columns of versions 1.6
    to 1.9: sheets Movies and TV, or one for both; two header lines or one; rows that start with
    // are comments.

    A work's first row tells about it. A row becomes a window for each of its territories, without
    those in TerritoryExclusion. Windows are whole days: a start during a day counts from the next
    one, an end during a day counts from that day's beginning (so does an end without time), and
    one at 23:59 counts the day in. 'Open' has no end, 'Immediate' no start; other conditions
    (ESTStart) are told and the row is left out. A 'Full Delete' is a window that is over.
    Pre-orders (POEST, preorder) let nobody watch and are no windows.
    """

    source: str = "avails"
    name: str = "avails"
    licence: str = "own"
    trust: float = 0.9
    kinds: tuple[DeliveryKind, ...] = ("works", "availability")

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read every sheet that has the columns; a row that cannot be used is told."""
        works: set[str] = set()
        windows: set[str] = set()
        for sheet, number, cells in avails_rows(path):
            told = _Told(problems, sheet, number)
            row, certain = _without_lost(cells, told)
            work = work_id(row)
            if not work:
                told.add("ContentID", "", "an id of the work; the row was left out")
                continue
            if work not in works:
                works.add(work)
                yield self._work(number, work, row, told)
            told = _Told(problems, sheet, number)
            for window in self._windows(number, work, row, told) if certain else ():
                if window.id in windows:
                    told.add("Territory", text(row, "Territory"), "new; the first row was kept")
                else:
                    windows.add(window.id)
                    yield window

    def _work(self, number: int, work: str, row: AvailsRow, told: "_Told") -> SourceRecord:
        if work_type(row) is None:
            told.add("WorkType", text(row, "WorkType"), "a kind of work, e.g. Movie or Episode")
        values = work_values(row)
        if text(row, "ReleaseYear") and "year" not in values:
            told.add("ReleaseYear", text(row, "ReleaseYear"), "a year")
        if text(row, "RatingValue") and "minimum_age" not in values:
            given = f"{text(row, 'RatingSystem')} {text(row, 'RatingValue')}".strip()
            told.add("RatingValue", given, "a rating of a known system")
        return SourceRecord(self.source, work, number, values)

    def _windows(
        self, number: int, work: str, row: AvailsRow, told: "_Told"
    ) -> Iterator[SourceRecord]:
        if is_preorder(row):
            return
        values = self._window(work, row, told)
        territories = _territories(row, told)
        if told.any or values is None:
            return
        said = [text(row, column) for column in _OF_WINDOW]
        for territory in territories:
            record = short_id("w", work, territory, *said)
            window = {**values, Columns.TERRITORY: territory}
            yield SourceRecord(self.source, record, number, window, "availability")

    def _window(self, work: str, row: AvailsRow, told: "_Told") -> dict[str, Any] | None:
        deleted = text(row, "EntryType").casefold() in DELETES
        starts = None if deleted else _start(row, told)
        ends = DELETED if deleted else _end(row, told)
        if starts and ends and ends <= starts:
            told.add("End", text(row, "End"), f"after the start, {starts}")
            return None
        about = work_values(row)
        return known(
            {
                Columns.OF_SOURCE: self.source,
                Columns.OF_RECORD: work,
                "name": about.get("name"),
                "year": about.get("year"),
                Columns.STARTS: starts,
                Columns.ENDS: ends,
                Columns.LICENCE_TYPE: text(row, "LicenseType"),
                "price_type": text(row, "PriceType"),
                "price": _price(row, told),
                "currency": text(row, "PriceCurrency"),
            }
        )


@dataclass
class _Told:
    """Where problems of one row go, and whether there was any."""

    problems: ProblemList
    sheet: str
    row: int
    any: bool = False

    def add(self, column: str, value: object, expected: str) -> None:
        self.any = True
        place = f"{self.sheet}: {column}" if self.sheet else column
        self.problems.add(self.row, place, value, expected)


def _without_lost(row: AvailsRow, told: "_Told") -> tuple[AvailsRow, bool]:
    """The row without cells that lost their value, which are told, and whether its window is sure:
    an exclusion that is lost is not the same as none.
    """
    lost = {column: cell for column, cell in row.items() if isinstance(cell, LostCell)}
    for column, cell in lost.items():
        told.add(column, cell, cell.expected)
    kept = {column: cell for column, cell in row.items() if column not in lost}
    return kept, lost.keys().isdisjoint(_DECIDES)


def is_preorder(row: AvailsRow) -> bool:
    """Whether a row offers orders before there is anything to watch."""
    described = text(row, "LicenseRightsDescription").casefold().replace("-", "").replace(" ", "")
    return text(row, "LicenseType").upper() == "POEST" or "preorder" in described


def _territories(row: AvailsRow, told: _Told) -> list[str]:
    """Where the window holds: the row's territories without the excluded ones."""
    wanted = _places(row, "Territory", told)
    excluded = set(_places(row, "TerritoryExclusion", told))
    if not wanted:
        if not told.any:
            told.add("Territory", "", "a country code such as GB, or world")
        return []
    if excluded and WORLD in wanted:
        wanted = list(all_territories())
    return [place for place in wanted if place not in excluded]


def _places(row: AvailsRow, column: str, told: _Told) -> list[str]:
    found = []
    for word in re.split(r"[,;|]", text(row, column)):
        if not word.strip():
            continue
        place = find_territory(word.strip())
        if place is None:
            told.add(column, word.strip(), "a country code such as GB, or world")
        else:
            found.append(place)
    return list(dict.fromkeys(found))


def _start(row: AvailsRow, told: _Told) -> date | None:
    """First whole day of the window."""
    if text(row, "Start").casefold() == "immediate":
        return None
    day = _day(row, "Start", told)
    return day + timedelta(days=1) if day and _clock(row["Start"]) > time(0, 1) else day


def _end(row: AvailsRow, told: _Told) -> date | None:
    """First day that is no longer covered."""
    if text(row, "End").casefold() == "open":
        return None
    day = _day(row, "End", told)
    return day + timedelta(days=1) if day and _clock(row["End"]) >= time(23, 59) else day


def _day(row: AvailsRow, column: str, told: _Told) -> date | None:
    cell = row.get(column) or ""
    either = {day for o in ORDERS if (day := parse_day(cell, o))}
    day = either.pop() if len(either) == 1 else None  # 03/04/2026 could be two days
    if day is None:
        told.add(column, text(row, column), day_expected(text(row, column)))
    elif not date.min < day < date.max - timedelta(days=1):
        told.add(column, text(row, column), "a day between the years 1 and 9999")
        return None
    return day


def _clock(cell: Any) -> time:
    if isinstance(cell, datetime):
        return cell.time()
    match = _CLOCK.search(str(cell))
    hours, minutes = (int(match[1]), int(match[2])) if match else (0, 0)
    return time(min(hours, 23), min(minutes, 59))


def _price(row: AvailsRow, told: _Told) -> float | None:
    cell = row.get("PriceValue")
    if cell in (None, ""):
        return None
    price = parse_number(cell)
    if price is None:
        told.add("PriceValue", text(row, "PriceValue"), "a price, e.g. 12.99")
    return price
