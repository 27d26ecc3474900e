"""The sentence says what agreed, in words a person can check against the two records."""

from collections.abc import Callable

import polars as pl
import pytest

from openslate.catalogue.identity import resolve
from openslate.graph.vocabulary import Columns


@pytest.mark.parametrize(
    ("left", "right", "method", "sentence"),
    [
        (
            ("The Usual Suspects", 1995, ["Crime", "Drama", "Mystery"]),
            ("Usual Suspects, The", 1995, ["Crime", "Thriller"]),
            "same-name",
            "Names agree once 'The' is moved to the front; the year is 1995 in both; "
            "1 of 2 genres agree.",
        ),
        (
            ("12 Monkeys", 1995, ["Crime"]),
            ("Twelve Monkeys", 1995, ["Drama", "Sci-Fi"]),
            "same-name",
            "Names agree once case, accents, marks and numbers are written alike; "
            "the year is 1995 in both; no genre agrees.",
        ),
        (
            ("La Haine", 1995, ["Crime"]),
            ("Hate (Haine, La)", 1996, ["Crime"]),
            "alternate-name",
            "The other name 'La Haine' agrees with 'La Haine'; the years are 1995 and 1996; "
            "1 of 1 genres agree.",
        ),
        (
            ("Il Postino: The Postman", 1994, ["Drama"], ["Michael Radford"]),
            ("Postino, Il", 1994, ["Drama"], ["Michael Radford"]),
            "part-of-name",
            "The part of the name 'Il Postino' agrees with 'Il Postino'; "
            "the year is 1994 in both; 1 of 1 genres agree; a director is the same.",
        ),
        (
            ("Heat", 1995, None, None, None, 170),
            ("Heat", None, None, None, None, 171),
            "same-name",
            "Names agree; a year is missing; running times are 170 and 171 minutes.",
        ),
    ],
)
def test_evidence(
    records: Callable[..., pl.DataFrame],
    left: tuple[object, ...],
    right: tuple[object, ...],
    method: str,
    sentence: str,
) -> None:
    links = resolve(records([("a", "1", *left), ("b", "2", *right)])).links
    assert links.select(Columns.METHOD, Columns.EVIDENCE).rows() == [(method, sentence)]
