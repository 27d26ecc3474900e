"""Readers: what becomes of good rows, bad rows and files that are something else."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from tests.graph.told import everything

from openslate.catalogue.importing import import_file
from openslate.catalogue.readers.availability_csv import AvailabilityReader
from openslate.catalogue.readers.movielens import MovieLensReader
from openslate.catalogue.readers.wikidata_films import WikidataFilmsReader, words
from openslate.catalogue.record import Reader, Reading, read_file
from openslate.common.errors import SlateError
from openslate.graph.quad_store import QuadStore
from openslate.graph.vocabulary import Columns
from openslate.testing.clock import FrozenClock
from openslate.testing.graph import NOON
from openslate.testing.tiny import AVAILABILITY_HEADER, TinyFiles, write_tiny

ITEM_HEADER = "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n"


@pytest.fixture
def files(tmp_path: Path) -> TinyFiles:
    return write_tiny(tmp_path / "tiny")


def values(reading: Reading, record: str) -> dict[str, object]:
    return dict(next(r for r in reading.records if r.id == record).values)


def sentences(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_movielens_names_stay_as_written(files: TinyFiles) -> None:
    reading = read_file(MovieLensReader(), files.item)
    assert values(reading, "1") == {
        "name": "Postino, Il",
        "year": 1994,
        "genres": ["Drama", "Romance"],
    }
    assert values(reading, "4")["genres"] == ["Animation", "Family", "Comedy"]


def test_a_film_without_name_keeps_its_id_for_its_events(files: TinyFiles) -> None:
    reading = read_file(MovieLensReader(), files.item)
    assert values(reading, "7") == {}
    assert sentences(reading) == [
        "ml-100k.item, row 8, movie_title: 'unkonwn' is not a name; the film keeps its id.",
        "ml-100k.item, row 8, release_year: 'unkonwn' is not a year.",
    ]


def test_a_short_row_and_a_double_id_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "x.item"
    path.write_text(
        ITEM_HEADER + "1\tOne\t1990\tDrama\n2\tTwo\n1\tUno\t1991\tWar\n3\tThree\t1992\t\n"
    )
    reading = read_file(MovieLensReader(), path)
    assert [(record.id, record.row) for record in reading.records] == [("1", 2), ("3", 5)]
    assert sentences(reading) == [
        "x.item, row 3, item_id: '2' is not a row of 4 cells.",
        "x.item, row 4, item_id: '1' is not an id of its own; the first row was kept.",
    ]


def test_latin_letters_of_the_old_files_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "x.item"
    path.write_bytes((ITEM_HEADER + "1\tMisérables, Les\t1995\tDrama\n").encode("latin-1"))
    assert values(read_file(MovieLensReader(), path), "1")["name"] == "Misérables, Les"


def test_a_wikidata_film_in_native_terms(files: TinyFiles) -> None:
    film = values(read_file(WikidataFilmsReader(), files.movies), "tt0110877")
    assert film == {
        "name": "Il Postino: The Postman",
        "year": 1994,
        "release_date": date(1994, 9, 1),
        "runtime": 108,
        "age_rating": "PG",
        "age_rating_system": "MPA",
        "minimum_age": 8,
        "genres": ["Romance", "Comedy", "Drama"],
        "countries": ["IT", "FR"],
        "languages": ["it", "es"],
        "directors": ["Massimo Troisi", "Michael Radford"],
        "writers": ["Anna Pavignano"],
        "cast": ["Massimo Troisi"],
        "companies": ["Cecchi Gori"],
        "critics_score": 93,
        "metacritic": 81,
        "box_office": 21848932.0,
        "oscars": 1,
        "imdb_id": "tt0110877",
    }


def test_names_without_a_code_are_told_and_left_out(files: TinyFiles) -> None:
    reading = read_file(WikidataFilmsReader(), files.movies)
    film = values(reading, "tt0083658")
    assert (film["countries"], film["languages"]) == (["US"], ["en"])
    assert sentences(reading) == [
        "movies.db, row 6, Country: 'Atlantis' is not a country with an ISO 3166-1 code.",
        "movies.db, row 6, Language: 'Klingonese' is not a language with a BCP 47 tag.",
    ]


def test_a_second_film_under_the_same_imdb_id_stays_under_an_id_of_its_own(
    files: TinyFiles,
) -> None:
    with closing(sqlite3.connect(files.movies)) as db:
        db.execute(
            "INSERT INTO omdb (ID, imdbID, Title, Year) VALUES (99, 'tt0083658', 'Cut', 1992)"
        )
        db.commit()
    reading = read_file(WikidataFilmsReader(), files.movies)
    assert values(reading, "tt0083658")["name"] == "Blade Runner"
    assert values(reading, "tt0083658-99") == {"name": "Cut", "year": 1992}
    assert sentences(reading)[-1] == (
        "movies.db, row 7, imdbID: 'tt0083658' is not an id of its own; kept as tt0083658-99."
    )


def test_a_comma_inside_a_company_does_not_split_it() -> None:
    assert words("A, Samuel Goldwyn, Inc., B, Jr. Films") == [
        "A",
        "Samuel Goldwyn, Inc.",
        "B, Jr. Films",
    ]


def test_windows_of_the_sheet(files: TinyFiles) -> None:
    reading = read_file(AvailabilityReader(), files.availability)
    assert len(reading.records) == 6
    assert reading.problems == ()
    assert reading.records[4].values == {
        "name": "Amelie",
        "year": 2001,
        Columns.TERRITORY: "GB",
        Columns.STARTS: date(2025, 1, 1),
        Columns.ENDS: date(2026, 3, 15),
        Columns.LICENCE_TYPE: "subscription",
    }


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("a,1,,,XX,,,s", "territory: 'XX' is not a country code such as GB, or world"),
        ("a,1,,,SU,,,s", "territory: 'SU' is not a country code such as GB, or world"),
        ("a,1,,,GB,1/2/26,,s", "starts: '1/2/26' is not a day as YYYY-MM-DD; 1/2/26 can be 1 Feb"),
        ("a,1,,,GB,31.12.2026,,s", "starts: '31.12.2026' is not a day as YYYY-MM-DD, here 2026-"),
        ("a,1,,,GB,2026-02-01,2026-01-01,s", "ends: '2026-01-01' is not after the start"),
        (",,,,GB,,,s", "name: '' is not a film: source and record, or a name"),
        (",,N,200,GB,,,s", "year: '200' is not a year"),
    ],
)
def test_a_window_that_cannot_be_used_is_told(row: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(f"# a comment\n{AVAILABILITY_HEADER}\n{row}\na,1,,,gb,,,s\n")
    reading = read_file(AvailabilityReader(), path)
    assert [record.row for record in reading.records] == [4]
    (sentence,) = sentences(reading)
    assert sentence.startswith(f"sheet.csv, row 3, {told}")


@pytest.mark.parametrize(
    ("reader", "content", "sentence"),
    [
        (AvailabilityReader(), b"", "The file is empty. Ask for it again."),
        (
            AvailabilityReader(),
            b"a\x00b",
            "The content is not text in any known encoding. "
            "Check that it is the right file, or ask for it in UTF-8.",
        ),
        (
            AvailabilityReader(),
            AVAILABILITY_HEADER.replace("territory", "teritory").encode(),
            "Column territory missing from the header. Rename column teritory to territory.",
        ),
        (
            MovieLensReader(),
            b"item_id:token\tmovie_title:token_seq\n1\tOne\n",
            "Columns release_year and class missing from the header. Add column release_year.",
        ),
        (
            AvailabilityReader(),
            f'{AVAILABILITY_HEADER}\n,,"Never closed,2001,GB,,,s\n'.encode(),
            "A quotation mark is never closed or stands in the middle of a cell. Mend row 2.",
        ),
        (WikidataFilmsReader(), b"", "The file is empty. Ask for it again."),
        (
            WikidataFilmsReader(),
            b"PK\x03\x04",
            "The file is not an SQLite database. Fetch it again.",
        ),
    ],
)
def test_what_is_no_such_file_is_one_sentence(
    reader: Reader, content: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "given"
    path.write_bytes(content)
    with pytest.raises(SlateError) as error:
        read_file(reader, path)
    assert str(error.value) == f"{path}: {sentence}"


def test_a_truncated_database_is_one_sentence(files: TinyFiles) -> None:
    data = files.movies.read_bytes()
    files.movies.write_bytes(data[: len(data) // 2])
    with pytest.raises(SlateError, match="damaged or cut off"):
        read_file(WikidataFilmsReader(), files.movies)


def test_a_database_without_a_column_or_table_names_it(files: TinyFiles) -> None:
    with closing(sqlite3.connect(files.movies)) as db:
        db.execute('ALTER TABLE omdb RENAME COLUMN "Title" TO "Heading"')
        db.commit()
    with pytest.raises(SlateError, match="Table omdb has no Title"):
        read_file(WikidataFilmsReader(), files.movies)
    with closing(sqlite3.connect(files.movies)) as db:
        db.execute("DROP TABLE omdb")
        db.commit()
    with pytest.raises(SlateError, match="Table omdb is missing"):
        read_file(WikidataFilmsReader(), files.movies)


@pytest.mark.parametrize("reader", [MovieLensReader(), WikidataFilmsReader(), AvailabilityReader()])
def test_a_file_that_is_not_there_is_one_sentence(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="cannot be read"):
        read_file(reader, tmp_path / "nowhere")


def test_importing_twice_tells_problems_once_and_changes_nothing(files: TinyFiles) -> None:
    store, clock = QuadStore(), FrozenClock(NOON)
    first = import_file(store, MovieLensReader(), files.item, clock)
    before = everything(store)
    again = import_file(store, MovieLensReader(), files.item, clock)
    assert (len(first.problems), first.records) == (2, 7)
    assert (again.problems, again.already_there) == ((), True)
    assert everything(store) == before


def test_a_file_without_a_usable_row_cannot_hide_the_one_before(files: TinyFiles) -> None:
    store, clock = QuadStore(), FrozenClock(NOON)
    import_file(store, MovieLensReader(), files.item, clock)
    files.item.write_text(ITEM_HEADER + "\tnothing\t1990\tDrama\n")
    with pytest.raises(SlateError, match=r"no usable row; the first problem: .*row 2"):
        import_file(store, MovieLensReader(), files.item, clock)
    assert store.records_frame().height == 7


def test_what_was_read_is_what_the_graph_gives_back(files: TinyFiles) -> None:
    store = QuadStore()
    import_file(store, WikidataFilmsReader(), files.movies, FrozenClock(NOON))
    reading = read_file(WikidataFilmsReader(), files.movies)
    read = {record.id: record.values for record in reading.records}
    for row in store.records_frame().iter_rows(named=True):
        keys = (Columns.SOURCE, Columns.RECORD, Columns.ROW)
        known = {c: v for c, v in row.items() if v is not None and c not in keys}
        assert known == read[row[Columns.RECORD]]
