"""Who wins, by each way of deciding."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from openslate.common.errors import SlateError
from openslate.graph.canonical import CanonicalPolicy, Winner, derive_canonical
from openslate.graph.delivery import Delivery
from openslate.graph.links import ACCEPTED, PAIR
from openslate.graph.policy import Choice
from openslate.graph.quad_store import QuadStore

from .told import Told

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SOURCES = {
    "high": {
        "name": "Solaris", "year": 1972, "genres": ["Drama"], "age_rating": "PG", "minimum_age": 8,
    },
    "middle": {
        "name": "SOLARIS", "year": 1971, "genres": ["Sci-Fi", "drama"], "age_rating": "R",
        "minimum_age": 17,
    },
    "low": {"name": "Solyaris (1971)", "year": 1971, "runtime": 166, "age_rating": "R"},
}  # fmt: skip
"""From the most trusted to the least; the least trusted delivered last."""


@pytest.fixture(scope="module")
def store() -> QuadStore:
    store = QuadStore()
    for place, (source, values) in enumerate(SOURCES.items()):
        at = NOON + timedelta(hours=place)
        delivery = Delivery(source, "f", "aa", at, "own", 0.9 - place / 10, "test")
        store.add_delivery(delivery, [Told("1", 1, values)])
    rows = [("high", "1", other, "1", 0.9, "test", "", ACCEPTED) for other in ("middle", "low")]
    columns = [*PAIR, "confidence", "method", "evidence", "status"]
    store.links.put(pl.DataFrame(rows, columns, orient="row"))
    return store


def shown(store: QuadStore, field: str, winner: Winner) -> Any:
    items = derive_canonical(store, CanonicalPolicy({field: winner})).items
    assert items.height == 1
    return items[field].to_list()[0]


@pytest.mark.parametrize(
    ("field", "choice", "prefer", "value"),
    [
        ("name", None, (), "Solaris"),
        ("name", "trust", ("low",), "Solyaris (1971)"),
        ("name", "newest", (), "Solyaris (1971)"),
        ("name", "longest", (), "Solyaris (1971)"),
        ("name", "majority", (), "Solaris"),  # two spell it alike but for case; trust decides how
        ("name", "majority", ("middle",), "SOLARIS"),
        ("year", "trust", (), 1972),
        ("year", "majority", (), 1971),
        ("runtime", "trust", ("high",), 166),  # who says nothing can't win
        ("genres", None, (), ["Drama", "Sci-Fi"]),
        ("genres", None, ("middle",), ["Sci-Fi", "drama"]),
        ("genres", "trust", (), ["Drama"]),
        ("genres", "newest", (), ["Sci-Fi", "drama"]),
        ("genres", "longest", (), ["Sci-Fi", "drama"]),
    ],
)
def test_each_way_of_deciding(
    store: QuadStore, field: str, choice: Choice | None, prefer: Sequence[str], value: Any
) -> None:
    assert shown(store, field, Winner(choice, tuple(prefer))) == value


def test_the_age_goes_with_the_rating_that_wins(store: QuadStore) -> None:
    by_majority = CanonicalPolicy({"age_rating": Winner("majority")})
    item = derive_canonical(store, by_majority).items.row(0, named=True)
    assert (item["age_rating"], item["minimum_age"]) == ("R", 17)
    last = CanonicalPolicy({"age_rating": Winner("newest")})
    item = derive_canonical(store, last).items.row(0, named=True)
    assert (item["age_rating"], item["minimum_age"]) == ("R", None)  # the last gave no age


@pytest.mark.parametrize(
    ("field", "choice", "told"),
    [
        ("runtme", "trust", "no field 'runtme', did you mean 'runtime'"),
        ("year", "union", "year cannot be decided by 'union'; use trust, newest or majority"),
        ("genres", "majority", "genres cannot be decided by 'majority'"),
        ("minimum_age", "newest", "minimum_age goes with age_rating"),
    ],
)
def test_a_policy_that_makes_no_sense_is_one_sentence(
    field: str, choice: Choice, told: str
) -> None:
    with pytest.raises(SlateError, match=told):
        CanonicalPolicy({field: Winner(choice)})
