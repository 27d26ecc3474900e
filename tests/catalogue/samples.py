"""Small files of every format, written for the tests; a reader can check them by hand."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

GERMAN = """Titel-ID;Titel;Originaltitel;Produktionsjahr;Länge;Regie;FSK;Land;Kinostart;Genre;Ort
1;Das Boot;;1981;2h 29min;Petersen, Wolfgang;12;Deutschland;17.09.1981;Drama|Krieg;x1
2;Die fabelhafte Welt;Amélie;2001;122 min;Jeunet, Jean-Pierre;6;Frankreich|Deutschland;16.8.2001;;x2
3;Lola rennt;;1998;81;Tykwer, Tom;12;Deutschland;20.08.1998;Thriller;x1
"""
"""Semicolons, German names of columns, last names first."""

AVAILS_GROUPS = (
    *("Avail", "AvailTrans", "AvailTrans", "AvailAsset", "Disposition", "AvailMetadata"),
    *("AvailMetadata", "AvailTrans", "AvailTrans", "AvailTrans", "AvailTrans", "AvailTrans"),
    *("AvailTrans", "AvailTrans", "AvailAsset", "Avail", "AvailMetadata", "AvailMetadata"),
    *("AvailMetadata", "AvailMetadata", "AvailTrans"),
)
AVAILS_COLUMNS = (
    *("DisplayName", "AssetLanguage", "Territory", "WorkType", "EntryType", "TitleInternalAlias"),
    *("TitleDisplayUnlimited", "LicenseType", "LicenseRightsDescription", "Start", "End"),
    *("PriceType", "PriceValue", "PriceCurrency", "TitleID", "ALID", "ReleaseYear"),
    *("RatingSystem", "RatingValue", "TotalRunTime", "TerritoryExclusion"),
)
EIDR = "10.5240/7791-8534-2C23-9030-8610-5"


def avails_row(**cells: Any) -> list[Any]:
    """A row of the sheet of films: Heat, for sale in Britain during 2026, unless told otherwise."""
    usual: dict[str, Any] = {
        "DisplayName": "House",
        "AssetLanguage": "en",
        "Territory": "GB",
        "WorkType": "Movie",
        "EntryType": "Full Extract",
        "TitleInternalAlias": "HEAT_1995",
        "TitleDisplayUnlimited": "Heat",
        "LicenseType": "EST",
        "Start": "2026-01-01",
        "End": "2027-01-01",
        "PriceType": "WSP",
        "PriceValue": 7.99,
        "PriceCurrency": "GBP",
        "TitleID": EIDR,
        "ALID": "md:alid:heat",
        "ReleaseYear": 1995,
        "RatingSystem": "MPAA",
        "RatingValue": "R",
        "TotalRunTime": "02:50:00",
    }
    return [{**usual, **cells}.get(column) for column in AVAILS_COLUMNS]


def write_workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook with these rows on these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def write_avails(path: Path, *rows: Sequence[Any]) -> Path:
    """An Avails workbook of films with its two header lines."""
    return write_workbook(path, {"Movies": [AVAILS_GROUPS, AVAILS_COLUMNS, *rows]})


def write_titles(path: Path) -> Path:
    """A workbook as offices make them: a title above, a blank row, days as days, a second sheet."""
    titles = [
        ("Catalogue 2026", None, None, None),
        (None, None, None, None),
        ("House number", "Title", "Released", "Running time"),
        ("H1", "Heat", date(1995, 12, 15), 170),
        (None, None, None, None),
        ("H2", "Casino", date(1995, 11, 22), "2h 58m"),
    ]
    return write_workbook(path, {"Cover": [("Read me",)], "Titles": titles, "Old": [("a", "b")]})


def write_json(path: Path) -> Path:
    """Records under a path, with nested values and lists."""
    records = [
        {
            "id": 1,
            "title": {"en": "Heat", "de": "Heat"},
            "year": 1995,
            "cast": [{"name": "Al Pacino"}, {"name": "Val Kilmer"}],
            "genres": ["Crime", "Drama"],
        },
        {"id": 2, "title": {"en": "Casino"}, "year": "1995", "genres": []},
    ]
    path.write_text(json.dumps({"version": 1, "data": {"items": records}}, indent=1))
    return path
