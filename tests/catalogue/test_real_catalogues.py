"""The demo's real catalogues, where somebody has fetched them (slate data get demo)."""

from collections import Counter
from pathlib import Path

import pytest

from openslate.app.demo_data import default_cache
from openslate.catalogue.readers.movielens import MovieLensReader
from openslate.catalogue.readers.wikidata_films import WikidataFilmsReader
from openslate.catalogue.record import read_file

pytestmark = pytest.mark.real


def cached(name: str) -> Path:
    path = default_cache() / name
    if not path.exists():
        pytest.skip(f"{name} is not in the cache; fetch it with 'slate data get demo'")
    return path


def test_movielens_has_one_film_without_name_and_two_without_year() -> None:
    reading = read_file(MovieLensReader(), cached("ml-100k.item"))
    assert len(reading.records) == 1682
    assert Counter(problem.column for problem in reading.problems) == {
        "movie_title": 1,
        "release_year": 2,
    }


def test_wikidata_has_two_ids_twice_and_few_names_without_a_code() -> None:
    reading = read_file(WikidataFilmsReader(), cached("movies.db"))
    assert len({record.id for record in reading.records}) == len(reading.records) == 17_472
    told = Counter(problem.column for problem in reading.problems)
    assert told["imdbID"] == 2
    assert told["Country"] == 0
    assert told["Language"] < 20
    assert any(record.id == "tt0078788-3620669" for record in reading.records)
