"""What is written as text comes back as the same value."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.graph.embedded import EmbeddedQuads
from openslate.graph.ntriples import literal, plain, triple
from openslate.graph.vocabulary import Kind

GRAPH = "urn:test:graph"
VALUES: st.SearchStrategy[tuple[object, Kind]] = st.one_of(
    st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.just("text")),
    st.tuples(st.integers(-(2**62), 2**62), st.just("integer")),
    st.tuples(st.floats(allow_nan=False, allow_infinity=False), st.just("number")),
    st.tuples(st.dates(), st.just("date")),
    st.tuples(st.booleans(), st.just("boolean")),
)


@settings(deadline=None)
@given(VALUES)
def test_the_store_writes_our_lines_as_we_do(known: tuple[object, Kind]) -> None:
    """The canonical graph is compared line by line with the store's own text."""
    line = triple("urn:test:s", "urn:test:p", literal(*known))
    quads = EmbeddedQuads()
    quads.load(GRAPH, [line])
    assert list(quads.dump(GRAPH)) == [line]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(41711.0, "41711"), (0.5, "0.5"), (1e20, "1" + "0" * 20), (1995, "1995"), (False, "false")],
)
def test_numbers_have_one_spelling(value: object, expected: str) -> None:
    assert plain(value) == expected


def test_a_literal_says_what_kind_it_is() -> None:
    assert literal(date(1995, 10, 30), "date") == (
        '"1995-10-30"^^<http://www.w3.org/2001/XMLSchema#date>'
    )
