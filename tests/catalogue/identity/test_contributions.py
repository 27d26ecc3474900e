"""A link's waterfall: every part in words, and the sum is the log-odds."""

import json
from collections.abc import Callable
from math import log

import polars as pl
import pytest

from openslate.catalogue.identity import resolve
from openslate.graph.vocabulary import Columns


def test_contributions_sum_to_the_log_odds_of_the_confidence(
    records: Callable[..., pl.DataFrame],
) -> None:
    found = resolve(
        records(
            [
                ("a", "1", "Il Postino: The Postman", 1994, ["Drama"], ["Michael Radford"]),
                ("b", "2", "Postino, Il", 1995, ["Drama"], ["Radford, Michael"]),
                ("a", "3", "Heat", 1995, ["Crime"]),
                ("b", "4", "Heat", 1995, ["Crime"], None, None, 170),
            ]
        )
    ).links
    assert found.height == 2
    for told, sure in found.select(Columns.CONTRIBUTIONS, Columns.CONFIDENCE).iter_rows():
        total = sum(amount for _, amount in json.loads(told))
        assert total == pytest.approx(log(sure / (1 - sure)), abs=0.01)


def test_each_part_is_named(records: Callable[..., pl.DataFrame]) -> None:
    rows = [("a", "1", "Heat", 1995, ["Crime"]), ("b", "2", "Heat", 1995, ["Crime"])]
    told = json.loads(resolve(records(rows)).links[Columns.CONTRIBUTIONS][0])
    assert [label for label, _ in told] == ["Name", "Year", "Genres"]
