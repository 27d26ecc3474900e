"""JSON-LD, RDF, Wikidata and MovieLens folders: references found in the file, or told."""

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.catalogue.exchange_samples import JSON_LD, TURTLE, points_to, stated, wikidata_item

from openslate.catalogue.readers.movielens_folder import MovieLensFolderReader
from openslate.catalogue.readers.rdf import RdfReader
from openslate.catalogue.readers.schema_org import SchemaOrgReader
from openslate.catalogue.readers.wikidata_json import WikidataJsonReader
from openslate.catalogue.record import Reader, Reading, read_file
from openslate.common.errors import SlateError

ALIEN = {
    "name": "Alien",
    "work_type": "movie",
    "alternate_names": ["Alien - Das unheimliche Wesen"],
    "year": 1979,
    "release_date": date(1979, 5, 25),
    "runtime": 117,
    "directors": ["Ridley Scott"],
}


def reading(reader: Reader, path: Path, text: str) -> Reading:
    path.write_text(text, encoding="utf-8")
    return read_file(reader, path)


def sentences(found: Reading) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_json_ld_in_native_terms(tmp_path: Path) -> None:
    found = reading(SchemaOrgReader(), tmp_path / "films.jsonld", JSON_LD)
    film, episode = found.records
    assert film.id == "https://example.org/alien"
    assert dict(film.values) == {
        **ALIEN,
        "age_rating": "R",
        "age_rating_system": "MPA",
        "minimum_age": 17,
        "genres": ["Horror", "Sci-Fi"],
        "countries": ["GB"],
        "languages": ["en"],
        "cast": ["Tom Skerritt", "Sigourney Weaver"],
        "tags": ["space", "cat"],
        "imdb_id": "tt0078748",
        "identifiers": ["eidr:10.5240/8A2D-6B3A-1D4E-1B1F-5D6C-H", "wikidata:Q103569"],
    }
    assert dict(episode.values) == {
        "name": "The Tide",
        "work_type": "episode",
        "series": "Harbour",
        "season_number": 2,
        "episode_number": 4,
    }
    assert sentences(found) == [
        "films.jsonld, row 1, actor: 'https://example.org/nobody' is not something that the file "
        "names."
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "Movie", "name": "Alien"}',
        '[{"@type": "Movie", "name": "Alien"}]',
        '{"@type": "Movie", "name": "Alien"}\n{"@type": "Person", "name": "Ridley Scott"}\n',
        '{"@type": "ItemList", "itemListElement": [{"item": {"@type": "Movie", "name": "Alien"}}]}',
        '{"type": "http://schema.org/Movie", "http://schema.org/name": "Alien"}',
        '<html><script type="application/ld+json">{"@type": "Movie", "name": "Alien"}</script>',
        '\ufeff  {"schema:name": "Alien", "@type": ["Movie", "Product"]}',
    ],
)
def test_every_form_of_json_ld_is_read(tmp_path: Path, text: str) -> None:
    (film,) = reading(SchemaOrgReader(), tmp_path / "a.jsonld", text).records
    assert dict(film.values) == {"name": "Alien", "work_type": "movie"}


@pytest.mark.parametrize("text", ["{", '{"@graph": [{]}', "[1, 2", '{"a": ' * 100_000])
def test_broken_json_is_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(SlateError, match=r"not well-formed JSON|too large"):
        reading(SchemaOrgReader(), tmp_path / "a.json", text)


def test_turtle_in_native_terms(tmp_path: Path) -> None:
    found = reading(RdfReader(), tmp_path / "films.ttl", TURTLE)
    (film,) = found.records
    assert dict(film.values) == {
        **ALIEN,
        "genres": ["Horror"],
        "cast": ["Sigourney Weaver", "Tom Skerritt"],
        "identifiers": ["eidr:10.5240/8A2D-6B3A-1D4E-1B1F-5D6C-H"],
    }
    assert sentences(found) == []


def test_quads_and_rdf_xml(tmp_path: Path) -> None:
    quads = (
        "<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Movie> "
        '<urn:g> .\n<urn:a> <https://schema.org/name> "Alien" <urn:g> .\n'
    )
    assert reading(RdfReader(), tmp_path / "a.nq", quads).records[0].values["name"] == "Alien"
    xml = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:s="https://schema.org/"><s:Movie rdf:about="urn:a"><s:name>Alien</s:name></s:Movie>'
        "</rdf:RDF>"
    )
    assert reading(RdfReader(), tmp_path / "a.rdf", xml).records[0].id == "urn:a"


def test_broken_turtle_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="is not Turtle, line 2"):
        reading(RdfReader(), tmp_path / "a.ttl", "<urn:a> a <urn:b> .\n<urn:a> <urn:b> .\n")


def film_and_friends() -> list[dict[str, Any]]:
    """A film, the entities it refers to, one that is not there, and a series' episode."""
    minutes = {"amount": "+117", "unit": "http://www.wikidata.org/entity/Q7727"}
    film = wikidata_item(
        "Q103569",
        "Alien",
        P31=points_to("Q11424"),
        P57=points_to("Q56005"),
        P161=points_to("Q1", "Q2"),
        P136=points_to("Q471839"),
        P495=points_to("Q145"),
        P364=points_to("Q1860"),
        P577=[
            stated({"time": "+1979-09-06T00:00:00Z", "precision": 11}),
            stated({"time": "+1979-05-25T00:00:00Z", "precision": 11}),
            stated({"time": "+1900-00-00T00:00:00Z", "precision": 9}, rank="deprecated"),
        ],
        P2047=[stated(minutes)],
        P345=[stated("tt0078748")],
        P4947=[stated("348")],
        P1657=points_to("Q18665344"),
    )
    film["aliases"] = {"en": [{"language": "en", "value": "Star Beast"}]}
    names = {
        "Q56005": "Ridley Scott",
        "Q1": "Sigourney Weaver",
        "Q471839": "science fiction film",
        "Q145": "United Kingdom",
        "Q1860": "English",
        "Q18665344": "R",
        "Q3": "Harbour, season 2",
        "Q4": "Harbour",
    }
    number = {"P1545": [{"datavalue": {"value": "4"}}]}
    episode = wikidata_item(
        "Q5",
        "The Tide",
        P31=points_to("Q21191270"),
        P179=points_to("Q4"),
        P4908=points_to("Q3", qualifiers=number),
    )
    nameless = wikidata_item("Q6", "", P31=points_to("Q11424"))
    others = [wikidata_item(item, label) for item, label in names.items()]
    return [film, episode, nameless, *others]


@pytest.mark.parametrize("form", ["dump", "lines", "answer"])
def test_wikidata_in_native_terms(tmp_path: Path, form: str) -> None:
    entities = film_and_friends()
    lines = [json.dumps(entity) for entity in entities]
    text = {
        "dump": "[\n" + ",\n".join(lines) + "\n]\n",
        "lines": "\n".join(lines) + "\n",
        "answer": json.dumps({"entities": {str(e["id"]): e for e in entities}}),
    }[form]
    found = reading(WikidataJsonReader(), tmp_path / "wd.json", text)
    film, episode = found.records
    assert dict(film.values) == {
        "name": "Alien",
        "work_type": "movie",
        "alternate_names": ["Star Beast"],
        "year": 1979,
        "release_date": date(1979, 5, 25),
        "runtime": 117,
        "age_rating": "R",
        "age_rating_system": "MPA",
        "minimum_age": 17,
        "genres": ["Sci-Fi"],
        "countries": ["GB"],
        "languages": ["en"],
        "directors": ["Ridley Scott"],
        "cast": ["Sigourney Weaver"],
        "imdb_id": "tt0078748",
        "identifiers": ["wikidata:Q103569", "tmdb:348"],
    }
    assert dict(episode.values) == {
        "name": "The Tide",
        "work_type": "episode",
        "series": "Harbour",
        "season_number": 2,
        "episode_number": 4,
        "identifiers": ["wikidata:Q5"],
    }
    assert [(p.column, p.value) for p in found.problems] == [("P161", "Q2"), ("labels", "Q6")]


def test_a_broken_line_of_a_dump_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = json.dumps(wikidata_item("Q1", "Alien", P31=points_to("Q11424")))
    found = reading(WikidataJsonReader(), tmp_path / "wd.json", f"[\n{good},\n{{broken,\n]\n")
    assert [record.id for record in found.records] == ["Q1"]
    assert sentences(found) == ["wd.json, row 3, line: '{broken' is not an object in JSON."]


def test_movielens_as_folder_zip_and_file(tmp_path: Path) -> None:
    files = {
        "movies.csv": 'movieId,title,genres\n1,Toy Story (1995),Animation|Comedy\n2,"Up, Up",\n',
        "links.csv": "movieId,imdbId,tmdbId\n1,0114709,862\n2,,\n",
        "tags.csv": "userId,movieId,tag,timestamp\n"
        + "".join(f"{viewer},1,Pixar,0\n" for viewer in (1, 2, 3))
        + "1,1,seen,0\n",
    }
    folder = tmp_path / "ml-latest-small"
    folder.mkdir()
    path = tmp_path / "ml.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            (folder / name).write_text(text)
            archive.writestr(f"ml-latest-small/{name}", text)
    for given in (folder, path, folder / "movies.csv"):
        toys, up = read_file(MovieLensFolderReader(), given).records
        assert dict(toys.values) == {
            "name": "Toy Story",
            "year": 1995,
            "genres": ["Animation", "Comedy"],
            "tags": ["pixar"],
            "imdb_id": "tt0114709",
            "identifiers": ["tmdb:862"],
        }
        assert dict(up.values) == {"name": "Up, Up"}


def test_the_older_movielens_files(tmp_path: Path) -> None:
    reader = MovieLensFolderReader()
    path = tmp_path / "movies.dat"
    path.write_bytes("1::Misérables, Les (1995)::Drama|Musical\nx::y::z\n".encode("latin-1"))
    found = read_file(reader, path)
    assert found.records[0].values["name"] == "Misérables, Les"
    assert sentences(found) == ["movies.dat, row 2, movieId: 'x' is not a row of 3 cells."]
    flags = "|".join("1" if place in (3, 5) else "0" for place in range(19))
    item = reading(reader, tmp_path / "u.item", f"7|Toy Story (1995)|1-Jan-95||url|{flags}\n")
    assert dict(item.records[0].values) == {
        "name": "Toy Story",
        "year": 1995,
        "genres": ["Animation", "Comedy"],
    }
