"""What Slate's runner finds is what a SHACL processor finds in the RDF of the same records."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any, get_args

import polars as pl
import pyshacl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Namespace, URIRef

from openslate.catalogue.checks.shape_files import shapes_in_force, shapes_text
from openslate.catalogue.checks.shape_reader import read_shapes
from openslate.catalogue.checks.shape_runner import COMPONENT, validation_results
from openslate.catalogue.record import SourceRecord, known
from openslate.graph.delivery import RECORD_FIELDS, Delivery, DeliveryKind, record_key
from openslate.graph.quad_store import QuadStore
from openslate.graph.vocabulary import Field

SH = Namespace("http://www.w3.org/ns/shacl#")
NAME = URIRef("https://schema.org/name")  # Slate shows people by name
TODAY = date(2026, 3, 15)
Result = tuple[str, str, str, str | None, str | None]
"""Record, shape, component, term, value."""

FIELDS = {kind: {f.column: f.iri for f in RECORD_FIELDS[kind]} for kind in get_args(DeliveryKind)}


def delivered(kind: DeliveryKind, rows: list[dict[str, Any]]) -> QuadStore:
    store = QuadStore()
    delivery = Delivery("s", "f", "0" * 64, datetime(2026, 3, 15), "own", 0.5, "hand", kind)
    records = [SourceRecord("s", f"r{i}", i, known(row), kind) for i, row in enumerate(rows, 1)]
    store.add_delivery(delivery, records)
    return store


def by_slate(text: str, store: QuadStore, kind: DeliveryKind) -> set[Result]:
    shapes, _ = read_shapes(text, "test")
    found = validation_results(shapes, store.records_frame(kind=kind), kind)
    return {
        (
            row["record"],
            row["shape"],
            row[COMPONENT],
            FIELDS[kind].get(row["field"]),
            row["value"],
        )
        for frame in found
        for row in frame.iter_rows(named=True)
    }


def by_pyshacl(text: str, store: QuadStore) -> set[Result]:
    data = Graph()
    for graph in store.quads.graphs():
        data.parse(data="\n".join(store.quads.dump(graph)), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=parsed(text), advanced=False)
    nodes = report.subjects(RDF.type, SH.ValidationResult)
    return {result(report, node, data) for node in nodes}


@lru_cache(maxsize=1)
def parsed(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


def result(report: Graph, node: Any, data: Graph) -> Result:
    path = report.value(node, SH.resultPath)
    component = report.value(node, SH.sourceConstraintComponent)
    value = report.value(node, SH.value)
    focus = report.value(node, SH.focusNode)
    if value == focus:
        value = None  # SHACL names the node itself where a shape is about all of it
    assert isinstance(focus, URIRef)
    shape = str(report.value(node, SH.sourceShape)).rsplit("#")[-1]
    return (
        record_key(str(focus))[1],
        shape,
        str(component),
        None if path is None else str(path),
        None if value is None else str(data.value(value, NAME) or value.toPython()),
    )


WORKS: list[dict[str, Any]] = [
    {"name": "Good", "year": 1995, "runtime": 100, "imdb_id": "tt0114709", "countries": ["US"]},
    {"year": 1869, "runtime": 0},
    {"name": "Far", "year": 2032, "release_date": date(2032, 12, 31)},
    {"name": "Too far", "year": 2033, "release_date": date(2033, 1, 1), "runtime": 1441},
    {"name": "Codes", "countries": ["GB", "uk", "U"], "languages": ["en", "English", "art-x-navi"]},
    {"name": "Ids", "imdb_id": "114709", "identifiers": ["eidr:10.5240/1", "Q42", "EIDR:x"]},
    {"name": "E", "work_type": "episode"},
    {"name": "E", "work_type": "episode", "episode_number": -1},
    {"name": "S", "work_type": "season", "series": "Show"},
    {"work_type": "film", "age_rating": "PG-13"},
    {"name": "R", "age_rating": "PG13", "age_rating_system": "MPA", "minimum_age": 99},
    {"name": "P", "work_type": "person", "year": 3},
    {"name": "C", "cast": ["Ann", "Bob"], "critics_score": 101, "box_office": -0.5},
]
WINDOWS: list[dict[str, Any]] = [
    {"of_source": "a", "of_record": "1", "territory": "GB", "licence_type": "sub"},
    {"of_record": "1", "territory": "uk", "starts": date(2026, 1, 2), "ends": date(2026, 1, 1)},
    {"territory": "world", "starts": date(2026, 1, 1), "ends": date(2026, 1, 1), "price": -1.0},
    {"name": "N", "year": 20260, "ends": date(1926, 1, 1)},
]


@pytest.mark.parametrize(("kind", "rows"), [("works", WORKS), ("availability", WINDOWS)])
def test_the_shapes_of_slate_on_records_made_by_hand(
    kind: DeliveryKind, rows: list[dict[str, Any]]
) -> None:
    text, store = shapes_text(TODAY), delivered(kind, rows)
    found = by_slate(text, store, kind)
    assert found == by_pyshacl(text, store)
    assert len({shape for _, shape, *_ in found}) >= 8
    assert not any(record == "r1" for record, *_ in found)


def some(field: Field) -> st.SearchStrategy[Any]:
    """Values that are right, on an edge, or wrong."""
    texts = {
        "work_type": ["movie", "episode", "season", "person", "short", "film"],
        "age_rating": ["PG", "R", "12A", "PG13"],
        "age_rating_system": ["MPA", "BBFC"],
        "imdb_id": ["tt0114709", "nm0000001", "tt1", "114709"],
        "identifiers": ["eidr:10.5240/1", "Q42", "tmdb:862"],
        "countries": ["GB", "uk", "USA"],
        "territory": ["GB", "world", "World"],
        "languages": ["en", "en-GB", "English language"],
    }
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "text": st.sampled_from(texts.get(field.column, ["a", "Long enough", "Ünï \u2028 côdé"])),
        "integer": st.sampled_from([-1, 0, 1, 21, 22, 100, 101, 1440, 1441, 1870, 2032, 2033]),
        "number": st.sampled_from([-0.5, 0.0, 1e9, 12.25]),
        "date": st.sampled_from([date(1869, 12, 31), date(1990, 1, 1), TODAY, date(2033, 1, 1)]),
    }
    return st.lists(kinds[field.kind], max_size=3) if field.many else kinds[field.kind]


def records(kind: DeliveryKind) -> st.SearchStrategy[list[dict[str, Any]]]:
    fields = {f.column: some(f) for f in RECORD_FIELDS[kind]}
    return st.lists(st.fixed_dictionaries({}, optional=fields), min_size=1, max_size=4)


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(get_args(DeliveryKind)), st.data())
def test_the_shapes_of_slate_on_any_records(kind: DeliveryKind, data: st.DataObject) -> None:
    store, text = delivered(kind, data.draw(records(kind))), shapes_text(TODAY)
    assert by_slate(text, store, kind) == by_pyshacl(text, store)


PREFIXES = """
@prefix : <https://example.org/shapes#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix schema: <https://schema.org/> . @prefix slate: <https://openslate.org/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
PATHS = {
    "schema:name": ["sh:minLength 2", "sh:maxLength 3", 'sh:pattern "^[Lü]"', 'sh:hasValue "a"'],
    "slate:year": [
        *("sh:minExclusive 1870", "sh:maxExclusive 2032", "sh:lessThan schema:duration"),
        *("sh:lessThanOrEquals schema:duration", "sh:in (1870 100)", "sh:datatype xsd:date"),
    ],
    "schema:countryOfOrigin": [
        *("sh:maxCount 1", 'sh:in ("GB" "USA")', 'sh:hasValue "uk"', "sh:minCount 2"),
        *('sh:pattern "us" ; sh:flags "i"', "sh:minLength 3"),
    ],
    "schema:actor": ["sh:nodeKind sh:IRI", "sh:nodeKind sh:Literal", "sh:maxCount 2"],
    "slate:boxOffice": ["sh:minInclusive 0", "sh:maxInclusive 12.25e0", "sh:datatype xsd:integer"],
    "schema:datePublished": ['sh:minExclusive "1990-01-01"^^xsd:date', "sh:minCount 1"],
}
PROPERTY = st.sampled_from(sorted(PATHS)).flatmap(
    lambda path: st.sampled_from(PATHS[path]).map(lambda said: f"sh:path {path} ; {said}")
)
LEAF = PROPERTY.map(lambda said: f"[ {said} ]")
INNER = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.tuples(
            st.sampled_from(["or", "and", "xone"]), st.lists(inner, min_size=1, max_size=3)
        ).map(lambda pair: f"[ sh:{pair[0]} ( {' '.join(pair[1])} ) ]"),
        inner.map(lambda said: f"[ sh:not {said} ]"),
        st.lists(LEAF, min_size=1, max_size=2).map(lambda p: f"[ sh:property {', '.join(p)} ]"),
    ),
    max_leaves=4,
)
TARGETS = st.sampled_from(["schema:Movie", "schema:TVEpisode", "schema:Movie, schema:TVEpisode"])


@settings(max_examples=30, deadline=None)
@given(TARGETS, st.lists(PROPERTY, max_size=3), INNER, records("works"))
def test_any_shapes_on_any_records(
    targets: str, properties: list[str], inner: str, rows: list[dict[str, Any]]
) -> None:
    """Every constraint, alone and inside logic, against the reference."""
    named = "".join(
        f':p{i} a sh:PropertyShape ; sh:targetClass {targets} ; {said} ; sh:message "m" .\n'
        for i, said in enumerate(properties)
    )
    text = f'{PREFIXES}{named}:n sh:targetClass {targets} ; sh:or ( {inner} ) ; sh:message "m" .'
    store = delivered("works", rows)
    assert by_slate(text, store, "works") == by_pyshacl(text, store)


def test_the_shapes_of_slate_are_all_in_force() -> None:
    text = shapes_text(TODAY)
    shapes = shapes_in_force(TODAY).shapes
    assert {s.id for s in shapes} == {s.id for s in read_shapes(text, "test")[0]}
    assert all(s.suggestion and s.title != s.message for s in shapes)
    assert pl.Series([s.id for s in shapes]).is_unique().all()
