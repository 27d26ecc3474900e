"""Exports rights windows as a MovieLabs Avails sheet, CSV or Excel, with version 1.9's columns.

The first header line holds groups of columns, the second their names. Days are whole days: a
window's last day is the one before its end. What Slate does not know stays empty.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any, BinaryIO

from openpyxl import Workbook

from openslate.catalogue.exports.items import Progress, chosen
from openslate.catalogue.exports.mec import WORK_TYPES
from openslate.catalogue.exports.tables import write_csv
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, Columns

COLUMNS = (
    ("Avail", "DisplayName"),
    ("AvailAsset", "Territory"),
    ("AvailAsset", "WorkType"),
    ("AvailTrans", "EntryType"),
    ("AvailMetadata", "TitleInternalAlias"),
    ("AvailMetadata", "TitleDisplayUnlimited"),
    ("AvailMetadata", "SeriesTitleDisplayUnlimited"),
    ("AvailMetadata", "SeasonNumber"),
    ("AvailMetadata", "EpisodeNumber"),
    ("AvailMetadata", "EpisodeTitleDisplayUnlimited"),
    ("AvailTrans", "LicenseType"),
    ("AvailTrans", "Start"),
    ("AvailTrans", "End"),
    ("AvailTrans", "PriceType"),
    ("AvailTrans", "PriceValue"),
    ("AvailAsset", "ContentID"),
    ("AvailMetadata", "ReleaseYear"),
    ("AvailMetadata", "TotalRunTime"),
    ("AvailMetadata", "RatingSystem"),
    ("AvailMetadata", "RatingValue"),
    ("AvailMetadata", "AltID"),
)
LAST_MINUTE = "T23:59:59"
EVERY = 500


def export_avails_csv(
    snapshot: Snapshot,
    file: BinaryIO,
    ids: Collection[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Write the windows of items as CSV; how many windows."""
    return write_csv(file, zip(*COLUMNS, strict=True), _rows(snapshot, ids, progress))


def export_avails_xlsx(
    snapshot: Snapshot,
    file: BinaryIO,
    ids: Collection[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Write the windows of items as an Excel workbook with one sheet; how many windows."""
    book = Workbook(write_only=True)
    sheet, count = book.create_sheet("Avails"), 0
    for header in zip(*COLUMNS, strict=True):
        sheet.append(header)
    for row in _rows(snapshot, ids, progress):
        sheet.append(row)
        count += 1
    book.save(file)
    return count


def _rows(
    snapshot: Snapshot, ids: Collection[str] | None, progress: Progress | None
) -> Iterator[list[Any]]:
    items = chosen(snapshot, ids)
    order = [Columns.ITEM, Columns.TERRITORY, Columns.STARTS]
    windows = snapshot.availability.join(items, on=Columns.ITEM, suffix="_of_item").sort(order)
    for done, row in enumerate(windows.iter_rows(named=True), start=1):
        yield _row(row)
        if progress and (done % EVERY == 0 or done == windows.height):
            progress(done, windows.height)


def _row(row: dict[str, Any]) -> list[Any]:
    kind, name = row[FIELD["work_type"].column], row[FIELD["name"].column]
    minutes, episode = row[FIELD["runtime"].column], kind == "episode"
    first, last = row[Columns.STARTS], row[Columns.ENDS]
    said = {
        "DisplayName": row[Columns.SOURCE],
        "Territory": row[Columns.TERRITORY],
        "WorkType": WORK_TYPES.get(kind or "movie", "Movie"),
        "EntryType": "Full Extract",
        "TitleInternalAlias": None if episode else name,
        "TitleDisplayUnlimited": None if episode else name,
        "SeriesTitleDisplayUnlimited": row[FIELD["series"].column],
        "SeasonNumber": row[FIELD["season_number"].column],
        "EpisodeNumber": row[FIELD["episode_number"].column],
        "EpisodeTitleDisplayUnlimited": name if episode else None,
        "LicenseType": row[Columns.LICENCE_TYPE],
        "Start": first.isoformat() if first else "Immediate",
        "End": _last_day(last),
        "PriceType": row.get(Columns.PRICE_TYPE),
        "PriceValue": row.get(Columns.PRICE),
        "ContentID": row[Columns.ID],
        "ReleaseYear": row[FIELD["year"].column],
        "TotalRunTime": f"PT{minutes}M" if minutes else None,
        "RatingSystem": row[FIELD["age_rating_system"].column],
        "RatingValue": row[FIELD["age_rating"].column],
        "AltID": _eidr(row[FIELD["identifiers"].column]),
    }
    return [_plain(said[column]) for _, column in COLUMNS]


def _last_day(end: date | None) -> str:
    """The end of the last day covered; a window's `ends` is the first day that is not."""
    return f"{end - timedelta(days=1)}{LAST_MINUTE}" if end else "Open"


def _eidr(identifiers: list[str] | None) -> str | None:
    found = (one for one in identifiers or () if one.startswith("eidr:"))
    return next((one.removeprefix("eidr:") for one in found), None)


def _plain(value: Any) -> Any:
    return "" if value is None else value
