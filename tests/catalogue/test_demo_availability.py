"""The invented sheet: the same every time, says what it is, reads like a real one."""

from datetime import date
from pathlib import Path

import polars as pl

from openslate.catalogue.demo_availability import TERRITORIES, first_records, invented_sheet
from openslate.catalogue.readers.availability_csv import AvailabilityReader
from openslate.catalogue.record import read_file
from openslate.graph.vocabulary import Columns

DAY = date(2026, 3, 15)
FILMS = [("wikidata-films", f"tt{number:07}") for number in range(2000)]


def test_the_same_seed_gives_the_same_sheet_in_any_order() -> None:
    assert invented_sheet(FILMS, DAY) == invented_sheet(reversed(FILMS), DAY)
    assert invented_sheet(FILMS, DAY) != invented_sheet(FILMS, DAY, seed="other")


def test_a_films_windows_do_not_depend_on_the_other_films() -> None:
    all_rows = set(invented_sheet(FILMS, DAY).splitlines())
    assert set(invented_sheet(FILMS[7:9], DAY).splitlines()) <= all_rows


def test_it_says_in_words_and_in_every_row_that_it_is_invented() -> None:
    notice, _, *rows = invented_sheet(FILMS, DAY).splitlines()
    assert notice.startswith("# INVENTED for the demo: no real rights")
    assert all(row.rpartition(",")[2].startswith("invented-") for row in rows)


def test_its_windows_are_what_it_promises(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(invented_sheet(FILMS, DAY))
    reading = read_file(AvailabilityReader(), path)
    assert reading.problems == ()
    frame = pl.DataFrame([dict(record.values) for record in reading.records])
    assert set(frame[Columns.TERRITORY]) == {*TERRITORIES, "world"}
    ends = pl.col(Columns.ENDS)
    now = frame.filter(pl.col(Columns.STARTS) <= DAY, ends.is_null() | (ends > DAY))
    coming = frame.filter(pl.col(Columns.STARTS) > DAY)
    share = {
        "now": now[Columns.OF_RECORD].n_unique() / len(FILMS),
        "coming": coming[Columns.OF_RECORD].n_unique() / len(FILMS),
    }
    assert {name: round(part, 1) for name, part in share.items()} == {
        "now": 0.8,
        "coming": 0.1,
    }
    assert 0.93 < frame[Columns.OF_RECORD].n_unique() / len(FILMS) < 0.97
    soon = now.filter((ends - DAY).dt.total_days() < 30)
    assert 0.04 < soon.height / now.height < 0.13


def test_each_item_is_named_by_its_first_record() -> None:
    records = pl.DataFrame(
        {"id": ["i1", "i1", "i2"], "source": ["a", "b", "b"], "record": list("xyz")}
    )
    assert first_records(records) == [("a", "x"), ("b", "z")]
