"""Parquet files through a mapping: their types, their batches, and what is no such file."""

import gzip
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from openslate.catalogue.mapping.file import parse_mapping
from openslate.catalogue.mapping.guess import guess_mapping
from openslate.catalogue.readers import parquet
from openslate.catalogue.readers.table_file import open_table
from openslate.catalogue.readers.table_mapped import MappedReader
from openslate.catalogue.record import Reading, read_file
from openslate.common.errors import SlateError

FILMS = {
    "Id": [1, 2, 3],
    "Titel": ["Heat", "Casino", "Alien"],
    "Jahr": [1995.0, float("nan"), 1979.0],
    "Kinostart": [date(1996, 2, 29), None, date(1979, 10, 25)],
    "Genre": [["Crime", "Drama"], [], None],
    "Kasse": [Decimal("187.50"), None, Decimal("106.00")],
}


def written(tmp_path: Path, name: str = "films.csv") -> Path:
    """A Parquet file, whatever its name says."""
    path = tmp_path / name
    pl.DataFrame(FILMS).write_parquet(path)
    return path


def read(path: Path, columns: str) -> Reading:
    text = f"mapping: house\nsource: house\nid: Id\ncolumns: {columns}\n"
    return read_file(MappedReader.of(parse_mapping(text, "m.yaml")), path)


def test_a_parquet_file_through_a_mapping(tmp_path: Path) -> None:
    reading = read(
        written(tmp_path),
        "{name: Titel, year: Jahr, release_date: Kinostart, genres: Genre, box_office: Kasse}",
    )
    assert reading.problems == ()
    assert [(r.id, r.row, dict(r.values)) for r in reading.records] == [
        (
            *("1", 1),
            {
                "name": "Heat",
                "year": 1995,
                "release_date": date(1996, 2, 29),
                "genres": ["Crime", "Drama"],
                "box_office": 187.5,
            },
        ),
        ("2", 2, {"name": "Casino"}),
        (
            *("3", 3),
            {
                "name": "Alien",
                "year": 1979,
                "release_date": date(1979, 10, 25),
                "box_office": 106.0,
            },
        ),
    ]


def test_its_columns_are_guessed(tmp_path: Path) -> None:
    guess = guess_mapping(written(tmp_path))
    assert {column.column: column.field for column in guess.columns} == {
        "Id": "id",
        "Titel": "name",
        "Jahr": "year",
        "Kinostart": "release_date",
        "Genre": "genres",
        "Kasse": None,
    }
    assert guess.sure


@pytest.mark.parametrize("batch", [1, 2, 3, 4])
def test_every_row_comes_once_whatever_the_batch(
    tmp_path: Path, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "BATCH", batch)
    rows = list(open_table(written(tmp_path)).rows())
    assert [(number, row["Titel"]) for number, row in rows] == [
        (1, "Heat"),
        (2, "Casino"),
        (3, "Alien"),
    ]


def test_groups_of_columns_have_dotted_names(tmp_path: Path) -> None:
    path = tmp_path / "nested"
    title = {"en": "Heat", "more": {"de": "Heat (1995)"}}
    pl.DataFrame({"title": [title], "*": ["star"], "^a$": [b"bytes"]}).write_parquet(path)
    assert [row for _, row in open_table(path).rows()] == [
        {"title.en": "Heat", "title.more.de": "Heat (1995)", "*": "star", "^a$": "bytes"}
    ]


def test_a_value_that_is_none_is_told_with_its_row(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "films.parquet"), "{name: Titel, runtime: Titel}")
    assert str(reading.problems[1]) == (
        "films.parquet, row 2, Titel: 'Casino' is not a running time, e.g. 102 or 1h 42m."
    )


def test_a_file_that_is_cut_off_packed_or_rubbish_is_one_sentence(tmp_path: Path) -> None:
    data = written(tmp_path).read_bytes()
    for wrong, told in (
        (data[:-20], "damaged or cut off"),
        (b"PAR1 rubbish PAR1", "damaged or cut off"),
        (gzip.compress(data), "packed. Unpack it first"),
    ):
        path = tmp_path / "wrong"
        path.write_bytes(wrong)
        with pytest.raises(SlateError, match=told):
            list(open_table(path).rows())
