"""Whether a condition can hold is found by trying facts, and agrees with common sense."""

import pytest

from openslate.guard.fields import GUARD_FIELDS
from openslate.guard.norms.holding import can_hold
from openslate.rules.condition import Condition, read_condition


def condition(text: str) -> Condition:
    found, troubles = read_condition(text, GUARD_FIELDS)
    assert found, troubles
    return found


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("TRUE", True),
        ("FALSE", False),
        ("NULL", False),
        ("viewer.age < 13", True),
        ("viewer.age < 13 AND viewer.age >= 16", False),
        ("viewer.age > 12 AND viewer.age < 14", True),
        ("viewer.age > 12 AND viewer.age < 13", False),
        ("viewer.age IS NULL AND viewer.age > 3", False),
        ("COALESCE(viewer.age, 18) < 13 AND viewer.age IS NULL", False),
        ("message.asks = 'about' AND message.asks = 'opinion'", False),
        ("message.asks NOT IN ('about') AND message.asks IN ('about', 'tell')", True),
        ("context.election_period AND NOT context.election_period", False),
        ("context.election_period IS FALSE", True),
        ("viewer.territory IN ('DE', 'AT') AND viewer.territory NOT IN ('DE')", True),
        ("viewer.territory = 'DE' AND viewer.territory = 'AT'", False),
        ("array_contains(message.topics, 'a') AND NOT array_contains(message.topics, 'b')", True),
        ("array_contains(message.topics, 'a') AND NOT array_contains(message.topics, 'a')", False),
        ("context.date > '2027-01-01' AND context.date < '2027-01-02'", False),
        ("context.date > '2027-01-01' AND context.date < '2027-01-03'", True),
        ("context.date BETWEEN '2027-01-01' AND '2027-01-01'", True),
    ],
)
def test_a_condition(text: str, holds: bool) -> None:
    assert can_hold(condition(text)) is holds


@pytest.mark.parametrize(
    "text",
    [
        "message.language LIKE 'a%' AND message.language LIKE 'b%'",
        "array_length(message.topics) > 3",
        "context.date - 5 > '2027-01-01'",
    ],
)
def test_what_can_not_be_tried_is_left_alone(text: str) -> None:
    assert can_hold(condition(text))


def test_too_many_facts_are_left_alone() -> None:
    lists = ("message.topics", "message.frames", "message.object_classes", "message.claims")
    parts = [f"array_contains({name}, '{letter}')" for name in lists for letter in "abcdef"]
    assert can_hold(condition(" AND ".join([*parts, "FALSE"])))


@pytest.mark.parametrize(
    ("exception", "norm", "holds"),
    [
        ("context.part = 'editor'", "context.part = 'viewer'", False),
        ("context.part = 'editor'", "message.asks = 'about'", True),
        ("viewer.age IS NULL", "viewer.age < 13", True),  # an unknown norm holds as well
        ("viewer.age >= 18", "viewer.age < 13", False),
    ],
)
def test_an_exception_where_its_norm_holds(exception: str, norm: str, holds: bool) -> None:
    assert can_hold(condition(exception), condition(norm)) is holds
