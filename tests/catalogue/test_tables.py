"""Tables of every kind through a mapping: what becomes of good rows, bad rows and other files."""

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import GERMAN, write_json, write_titles, write_workbook

from openslate.catalogue.mapping.file import parse_mapping
from openslate.catalogue.mapping.model import TableLayout
from openslate.catalogue.readers.table import column_names, find_header
from openslate.catalogue.readers.table_delimited import find_separator
from openslate.catalogue.readers.table_file import open_table
from openslate.catalogue.readers.table_mapped import MappedReader
from openslate.catalogue.record import Reading, read_file
from openslate.common.errors import SlateError

HEAD = "mapping: house\nsource: house\n"


def read(path: Path, mapping: str) -> Reading:
    return read_file(MappedReader.of(parse_mapping(HEAD + mapping, "m.yaml")), path)


def written(tmp_path: Path, text: str | bytes, name: str = "titles.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def said(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_a_german_table_through_a_mapping(tmp_path: Path) -> None:
    mapping = """
id: Titel-ID
columns:
  name: Titel
  alternate_names: Originaltitel
  year: Produktionsjahr
  runtime: Länge
  directors: {from: Regie, as: "last, first"}
  age_rating: {from: FSK, system: FSK}
  countries: {from: Land, split: "|"}
  release_date: Kinostart
"""
    for data in (GERMAN.encode(), GERMAN.encode("cp1252"), GERMAN.encode("utf-16")):
        for packed in (data, gzip.compress(data)):
            reading = read(written(tmp_path, packed), mapping)
            assert reading.problems == ()
            assert [record.id for record in reading.records] == ["1", "2", "3"]
            film = reading.records[1]
            assert film.row == 3
            assert film.values["countries"] == ["FR", "DE"]
            assert film.values["directors"] == ["Jean-Pierre Jeunet"]
            assert film.values["alternate_names"] == ["Amélie"]
            assert (film.values["runtime"], film.values["age_rating_system"]) == (122, "FSK")
            assert reading.records[0].values["release_date"].isoformat() == "1981-09-17"


def test_a_value_that_is_none_is_told_with_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, "Title,Year,Min\nHeat,MCMXCV,170\nCasino,1995,long\n,1999,90\n")
    reading = read(path, "columns: {name: Title, year: Year, runtime: Min}")
    assert [dict(record.values) for record in reading.records] == [
        {"name": "Heat", "runtime": 170},
        {"name": "Casino", "year": 1995},
    ]
    assert said(reading) == [
        "titles.csv, row 2, Year: 'MCMXCV' is not a year.",
        "titles.csv, row 3, Min: 'long' is not a running time, e.g. 102 or 1h 42m.",
        "titles.csv, row 4, name and year: '' is not an id; the row was left out.",
    ]


def test_a_second_row_of_the_same_id_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "Id,Title\n1,Heat\n1,Casino\n,Alien\n")
    reading = read(path, "id: Id\ncolumns: {name: Title}")
    assert [record.values["name"] for record in reading.records] == ["Heat"]
    assert said(reading) == [
        "titles.csv, row 3, Id: '1' is not new; the first row was kept.",
        "titles.csv, row 4, Id: '' is not an id; the row was left out.",
    ]


def test_the_whole_column_decides_what_comes_first(tmp_path: Path) -> None:
    path = written(tmp_path, "T;D;B\nA;02/03/2020;1.234,5\nB;12/31/2020;2,5\n")
    reading = read(path, "columns: {name: T, release_date: D, box_office: B}")
    days = [record.values["release_date"].isoformat() for record in reading.records]
    assert days == ["2020-02-03", "2020-12-31"]
    assert [record.values["box_office"] for record in reading.records] == [1234.5, 2.5]
    assert reading.problems == ()


def test_a_column_that_leaves_it_open_is_told_once(tmp_path: Path) -> None:
    path = written(tmp_path, "T,D\nA,02/03/2020\nB,04/05/2020\n")
    reading = read(path, "columns: {name: T, release_date: D}")
    assert reading.records[0].values["release_date"].isoformat() == "2020-03-02"
    assert said(reading) == [
        "titles.csv, row 1, D: '01/02' is not sure to start with the day; "
        "write 'order' into the mapping."
    ]
    sure = read(path, "columns: {name: T, release_date: {from: D, order: month first}}")
    assert sure.records[0].values["release_date"].isoformat() == "2020-02-03"
    assert sure.problems == ()


def test_several_columns_words_and_one_value_for_all(tmp_path: Path) -> None:
    path = written(tmp_path, "T,A1,A2,Q,K\nHeat,Al Pacino,Val Kilmer,Q42,Feature\n")
    reading = read(
        path,
        "columns:\n  name: T\n  cast: [A1, A2]\n  work_type: {from: K, values: {Feature: movie}}\n"
        "  countries: {value: US}\n  identifiers: {from: Q, scheme: wikidata}",
    )
    assert dict(reading.records[0].values) == {
        "name": "Heat",
        "cast": ["Al Pacino", "Val Kilmer"],
        "work_type": "movie",
        "countries": ["US"],
        "identifiers": ["wikidata:Q42"],
    }


def test_a_column_that_is_missing_is_told_with_the_nearest(tmp_path: Path) -> None:
    path = written(tmp_path, "Title,Jahr\nHeat,1995\n")
    with pytest.raises(SlateError, match=r"no column 'Titel'.*Did you mean 'Title'\?"):
        read(path, "columns: {name: Titel}")


def test_windows_of_a_table(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Film,Land,Von,Bis,Recht\nHeat,DE;AT,01.01.2026,31.12.2026,SVOD\n"
        "Casino,Atlantis,01.01.2026,,SVOD\nAlien,DE,31.12.2026,01.01.2026,SVOD\n"
        "Jaws,weltweit,01.01.2026,unbegrenzt,AVOD\n",
    )
    reading = read(
        path,
        "kind: availability\ncolumns:\n  name: Film\n  territory: {from: Land, split: ';'}\n"
        "  starts: Von\n  ends: {from: Bis, as: last day}\n  licence_type: Recht",
    )
    told = [tuple(map(str, dict(r.values).values())) for r in reading.records]
    assert told == [
        ("Heat", "DE", "2026-01-01", "2027-01-01", "SVOD"),
        ("Heat", "AT", "2026-01-01", "2027-01-01", "SVOD"),
        ("Jaws", "world", "2026-01-01", "AVOD"),
    ]
    assert len({record.id for record in reading.records}) == 3
    assert [(p.row, p.column) for p in reading.problems] == [
        (3, "Land"),
        (3, "territory"),
        (4, "ends"),
    ]


def test_a_workbook_as_offices_make_them(tmp_path: Path) -> None:
    path = write_titles(tmp_path / "titles.xlsx")
    table = open_table(path)
    assert table.columns == ("House number", "Title", "Released", "Running time")
    assert (table.layout.sheet, table.layout.header_row) == ("Titles", 3)
    assert table.notes == ("It also has 'Cover' and 'Old'.",)
    reading = read(
        path,
        "id: House number\ncolumns: {name: Title, release_date: Released, runtime: Running time}",
    )
    assert [(r.id, r.row, r.values["runtime"]) for r in reading.records] == [
        ("H1", 4, 170),
        ("H2", 6, 178),
    ]
    assert reading.records[0].values["release_date"].isoformat() == "1995-12-15"


def test_a_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "b.xlsx", {"A": [("x", "y"), (1, 2)], "B": [("Title",), ("Heat",)]}
    )
    reading = read(path, "table: {sheet: B}\ncolumns: {name: Title}")
    assert [record.id for record in reading.records] == ["heat"]
    with pytest.raises(SlateError, match=r"no sheet 'b'.*It has 'A' and 'B'"):
        open_table(path, TableLayout(sheet="b"))


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><workbook/>'),
        ("xl/workbook.xml", "<workbook"),
        ("xl/other.txt", "no workbook"),
    ],
)
def test_a_workbook_that_hides_something_is_refused(tmp_path: Path, part: str, text: str) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, text)
    with pytest.raises(SlateError) as error:
        open_table(path)
    assert str(error.value).count("\n") == 0


def test_json_under_a_path(tmp_path: Path) -> None:
    path = write_json(tmp_path / "titles.json")
    table = open_table(path)
    assert table.layout.records == "data.items"
    assert table.columns == ("id", "title.en", "title.de", "year", "cast.name", "genres")
    reading = read(
        path, "id: id\ncolumns: {name: title.en, year: year, cast: cast.name, genres: genres}"
    )
    assert [dict(record.values) for record in reading.records] == [
        {
            "name": "Heat",
            "year": 1995,
            "cast": ["Al Pacino", "Val Kilmer"],
            "genres": ["Crime", "Drama"],
        },
        {"name": "Casino", "year": 1995},
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_lines_and_json_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    records: list[dict[str, Any]] = [{"title": "Amélie", "year": 2001}, {"title": "Heat"}]
    lines = "\n".join(json.dumps(r, ensure_ascii=False) for r in records)
    for text in (f"{lines}\nbroken\n", json.dumps(records, ensure_ascii=False)):
        reading = read(
            written(tmp_path, text.encode(encoding)), "columns: {name: title, year: year}"
        )
        assert [record.values["name"] for record in reading.records] == ["Amélie", "Heat"]
        assert len(reading.problems) == text.count("broken")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b'[{"title": "Heat"', "broken"),
        (b'{"a": {}}', "no records"),
        (b"[]", "no records"),
        (b"\xd0\xcf\x11\xe0 and more", "Excel before 2007"),
        (b"<?xml version='1.0'?><a/>", "This is XML, not a table. Name its reader."),
        (b'<!DOCTYPE tv [<!ENTITY a "b">]><tv>&a;</tv>', "refused for safety. Remove the DOCTYPE"),
        (b'<!DOCTYPE tv SYSTEM "x.dtd"><a/>', "This is XML, not a table"),
        (bytes(range(1, 256)) * 4, "not text in any known encoding"),
        (bytes(range(256)) * 4, "not text in any known encoding"),
        (b"SQLite format 3\x00 and more", "database"),
        (b"\n\n\n", "no row with names"),
        (b'a,b\n"never closed,1\n' + b"x" * 200_000, "quotation mark"),
        (b"x" * 2_000_000, "longer than a million"),
        (b"[" * 100_000, "JSON"),
        (b'{"a":' * 100_000, ""),
    ],
)
def test_what_is_no_table_is_one_sentence(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(SlateError) as error:
        list(open_table(written(tmp_path, data)).rows())
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_the_header_is_found_below_titles() -> None:
    rows: list[list[Any]] = [["Catalogue"], ["", "Rights", "", ""], ["Id", "Title", "Start", "End"]]
    assert find_header([*rows, ["1", "Heat", "2026", "2027"]]) == 2
    assert find_header([["1", "2"], ["", ""]]) is None
    assert column_names(["Title", None, "Title", "Title (2)"]) == (
        *("Title", "column 2", "Title (2)", "Title (2) (2)"),
    )


@given(
    st.sampled_from(",;\t|"),
    st.lists(st.lists(st.text("abc 1.", max_size=6), min_size=3, max_size=3), min_size=2),
)
def test_the_separator_is_found(separator: str, rows: list[list[str]]) -> None:
    lines = [separator.join(["one", "two", "three"])] + [separator.join(row) for row in rows]
    assert find_separator([f"{line}\n" for line in lines]) == separator


def test_cells_of_a_workbook_that_lost_their_value_are_told(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "lost.xlsx",
        {
            "A": [
                ("Id", "Title", "Year", "Min", "Note"),
                ("1", "Heat", 1995, "=2*85", "#REF!"),  # openpyxl calculates nothing
                ("2", "Casino", "#N/A", 178, None),
                ("#VALUE!", "Alien", 1979, 117, None),
            ]
        },
    )
    reading = read(path, "id: Id\ncolumns: {name: Title, year: Year, runtime: Min}")
    assert [(r.id, dict(r.values)) for r in reading.records] == [
        ("1", {"name": "Heat", "year": 1995}),
        ("2", {"name": "Casino", "runtime": 178}),
    ]
    assert said(reading) == [  # nothing of Note, which no field is read from
        "lost.xlsx, row 2, Min: '=2*85' is not calculated yet; "
        "open the workbook in Excel and save it, so that it has values.",
        "lost.xlsx, row 3, Year: '#N/A' is not a value: "
        "the workbook has an error here; mend it in Excel.",
        "lost.xlsx, row 4, Id: '#VALUE!' is not an id; the row was left out.",
    ]


def test_a_formula_whose_result_is_no_text_is_blank(tmp_path: Path) -> None:
    plain = write_workbook(tmp_path / "plain.xlsx", {"A": [("Title", "Year"), ("Heat", "=A1")]})
    path = tmp_path / "blank.xlsx"
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(b'<c r="B2">', b'<c r="B2" t="str">'))
    reading = read(path, "columns: {name: Title, year: Year}")
    assert [dict(record.values) for record in reading.records] == [{"name": "Heat"}]
    assert reading.problems == ()


def test_a_window_whose_end_is_lost_is_no_open_window(tmp_path: Path) -> None:
    rows = [("Film", "Land", "Von", "Bis"), ("Heat", "DE", "2026-01-01", "#N/A")]
    path = write_workbook(tmp_path / "w.xlsx", {"A": rows})
    reading = read(
        path,
        "kind: availability\ncolumns: {name: Film, territory: Land, starts: Von, ends: Bis}",
    )
    assert reading.records == ()
    assert [(p.row, p.column, p.value) for p in reading.problems] == [(2, "Bis", "#N/A")]
