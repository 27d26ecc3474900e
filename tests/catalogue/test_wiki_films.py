"""The reader of Wikipedia's lists of films: good rows, odd rows, files that are something else."""

import gzip
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.catalogue.readers.wiki_films import WikiFilmsReader
from openslate.catalogue.record import Reading, read_file
from openslate.common.errors import SlateError

TRAP = {
    "title": "The Bear's Trap",
    "year": 1990,
    "cast": ["Ann Lee", "voices of", "will.i.am", "Ann Lee"],
    "genres": ["Science Fiction", "Noir", "Animated"],
    "href": "The_Bear%27s_Trap_(film)",
    "extract": "The Bear's Trap is a 1990 American film.\n",
    "thumbnail": "https://example.org/trap.jpg",
}


def read(tmp_path: Path, rows: Any) -> Reading:
    path = tmp_path / "films.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return read_file(WikiFilmsReader(), path)


def sentences(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_a_film_in_native_terms(tmp_path: Path) -> None:
    reading = read(tmp_path, [TRAP])
    (film,) = reading.records
    assert (film.source, film.id, film.row) == ("wiki-films", "The_Bear%27s_Trap_(film), 1990", 1)
    assert film.values == {
        "name": "The Bear's Trap",
        "year": 1990,
        "cast": ["Ann Lee", "will.i.am"],
        "genres": ["Sci-Fi", "Film-Noir", "Animation"],
        "description": "The Bear's Trap is a 1990 American film.",
        "identifiers": ["wikipedia:The_Bear's_Trap_(film)"],
    }
    assert sentences(reading) == ["films.json, row 1, cast: 'voices of' is not a name."]


def test_a_file_packed_by_gzip_reads_the_same(tmp_path: Path) -> None:
    plain = read(tmp_path, [TRAP])
    path = tmp_path / "films.json.gz"
    path.write_bytes(gzip.compress(json.dumps([TRAP]).encode()))
    assert read_file(WikiFilmsReader(), path).records == plain.records


def test_short_films_say_so_and_films_without_article_are_known_by_name(tmp_path: Path) -> None:
    rows = [
        {"title": "Puss", "year": 1943, "cast": [], "genres": ["Short", "Comedy"], "href": None}
    ]
    (film,) = read(tmp_path, rows).records
    assert film.id == "Puss, 1943"
    assert film.values == {
        "name": "Puss",
        "year": 1943,
        "work_type": "short",
        "genres": ["Comedy"],
    }


def test_one_article_beside_several_films_keeps_them_apart(tmp_path: Path) -> None:
    rows = [
        {"title": "The Crown", "year": 1923, "href": "The_Series"},
        {"title": "The Knight", "year": 1923, "href": "The_Series"},
        {"title": "The Crown", "year": 1931, "href": "The_Series"},
        {"title": "The Knight", "year": 1923, "href": "The_Series", "cast": ["Ann Lee"]},
    ]
    reading = read(tmp_path, rows)
    assert [film.id for film in reading.records] == [
        "The_Series, 1923",
        "The_Series, The Knight, 1923",
        "The_Series, 1931",
    ]
    assert sentences(reading) == [
        "films.json, row 4, title: 'The_Series, The Knight, 1923' is not a film of its own; "
        "the first row was kept."
    ]


def test_an_article_about_a_later_film_of_that_name_is_left_out(tmp_path: Path) -> None:
    extract = "Forbidden Trails is a 1941 American Western film."
    row = {"title": "Forbidden Trails", "href": "Forbidden_Trails", "extract": extract}
    reading = read(tmp_path, [{**row, "year": 1920}, {**row, "year": 1942}])
    assert [film.values for film in reading.records] == [
        {"name": "Forbidden Trails", "year": 1920},
        {
            "name": "Forbidden Trails",
            "year": 1942,
            "description": extract,
            "identifiers": ["wikipedia:Forbidden_Trails"],
        },
    ]
    assert sentences(reading) == [
        f"films.json, row 1, extract: {extract!r} is not about a film of 1920; it was left out."
    ]


@pytest.mark.parametrize(
    ("title", "year", "article"),
    [
        ("Luv", 1967, "LUV_(film)"),  # another article than Luv_(film)
        ("Cremaster 4", 1967, "The_Cremaster_Cycle"),
        ("Luv", 1967, "Luv_(film)#Remakes"),
        ("Luv", 1969, "Luv_(film)"),
    ],
)
def test_an_article_that_may_be_about_more_or_else_is_no_id(
    tmp_path: Path, title: str, year: int, article: str
) -> None:
    row = {"title": title, "year": year, "href": article, "extract": "It is a 1967 film."}
    (film,) = read(tmp_path, [row]).records
    assert film.values == {"name": title, "year": year, "description": "It is a 1967 film."}


def test_odd_rows_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = [
        ["One", 1990],
        {"title": 7, "year": "1990", "cast": "Ann Lee", "genres": [1]},
        {"title": "Two", "year": True},
        {"title": "Three", "year": 1993},
    ]
    reading = read(tmp_path, rows)
    assert [(film.id, film.row) for film in reading.records] == [("Two", 3), ("Three, 1993", 4)]
    assert [(problem.row, problem.column) for problem in reading.problems] == [
        (1, "title"),
        (2, "genres"),
        (2, "year"),
        (2, "title"),
        (2, "cast"),
        (2, "title"),
        (3, "year"),
    ]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b'{"title": "One"}', "not a JSON array"),
        (b"\x1f\x8b broken", "damaged"),
        (b'[{"title": "One", "year": 1990}, {"tit', "damaged"),
        (b'[{"title": "\xff\xfe"}]', "damaged"),
        (gzip.compress(b'[{"title": "One", "year": 1990}]', mtime=0)[:-9], "damaged"),
    ],
)
def test_what_is_no_such_file_is_said_in_one_sentence(
    tmp_path: Path, data: bytes, what: str
) -> None:
    path = tmp_path / "films.json"
    path.write_bytes(data)
    with pytest.raises(SlateError, match=what):
        read_file(WikiFilmsReader(), path)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="cannot be read"):
        read_file(WikiFilmsReader(), tmp_path / "none.json")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
FILM = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("title", "year", "cast", "genres", "href", "extract"), JSON),
)


@given(st.lists(FILM | JSON, max_size=6))
def test_any_array_gives_records_with_ids_of_their_own(rows: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        films = read(Path(folder), rows).records
    assert len({film.id for film in films}) == len(films)
    assert all(film.id for film in films)


@pytest.mark.real
def test_the_real_lists_have_32_thousand_films_and_few_odd_values(shared_data: Path) -> None:
    files = sorted((shared_data / "wiki-films").glob("*.json.gz"))
    readings = [read_file(WikiFilmsReader(), path) for path in files]
    records = [film for reading in readings for film in reading.records]
    assert len({film.id for film in records}) == len(records) == 32_033
    assert sum(len(reading.problems) for reading in readings) < 500
