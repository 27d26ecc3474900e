"""Two tables with whatever columns they have: what is found, and what is asked of each column."""

import polars as pl
import pytest
from tests.benchmarks.identity_made import MADE, MadePair, quality

from openslate.catalogue.identity import match
from openslate.catalogue.identity.tidy import split_list, tidy, unknown_columns
from openslate.graph.vocabulary import FIELD

SLOW = {"episodes with equal names", "'Show: Episode' against a column"}  # in the benchmark
LEAST = {
    "names only, some misspelled": 0.85,
    "descriptions without names": 0.84,
    "the same, series seldom told": 0.95,
    "people with birth dates, namesakes": 0.80,
}
LEAST_PRECISION = {
    "people with birth dates, namesakes": 0.85,  # dates of birth are words among others as yet
}


@pytest.mark.parametrize("name", sorted(set(MADE) - SLOW))
def test_every_difficulty_is_met(name: str) -> None:
    made: MadePair = MADE[name]()
    precision, _, f1 = quality(match(made.left, made.right), made.truth)
    assert f1 >= LEAST.get(name, 0.96)
    assert precision >= LEAST_PRECISION.get(name, 0.975)


def test_a_table_of_texts_is_read() -> None:
    table = pl.DataFrame(
        {
            "record": [7],
            "name": ["Heat"],
            "year": ["15 December 1995"],
            "cast": ["Al Pacino, Robert De Niro"],
            "studio": ["Warner"],
            "votes": [12.5],
        }
    )
    (row,) = tidy(table, "left").iter_rows(named=True)
    assert (row["record"], row["year"]) == ("7", 1995)
    assert row[FIELD["cast"].column] == ["Al Pacino", "Robert De Niro"]
    assert row[FIELD["tags"].column] == ["Warner"]
    assert unknown_columns(table) == ["studio"]


def test_lists_are_parted_where_it_makes_sense() -> None:
    assert split_list("['Drama', 'War']") == ["Drama", "War"]
    assert split_list("Hanks, Tom") == ["Hanks, Tom"]


def test_tables_without_a_common_row_give_nothing() -> None:
    left, right = pl.DataFrame({"name": ["Heat"]}), pl.DataFrame({"name": ["Fargo"]})
    assert match(left, right).is_empty()
