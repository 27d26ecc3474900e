"""Avails sheets: works and windows of films and series, in Excel and CSV."""

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.catalogue.samples import (
    AVAILS_COLUMNS,
    AVAILS_GROUPS,
    EIDR,
    avails_row,
    write_avails,
    write_workbook,
)

from openslate.catalogue.formats import detect_format
from openslate.catalogue.readers.availability_csv import AvailabilityReader
from openslate.catalogue.readers.avails import AvailsReader
from openslate.catalogue.record import Reading, SourceRecord, read_file
from openslate.common.errors import SlateError

TV_COLUMNS = (
    *("Territory", "WorkType", "EntryType", "SeriesTitleInternalAlias", "SeasonNumber"),
    *("EpisodeNumber", "EpisodeTitleInternalAlias", "LicenseType", "Start", "End", "ALID"),
    *("SeriesContentID", "EpisodeContentID", "SeasonContentID"),
)


def read(tmp_path: Path, *rows: list[Any]) -> Reading:
    return read_file(AvailsReader(), write_avails(tmp_path / "avails.xlsx", *rows))


def windows(reading: Reading) -> list[SourceRecord]:
    return [record for record in reading.records if record.kind == "availability"]


def works(reading: Reading) -> list[SourceRecord]:
    return [record for record in reading.records if record.kind == "works"]


def test_a_film_and_its_windows(tmp_path: Path) -> None:
    reading = read(tmp_path, avails_row(), avails_row(Territory="FR", LicenseType="SVOD"))
    assert reading.problems == ()
    (work,) = works(reading)
    assert (work.id, work.row) == (EIDR, 3)
    assert dict(work.values) == {
        "name": "Heat",
        "alternate_names": ["HEAT_1995"],
        "work_type": "movie",
        "year": 1995,
        "runtime": 170,
        "identifiers": [f"eidr:{EIDR}", "alid:md:alid:heat"],
        "age_rating": "R",
        "age_rating_system": "MPAA",
        "minimum_age": 17,
    }
    british, french = windows(reading)
    assert dict(british.values) == {
        "of_source": "avails",
        "of_record": EIDR,
        "name": "Heat",
        "year": 1995,
        "starts": date(2026, 1, 1),
        "ends": date(2027, 1, 1),
        "licence_type": "EST",
        "price_type": "WSP",
        "price": 7.99,
        "currency": "GBP",
        "territory": "GB",
    }
    assert (french.values["territory"], french.values["licence_type"]) == ("FR", "SVOD")


def test_a_year_or_a_rating_that_says_nothing_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, avails_row(ReleaseYear="abc", RatingSystem=None, RatingValue="12"))
    assert [str(problem) for problem in reading.problems] == [
        "avails.xlsx, row 3, Movies: ReleaseYear: 'abc' is not a year.",
        "avails.xlsx, row 3, Movies: RatingValue: '12' is not a rating of a known system.",
    ]
    assert "year" not in works(reading)[0].values


def test_the_same_sheet_as_csv(tmp_path: Path) -> None:
    text = io.StringIO()
    rows = [AVAILS_COLUMNS, ["// a comment"], avails_row(), [], avails_row(Territory="FR")]
    csv.writer(text).writerows(rows)
    path = tmp_path / "avails.txt"
    path.write_text(text.getvalue())
    assert isinstance(detect_format(path), AvailsReader)
    reading = read_file(AvailsReader(), path)
    assert reading.problems == ()
    assert [window.values["territory"] for window in windows(reading)] == ["GB", "FR"]
    assert reading.records[0] == SourceRecord("avails", EIDR, 3, reading.records[0].values)


def test_one_header_line_with_groups_in_it(tmp_path: Path) -> None:
    header = [f"{g}:{c}" for g, c in zip(AVAILS_GROUPS, AVAILS_COLUMNS, strict=True)]
    path = write_workbook(tmp_path / "a.xlsx", {"Avails": [header, avails_row()]})
    assert len(windows(read_file(AvailsReader(), path))) == 1


@pytest.mark.parametrize(
    ("cells", "starts", "ends"),
    [
        ({"End": "Open"}, date(2026, 1, 1), None),
        ({"Start": "Immediate"}, None, date(2027, 1, 1)),
        ({"End": "2026-12-31T23:59:59"}, date(2026, 1, 1), date(2027, 1, 1)),
        ({"End": "2026-12-31T12:00:00"}, date(2026, 1, 1), date(2026, 12, 31)),
        ({"Start": "2026-01-01T12:00:00Z"}, date(2026, 1, 2), date(2027, 1, 1)),
        (
            {"Start": datetime(2026, 1, 1), "End": "31-Dec-2026"},
            date(2026, 1, 1),
            date(2026, 12, 31),
        ),
        ({"EntryType": "Full Delete", "Start": ""}, None, date(1900, 1, 1)),
    ],
)
def test_when_a_window_holds(
    tmp_path: Path, cells: dict[str, Any], starts: date | None, ends: date | None
) -> None:
    reading = read(tmp_path, avails_row(**cells))
    (window,) = windows(reading)
    assert (window.values.get("starts"), window.values.get("ends")) == (starts, ends)
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ({"Territory": "GB, FR ;IE"}, ["GB", "FR", "IE"]),
        ({"Territory": "WW"}, ["world"]),
        ({"Territory": "GB,FR", "TerritoryExclusion": "FR"}, ["GB"]),
    ],
)
def test_where_a_window_holds(tmp_path: Path, cells: dict[str, Any], where: list[str]) -> None:
    assert [w.values["territory"] for w in windows(read(tmp_path, avails_row(**cells)))] == where


def test_the_world_without_some_is_every_other_country(tmp_path: Path) -> None:
    reading = read(tmp_path, avails_row(Territory="Worldwide", TerritoryExclusion="US, CA"))
    places = {window.values["territory"] for window in windows(reading)}
    assert len(places) > 200
    assert {"GB", "DE", "JP"} < places
    assert not places & {"US", "CA", "world"}


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (
            {"Start": "03/04/2026"},
            "Movies: Start: '03/04/2026' is not a day as YYYY-MM-DD; "
            "03/04/2026 can be 3 April or 4 March",
        ),
        ({"Start": "ESTStart"}, "Start: 'ESTStart' is not a day as YYYY-MM-DD, e.g. 2026-03-31"),
        ({"End": ""}, "End: '' is not a day"),
        ({"End": "2025-01-01"}, "'2025-01-01' is not after the start, 2026-01-01"),
        ({"Territory": "US-CA"}, "'US-CA' is not a country code"),
        ({"Territory": "", "TerritoryExclusion": ""}, "'' is not a country code"),
        ({"PriceValue": "tier one"}, "'tier one' is not a price"),
    ],
)
def test_a_window_that_is_not_clear_is_told_and_left_out(
    tmp_path: Path, cells: dict[str, Any], problem: str
) -> None:
    reading = read(tmp_path, avails_row(**cells))
    assert windows(reading) == []
    assert problem in str(reading.problems[0])
    assert len(works(reading)) == 1


@pytest.mark.parametrize(
    "cells", [{"LicenseType": "POEST"}, {"LicenseRightsDescription": "Pre-Order"}]
)
def test_nobody_watches_a_preorder(tmp_path: Path, cells: dict[str, Any]) -> None:
    reading = read(tmp_path, avails_row(**cells))
    assert (len(works(reading)), windows(reading), reading.problems) == (1, [], ())


def test_the_same_window_twice_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, avails_row(), avails_row(PriceValue=1))
    assert [window.values["price"] for window in windows(reading)] == [7.99]
    assert "is not new; the first row was kept" in str(reading.problems[0])


def test_an_episode_and_its_season(tmp_path: Path) -> None:
    def row(kind: str, episode: int | None, name: str | None, number: str) -> list[Any]:
        start = ("US", kind, "Full Extract", "Town", 2, episode, name, "SVOD", "2026-01-01", "Open")
        return [
            *start,
            f"md:alid:{number}",
            "s",
            *({"Episode": (number, "")}.get(kind, ("", number))),
        ]

    sheets = {
        "TV": [TV_COLUMNS, row("Episode", 3, "The Mill", "e3"), row("Season", None, None, "s2")]
    }
    reading = read_file(AvailsReader(), write_workbook(tmp_path / "tv.xlsx", sheets))
    episode, season = works(reading)
    assert dict(episode.values) == {
        "name": "The Mill",
        "work_type": "episode",
        "series": "Town",
        "season_number": 2,
        "episode_number": 3,
        "identifiers": ["alid:md:alid:e3"],
    }
    assert (episode.id, season.id, season.values["name"]) == ("e3", "s2", "Town, season 2")
    assert [window.values["of_record"] for window in windows(reading)] == ["e3", "s2"]


def test_what_is_no_avails_sheet(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "b.xlsx", {"A": [("Title",), ("Heat",)]})
    with pytest.raises(SlateError, match="No sheet has the columns of an Avails sheet"):
        read_file(AvailsReader(), path)
    assert detect_format(path) is None


def test_an_exclusion_that_is_lost_gives_no_window(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        avails_row(TerritoryExclusion="#N/A"),
        avails_row(Territory="FR", TitleDisplayUnlimited="#REF!"),
    )
    assert [record.values["territory"] for record in windows(reading)] == ["FR"]
    assert [(p.row, p.column, p.value) for p in reading.problems] == [
        (3, "Movies: TerritoryExclusion", "#N/A"),
        (4, "Movies: TitleDisplayUnlimited", "#REF!"),
    ]


@pytest.mark.parametrize("name", ["avails.xlsx", "avails.csv"])
def test_an_avails_sheet_among_windows_is_sent_to_the_catalogue(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("xlsx"):
        write_avails(path, avails_row())
    else:
        with path.open("w", newline="") as stream:
            csv.writer(stream).writerows([AVAILS_COLUMNS, avails_row()])
    with pytest.raises(SlateError) as error:
        read_file(AvailabilityReader(), path)
    assert "This is a MovieLabs Avails sheet" in str(error.value)
    assert str(error.value).endswith(f"Run 'slate import catalogue {name}'.")
