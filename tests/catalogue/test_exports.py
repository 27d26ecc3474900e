"""What an export writes is read back by the reader of its format, but for what the format lacks."""

import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyoxigraph as ox
import pytest

from openslate.catalogue.exports.avails import export_avails_csv
from openslate.catalogue.exports.formats import EXPORTS
from openslate.catalogue.exports.items import exported_items
from openslate.catalogue.formats import detect_format
from openslate.catalogue.mapping.guess import guess_mapping
from openslate.catalogue.readers.avails import AvailsReader
from openslate.catalogue.readers.ebucore import EbucoreReader
from openslate.catalogue.readers.mec import MecReader
from openslate.catalogue.readers.rdf import RdfReader
from openslate.catalogue.readers.schema_org import SchemaOrgReader
from openslate.catalogue.readers.table_mapped import MappedReader
from openslate.catalogue.record import Reader, SourceRecord, read_file
from openslate.common.errors import NotFoundError
from openslate.graph.canonical import derive_canonical
from openslate.graph.delivery import Delivery, DeliveryKind
from openslate.graph.quad_store import QuadStore
from openslate.graph.snapshot import Snapshot
from openslate.graph.snapshot_writer import write_snapshot
from openslate.testing.graph import NOON, tiny_snapshot

FILM = {
    "name": 'Alien: "The <Eighth> & Last"',
    "work_type": "movie",
    "alternate_names": ["Star Beast", "Alien"],
    "description": "A ship answers a call.\nNobody hears.",
    "year": 1979,
    "release_date": date(1979, 5, 25),
    "runtime": 117,
    "age_rating": "R",
    "age_rating_system": "MPA",
    "minimum_age": 17,
    "genres": ["Sci-Fi", "Horror"],
    "countries": ["US", "GB"],
    "languages": ["en", "art-x-navi"],
    "directors": ["Ridley Scott"],
    "writers": ["Dan O'Bannon", "Ronald Shusett"],
    "producers": ["Walter Hill", "Gordon Carroll"],
    "composers": ["Jerry Goldsmith"],
    "cast": ["Sigourney Weaver", "Tom Skerritt", "John Hurt"],
    "companies": ["Brandywine, Inc."],
    "tags": ["space, deep", "cat"],
    "critics_score": 93,
    "metacritic": 89,
    "box_office": 108600000.5,
    "oscars": 1,
    "imdb_id": "tt0078748",
    "identifiers": ["wikidata:Q103569", "house:a:1"],
}
SERIES = {"name": "Harbour", "work_type": "series", "imdb_id": "tt0000009"}
SEASON = {"name": "Two", "work_type": "season", "series": "Harbour", "season_number": 2}
EPISODE = {
    "name": "The Tide",
    "work_type": "episode",
    "series": "Harbour",
    "season_number": 2,
    "episode_number": 4,
    "year": 2021,
    "age_rating": "Fit for seamen",
}
WORKS = {"film": FILM, "series": SERIES, "season": SEASON, "episode": EPISODE}
WINDOWS: tuple[dict[str, Any], ...] = (
    {"territory": "GB", "starts": date(2026, 1, 1), "ends": date(2026, 7, 1)},
    {"territory": "world", "ends": date(2027, 1, 1), "licence_type": "SVOD"},
    {"territory": "DE", "starts": date(2026, 3, 1), "licence_type": "EST"},
)


def delivery(kind: DeliveryKind) -> Delivery:
    return Delivery("house", "house.csv", f"{kind}-hash", NOON, "own", 0.8, "by hand", kind)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A film with everything, a series with a season and an episode, three windows."""
    works = [SourceRecord("house", key, row, v) for row, (key, v) in enumerate(WORKS.items(), 1)]
    about = {"of_source": "house", "of_record": "film"}
    windows = [
        SourceRecord("house", f"w{row}", row, {**about, **window}, "availability")
        for row, window in enumerate(WINDOWS, 1)
    ]
    with QuadStore() as store:
        store.add_delivery(delivery("works"), works)
        store.add_delivery(delivery("availability"), windows)
        return write_snapshot(derive_canonical(store), tmp_path_factory.mktemp("snapshots"))


def written(snapshot: Snapshot, form: str, ids: tuple[str, ...] | None = None) -> bytes:
    stream = io.BytesIO()
    EXPORTS[form].export(snapshot, stream, ids, None)
    return stream.getvalue()


def back(reader: Reader, path: Path, data: bytes) -> dict[str, dict[str, Any]]:
    """What the reader makes of an export, by name, without problems."""
    path.write_bytes(data)
    reading = read_file(reader, path)
    told = [str(p) for p in reading.problems if p.value != EPISODE["age_rating"]]
    assert told == []
    return {str(record.values["name"]): dict(record.values) for record in reading.records}


def without(values: Mapping[str, Any], *columns: str) -> dict[str, Any]:
    return {column: value for column, value in values.items() if column not in columns}


def by_name(*works: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {str(work["name"]): dict(work) for work in works}


@pytest.mark.parametrize(
    ("form", "reader", "name"),
    [("turtle", RdfReader(), "a.ttl"), ("json-ld", SchemaOrgReader(), "a.jsonld")],
)
def test_rdf_comes_back_whole(
    snapshot: Snapshot, tmp_path: Path, form: str, reader: Reader, name: str
) -> None:
    found = back(reader, tmp_path / name, written(snapshot, form))
    assert found == by_name(*WORKS.values())
    ids = {record.id for record in read_file(reader, tmp_path / name).records}
    assert ids == set(snapshot.ids)


@pytest.mark.parametrize("form", ["turtle", "json-ld"])
def test_an_export_says_who_said_it(tmp_path: Path, form: str) -> None:
    snapshot = tiny_snapshot(tmp_path)
    store = ox.Store()
    kind = ox.RdfFormat.TURTLE if form == "turtle" else ox.RdfFormat.JSON_LD
    store.load(written(snapshot, form), format=kind)
    asked: Any = store.query("""
        PREFIX schema: <https://schema.org/> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?source ?name WHERE { ?record dcterms:source ?source ; schema:name ?name }""")
    said = {(row["source"].value, row["name"].value) for row in asked}
    assert {("movielens-100k", "Twelve Monkeys"), ("wikidata-films", "12 Monkeys")} <= said


def test_ebucore_comes_back_but_for_scores(snapshot: Snapshot, tmp_path: Path) -> None:
    found = back(EbucoreReader(), tmp_path / "a.xml", written(snapshot, "ebucore"))
    lost = ("critics_score", "metacritic", "box_office", "oscars")
    assert found == by_name(without(FILM, *lost), SERIES, SEASON, EPISODE)


def test_mec_comes_back_but_for_scores(snapshot: Snapshot, tmp_path: Path) -> None:
    found = back(MecReader(), tmp_path / "a.zip", written(snapshot, "mec"))
    lost = ("critics_score", "metacritic", "box_office", "oscars")
    assert found == by_name(without(FILM, *lost), SERIES, SEASON, EPISODE)


def test_one_title_is_one_mec_file(snapshot: Snapshot, tmp_path: Path) -> None:
    series = snapshot.item.filter(pl.col("work_type") == "series")["id"].item()
    data = written(snapshot, "mec", (series,))
    assert data.startswith(b"<?xml")
    assert back(MecReader(), tmp_path / "a.xml", data) == by_name(SERIES)


def test_csv_has_the_vocabulary_for_columns(snapshot: Snapshot) -> None:
    frame = pl.read_csv(written(snapshot, "csv"), infer_schema=False)
    film = frame.filter(pl.col("imdb_id") == FILM["imdb_id"]).row(0, named=True)
    assert film["cast"] == "Sigourney Weaver | Tom Skerritt | John Hurt"
    assert (film["name"], film["release_date"]) == (FILM["name"], "1979-05-25")
    assert frame["id"].to_list() == snapshot.ids


def test_parquet_is_the_table_of_items(snapshot: Snapshot) -> None:
    frame = pl.read_parquet(io.BytesIO(written(snapshot, "parquet")))
    assert frame.equals(snapshot.item.select(frame.columns))
    assert frame.height == 4


def test_parquet_comes_back_without_a_mapping(snapshot: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "items"
    path.write_bytes(written(snapshot, "parquet"))
    mapping = guess_mapping(path).mapping
    assert mapping
    assert mapping.id == ("id",)
    found = back(MappedReader.of(mapping), path, path.read_bytes())
    assert found == by_name(FILM, SERIES, SEASON, EPISODE)


@pytest.mark.parametrize("form", ["avails-csv", "avails-xlsx"])
def test_avails_come_back(snapshot: Snapshot, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"a.{form.rpartition('-')[2]}"
    path.write_bytes(written(snapshot, form))
    reading = read_file(AvailsReader(), path)
    assert reading.problems == ()
    windows = [r.values for r in reading.records if r.kind == "availability"]
    columns = ("territory", "starts", "ends", "licence_type")
    found = [{c: w[c] for c in columns if c in w} for w in windows]
    assert sorted(found, key=lambda w: w["territory"]) == sorted(
        WINDOWS, key=lambda w: w["territory"]
    )
    (film,) = [r.values for r in reading.records if r.kind == "works"]
    assert (film["name"], film["year"], film["runtime"]) == (FILM["name"], 1979, 117)


@pytest.mark.parametrize(
    ("form", "reader"),
    [
        ("turtle", "rdf"),
        ("json-ld", "schema-org"),
        ("ebucore", "ebucore"),
        ("mec", "mec"),
        ("avails-csv", "avails"),
        ("avails-xlsx", "avails"),
    ],
)
def test_an_export_is_recognised_by_its_content(
    snapshot: Snapshot, tmp_path: Path, form: str, reader: str
) -> None:
    path = tmp_path / "delivery.xlsx"  # wrong for most, and of no account
    path.write_bytes(written(snapshot, form))
    found = detect_format(path)
    assert found is not None
    assert found.name == reader


def test_only_the_items_asked_for(snapshot: Snapshot) -> None:
    first = snapshot.ids[0]
    for form in ("turtle", "json-ld", "csv", "ebucore", "parquet"):
        assert EXPORTS[form].export(snapshot, io.BytesIO(), (first,), None) == 1
    with pytest.raises(NotFoundError, match="no item 'i0'"):
        export_avails_csv(snapshot, io.BytesIO(), ("i0",))


def test_claims_stand_with_their_items(tmp_path: Path) -> None:
    snapshot = tiny_snapshot(tmp_path)
    items = list(exported_items(snapshot, None, claims=True))
    assert sum(len(item.claims) for item in items) == snapshot.claim.height
    monkeys = next(i for i in items if i.values.get("name") == "12 Monkeys")
    assert {c.value for c in monkeys.claims if c.field == "name"} == {
        "12 Monkeys",
        "Twelve Monkeys",
    }


def test_json_ld_is_json(snapshot: Snapshot) -> None:
    document = json.loads(written(snapshot, "json-ld"))
    film = next(n for n in document["@graph"] if n.get("slate:imdbId") == FILM["imdb_id"])
    assert (film["@type"], film["duration"]) == ("Movie", "PT117M")
    assert film["director"][0]["name"] == "Ridley Scott"
