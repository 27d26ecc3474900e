"""The text of a query and the query are the same thing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.assistant.concierge.query import Act, Condition, Query, Sort
from openslate.assistant.concierge.query_text import read_query, write_query
from openslate.common.errors import SlateError

NUMBERS = st.one_of(st.none(), st.integers(0, 3000))
VALUES = st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3).map(tuple)
NAMED = st.builds(
    Condition, st.sampled_from(["genres", "cast", "title"]), VALUES, wanted=st.booleans()
)
RANGED = st.builds(
    Condition, st.sampled_from(["year", "age"]), st.just(()), NUMBERS, NUMBERS, st.booleans()
).filter(lambda one: (one.low, one.high) != (None, None))
QUERIES = st.builds(
    Query,
    st.sampled_from([Act.FIND, Act.COUNT]),
    st.just(""),
    st.lists(st.one_of(NAMED, RANGED), max_size=4).map(tuple),
    st.one_of(st.none(), st.builds(Sort, st.sampled_from(["year", "viewings"]), st.booleans())),
    st.one_of(st.none(), st.integers(1, 50)),
    st.integers(1, 9),
)


@given(QUERIES)
def test_what_is_written_is_read_again(query: Query) -> None:
    assert read_query(write_query(query)) == query


def test_the_text_can_be_written_by_hand() -> None:
    text = "find; year 1990..1999; genres = Comedy | Drama; not cast = Tom Hanks; first 5"
    query = read_query(text)
    assert query.first == 5
    assert query.of("genres")[0].values == ("Comedy", "Drama")
    assert not query.of("cast")[0].wanted
    assert write_query(query) == text


def test_order_and_repetition_do_not_matter() -> None:
    one = read_query("find; cast = Tom Hanks; year ..1959; cast = Tom Hanks")
    assert one == read_query("find; year ..1959; cast = Tom Hanks")


@pytest.mark.parametrize(
    "text",
    ["", "look; year 1990", "find; colour = red", "find; year ..", "fact", "find year",
     "find; sort year up", "find; first none", "find; year 1990....1999", 'find; cast = "a'],
)  # fmt: skip
def test_anything_else_is_told_to_be_no_query(text: str) -> None:
    with pytest.raises(SlateError, match="no query of the assistant"):
        read_query(text)
