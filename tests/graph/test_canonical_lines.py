"""Whole columns as N-Triples: the same lines as fact by fact."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.graph.canonical_lines import (
    column_lines,
    item_iri,
    item_lines,
    people,
    people_lines,
    record_lines,
)
from openslate.graph.delivery import record_iri
from openslate.graph.fact_writer import FactWriter
from openslate.graph.ntriples import iri, triple
from openslate.graph.set_digest import SetDigest
from openslate.graph.snapshot import FACTS, ITEM_SCHEMA
from openslate.graph.vocabulary import FIELDS, WORK_TYPES, Field, Terms

SCHEMA = {column: ITEM_SCHEMA[column] for column in FACTS}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
VALUES = {
    "text": TEXTS,
    "integer": st.integers(-(2**40), 2**40),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "date": st.dates(date(1890, 1, 1), date(2090, 1, 1)),
    "boolean": st.booleans(),
}


def value(field: Field) -> st.SearchStrategy[Any]:
    one = VALUES[field.kind]
    if field.column == "work_type":
        one = st.sampled_from([*WORK_TYPES, "other"])
    return st.none() | (st.lists(one, min_size=1, max_size=4) if field.many else one)


ITEMS = st.lists(st.fixed_dictionaries({f.column: value(f) for f in FIELDS}), max_size=3)


@settings(max_examples=50, deadline=None)
@given(ITEMS)
def test_columns_say_what_facts_say(items: list[dict[str, Any]]) -> None:
    writer, expected = FactWriter(FIELDS), set[str]()
    for number, item in enumerate(items):
        kind = WORK_TYPES.get(item["work_type"] or "", Terms.MOVIE)
        expected.add(triple(item_iri(str(number)), Terms.TYPE, iri(kind)))
        expected.update(writer.facts(item_iri(str(number)), item))
    rows = [{"id": str(number), **item} for number, item in enumerate(items)]
    frame = pl.DataFrame(rows, SCHEMA)
    named = people(frame)
    names = people_lines(named.filter(named != ""))
    for lines in (column_lines(frame), item_lines(frame)):
        assert set(pl.concat([*lines, names])) == expected


@given(st.lists(st.tuples(TEXTS.filter(bool), TEXTS.filter(bool)), max_size=5))
def test_records_have_the_names_that_deliveries_gave_them(keys: list[tuple[str, str]]) -> None:
    rows = [(*key, "i1") for key in keys]
    frame = pl.DataFrame(rows, dict.fromkeys(["source", "record", "id"], pl.String), orient="row")
    expected = [triple(record_iri(*key), Terms.RECORD_OF, iri(item_iri("i1"))) for key in keys]
    assert record_lines(frame, Terms.RECORD_OF).to_list() == expected


LINES = st.sets(st.text(max_size=4), max_size=8)


@given(LINES, LINES)
def test_a_digest_follows_from_the_difference(before: set[str], after: set[str]) -> None:
    whole = SetDigest().change(after, ())
    stepwise = SetDigest().change(before, ()).change(after - before, before - after)
    assert stepwise == whole
    assert SetDigest.parse(str(whole)) == whole
    assert (before == after) == (SetDigest().change(before, ()) == whole)
