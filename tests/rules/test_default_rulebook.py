"""The rulebook that every new workspace starts with."""

from datetime import date

import polars as pl
import pytest

from openslate.decision.verdict import Verdict
from openslate.rules import compile_rulebook, default_rulebook
from openslate.rules.fields import FACTS_SCHEMA
from openslate.testing.rules import RuleTests

ADULT = {"viewer.age": 34, "viewer.child_profile": False, "viewer.local_time": "22:00"}
FILMS = [
    {"name": "Rated for adults", "minimum_age": 17, "available": True},
    {"name": "For all", "minimum_age": 0, "available": True},
    {"name": "Unrated", "available": True},
    {"name": "Elsewhere", "minimum_age": 0, "available": False},
    {"name": "No rights data", "minimum_age": 0},
]


class TestDefaultRulebook(RuleTests):
    rulebook = default_rulebook()


@pytest.mark.parametrize(
    ("viewer", "shown"),
    [
        ({}, {"Rated for adults", "For all", "Unrated"}),
        ({"viewer.local_time": "20:00"}, {"For all", "Unrated"}),
        ({"viewer.age": 16}, {"For all"}),
        ({"viewer.age": None}, {"For all", "Unrated"}),
        ({"viewer.child_profile": True}, {"For all"}),
    ],
)
def test_who_may_see_what(viewer: dict[str, object], shown: set[str]) -> None:
    facts = pl.DataFrame(FILMS, schema=FACTS_SCHEMA)
    compiled = compile_rulebook(default_rulebook(), FACTS_SCHEMA)
    request = {**ADULT, "context.date": date(2026, 11, 20), **viewer}
    outcome = compiled.evaluate(facts, request)
    assert set(facts["name"].to_numpy()[outcome.allowed]) == shown


def test_an_adult_is_told_that_a_rating_is_missing() -> None:
    facts = pl.DataFrame(FILMS, schema=FACTS_SCHEMA)
    outcome = compile_rulebook(default_rulebook(), FACTS_SCHEMA).evaluate(facts, ADULT)
    assert outcome.verdict[2] == Verdict.LABEL
    assert outcome.labels(2) == ("Age rating unknown",)
