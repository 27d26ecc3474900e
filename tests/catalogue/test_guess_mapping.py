"""Guessed mappings: what columns are taken for, how sure, and what is never invented."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.catalogue.samples import GERMAN, write_json, write_titles, write_workbook

from openslate.catalogue.mapping.file import mapping_text, parse_mapping
from openslate.catalogue.mapping.guess import GuessedMapping, guess_mapping
from openslate.catalogue.mapping.preview import preview_mapping
from openslate.catalogue.readers.table_mapped import MappedReader
from openslate.catalogue.record import read_file
from openslate.common.errors import SlateError
from openslate.graph.vocabulary import FIELDS


def guessed(tmp_path: Path, text: str, name: str = "titles.csv") -> GuessedMapping:
    path = tmp_path / name
    path.write_text(text)
    return guess_mapping(path)


def fields(guess: GuessedMapping) -> dict[str, str | None]:
    return {column.column: column.field for column in guess.columns}


def test_a_german_table(tmp_path: Path) -> None:
    guess = guessed(tmp_path, GERMAN)
    assert fields(guess) == {
        "Titel-ID": "id",
        "Titel": "name",
        "Originaltitel": "alternate_names",
        "Produktionsjahr": "year",
        "Länge": "runtime",
        "Regie": "directors",
        "FSK": "age_rating",
        "Land": "countries",
        "Kinostart": "release_date",
        "Genre": "genres",
        "Ort": None,
    }
    assert guess.sure
    assert guess.unknown == ("Ort",)
    reading = read_file(MappedReader.of(guess.mapping), tmp_path / "titles.csv")  # type: ignore[arg-type]
    assert reading.problems == ()
    assert reading.records[1].values["directors"] == ["Jean-Pierre Jeunet"]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Titre,Année,Réalisateur,Durée,Pays", "Heat,1995,Michael Mann,170 min,États-Unis",
         ["name", "year", "directors", "runtime", "countries"]),
        ("Título,Año,Dirección,Duración,País", "Heat,1995,Michael Mann,170,España",
         ["name", "year", "directors", "runtime", "countries"]),
        ("Titolo,Anno,Regia,Durata,Paese", "Heat,1995,Michael Mann,170,Italia",
         ["name", "year", "directors", "runtime", "countries"]),
        ("primaryTitle,startYear,tconst,runtimeMinutes", "Heat,1995,tt0113277,170",
         ["name", "year", "imdb_id", "runtime"]),
        ("Movie_Title,Relase Year,EIDR", "Heat,1995,10.5240/7791-8534-2C23-9030-8610-5",
         ["name", "year", "identifiers"]),
        ("Title,Rated,x", "Heat,R,y", ["name", "age_rating", None]),
    ],
)  # fmt: skip
def test_names_of_columns_in_many_languages(
    tmp_path: Path, header: str, row: str, expected: list[str | None]
) -> None:
    guess = guessed(tmp_path, f"{header}\n{row}\n")
    assert list(fields(guess).values()) == expected


def test_cells_tell_what_a_name_does_not(tmp_path: Path) -> None:
    rows = [f"Film {i},{1990 + i},tt01147{i:02},Q{i + 1},Germany" for i in range(5)]
    guess = guessed(tmp_path, "Title,Year,c3,c4,c5\n" + "\n".join(rows) + "\n")
    assert list(fields(guess).values()) == ["name", "year", "imdb_id", "identifiers", "countries"]
    assert guess.mapping
    assert guess.mapping.columns["identifiers"][0].scheme == "wikidata"
    assert guess.mapping.id == ("c3",)


def test_a_name_whose_cells_say_otherwise_counts_for_less(tmp_path: Path) -> None:
    guess = guessed(tmp_path, "Title,Year\nHeat,red\nCasino,green\nAlien,blue\n")
    assert fields(guess) == {"Title": "name", "Year": None}
    assert not guess.sure


def test_a_sheet_of_windows(tmp_path: Path) -> None:
    guess = guessed(
        tmp_path,
        "Titel;Lizenzgebiet;Lizenzbeginn;Lizenzende;Rechte\nHeat;DE;1.1.2026;1.1.2027;SVOD\n",
    )
    assert guess.mapping
    assert guess.mapping.kind == "availability"
    assert list(fields(guess).values()) == ["name", "territory", "starts", "ends", "licence_type"]


def test_running_times_in_seconds_are_known_by_their_size(tmp_path: Path) -> None:
    guess = guessed(tmp_path, "Title,Year,Duration\nHeat,1995,10200\nCasino,1995,10680\n")
    assert guess.mapping
    assert guess.mapping.columns["runtime"][0].unit == "seconds"


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "Question\nWhat is that?\n", "Title\nHeat\n"])
def test_nonsense_is_never_sure(tmp_path: Path, text: str) -> None:
    assert not guessed(tmp_path, text).sure


def test_excel_and_json_are_guessed_too(tmp_path: Path) -> None:
    titles = guess_mapping(write_titles(tmp_path / "t.xlsx"))
    assert list(fields(titles).values()) == ["id", "name", "release_date", "runtime"]
    nested = guess_mapping(write_json(tmp_path / "t.json"))
    assert fields(nested)["title.en"] == "name"
    assert fields(nested)["cast.name"] == "cast"


def test_a_written_mapping_is_read_back(tmp_path: Path) -> None:
    guess = guessed(tmp_path, GERMAN)
    assert guess.mapping
    assert parse_mapping(mapping_text(guess.mapping), "m.yaml") == guess.mapping


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mapping: x\nsource: y\ncolumns:\n  name: T\n  yeer: J\n",
         "m.yaml:5:3: There is no field 'yeer'. Did you mean 'year'?"),
        ("mapping: x\nsource: y\ncolumns:\n  name: {form: T}\n",
         "m.yaml:4:10: There is no key 'form' in a mapping. Did you mean 'from'?"),
        ("mapping: x\ncolumns: {name: T}\n", "m.yaml:1:1: The mapping needs 'source'."),
        ("mapping: x\nsource: y\ncolumns: {name: {from: T, as: yaer}}\n",
         "m.yaml:3:27: There is no way to read a cell 'yaer'. Did you mean 'year'?"),
        ("mapping: x\nsource: y\ntrust: 2\ncolumns: {name: T}\n",
         "m.yaml:3:1: 'trust' must be at most 1.0."),
        ("- a\n", "m.yaml:1:1: A mapping starts with 'mapping: NAME'."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_mapping_is_told_by_line(text: str, told: str) -> None:
    with pytest.raises(SlateError) as error:
        parse_mapping(text, "m.yaml")
    assert told in str(error.value)


def test_a_preview_tells_what_would_come_in(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("T,Y,Z\nHeat,1995,a\nCasino,long ago,b\nAlien,,c\n")
    mapping = parse_mapping("mapping: x\nsource: x\ncolumns: {name: T, year: Y}\n", "m.yaml")
    preview = preview_mapping(path, mapping, show=2)
    assert [record.values["name"] for record in preview.records] == ["Heat", "Casino"]
    assert (preview.looked_at, preview.filled) == (3, {"name": 3, "year": 1})
    assert (preview.unused, preview.problem_count) == (("Z",), 1)


WORDS = st.text("abcdefg é", min_size=1, max_size=12).map(str.strip).filter(bool)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "name": WORDS,
    "year": st.integers(1900, 2030),
    "runtime": st.integers(1, 400),
    "release_date": st.dates(),
    "countries": st.lists(st.sampled_from(["DE", "FR", "US"]), min_size=1, unique=True),
    "directors": st.lists(WORDS, min_size=1, max_size=3, unique=True),
    "description": WORDS,
}


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(st.fixed_dictionaries(VALUES), min_size=1, max_size=6))
def test_slates_own_tables_need_no_mapping(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    path = tmp_path_factory.mktemp("own") / "export.csv"
    with path.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", *VALUES])
        for number, row in enumerate(rows):
            cells = (
                " | ".join(v) if isinstance(v, list) else str(v) for v in (row[c] for c in VALUES)
            )
            writer.writerow([f"r{number}", *cells])
    guess = guess_mapping(path)
    assert guess.mapping
    reading = read_file(MappedReader.of(guess.mapping), path)
    assert [dict(record.values) for record in reading.records] == [
        {f.column: row[f.column] for f in FIELDS if f.column in row} for row in rows
    ]
    assert reading.problems == ()


def test_names_of_columns_that_a_trial_missed(tmp_path: Path) -> None:
    rows = [
        ("Titel-Nr", "Titel", "Release", "First shown"),
        ("T-1", "Heat", 1995, date(1996, 2, 29)),
        ("T-2", "Casino", 1995, "#N/A"),
        ("T-3", "Alien", 1979, date(1979, 10, 25)),
    ]
    guess = guess_mapping(write_workbook(tmp_path / "t.xlsx", {"A": rows}))
    assert list(fields(guess).values()) == ["id", "name", "year", "release_date"]
    assert guess.columns[2].reason == "its values are years"


def test_a_release_with_days_is_a_release_date(tmp_path: Path) -> None:
    guess = guessed(tmp_path, "Title,Release\nHeat,1995-12-15\nCasino,n/a\nAlien,1979-05-25\n")
    assert list(fields(guess).values()) == ["name", "release_date"]


def numbered(rows: int, twice: int) -> str:
    """A table in which the first `twice` rows come a second time under another name."""
    numbers = [*range(rows - twice), *range(twice)]
    lines = [f"{n},Film {row},1999" for row, n in enumerate(numbers)]
    return "\n".join(["Id,Title,Year", *lines, ""])


@pytest.mark.parametrize(
    ("rows", "twice", "taken"), [(20, 0, True), (20, 1, False), (200, 1, True)]
)
def test_an_id_that_comes_twice_is_told_or_not_taken(
    tmp_path: Path, rows: int, twice: int, taken: bool
) -> None:
    guess = guessed(tmp_path, numbered(rows, twice))
    assert guess.mapping
    assert guess.mapping.id == (("Id",) if taken else ())
    said = f"{twice} of {rows} values came before" if twice else "no value comes twice"
    assert guess.columns[0].reason.endswith(said)
    assert guess.notes == (
        (
            "'Id' is taken as id, but 1 of its 200 values came before; "
            "of rows with the same id only the first is taken.",
        )
        if taken and twice
        else ()
    )


def test_an_original_title_that_is_the_title_is_not_offered(tmp_path: Path) -> None:
    guess = guessed(
        tmp_path, "Title,Original title,AKA,Year\nHeat,Heat,,1995\nAmelie,Amelie,Amélie,2001\n"
    )
    assert list(fields(guess).values()) == ["name", None, "alternate_names", "year"]
    assert guess.columns[1].reason == "it says the same as 'Title' in every row"
