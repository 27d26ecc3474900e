"""Facts that change in a few columns only: rules remember what the others gave, and are right."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from openslate.graph.vocabulary import Columns
from openslate.rules import compile_rulebook, parse_rulebook
from openslate.rules.compiled import CompiledRulebook

RULES = """
rulebook: Two rules and a quota
rules:
- rule: not-here
  title: Only what we have
  when: NOT item.available
  then: block
- rule: grown-ups
  title: Age rating
  when: item.minimum_age > viewer.age
  then: block
  if unknown: allow
quotas:
- quota: one-director
  title: One film by each director
  at_most: 1
  per: item.director
"""
LASTING = pl.DataFrame(
    {"minimum_age": [0, 17, None, 17], Columns.DIRECTOR: ["Varda", "Lynch", "Varda", None]}
)
DAYS = [[True, True, True, False], [False, True, None, True]]


def on(day: int) -> pl.DataFrame:
    return LASTING.hstack([pl.Series(Columns.AVAILABLE, DAYS[day])])


@pytest.fixture
def rules() -> CompiledRulebook:
    return compile_rulebook(parse_rulebook(RULES, "rules.yaml"), on(0).schema)


@pytest.mark.parametrize("age", [16, 40])
def test_each_day_gets_its_own_answer(rules: CompiledRulebook, age: int) -> None:
    by_hand = {
        (0, 16): [True, False, True, False],
        (1, 16): [False, False, False, False],
        (0, 40): [True, True, True, False],
        (1, 40): [False, True, False, True],
    }
    for day in (0, 1, 0):
        request = {"viewer.age": age, "context.date": date(2026, 11, 20) + timedelta(day)}
        outcome = rules.evaluate(on(day), request, LASTING)
        assert outcome.allowed.tolist() == by_hand[day, age]


def test_groups_of_lasting_columns_are_made_once(rules: CompiledRulebook) -> None:
    first, second = (rules.evaluate(on(day), {}, LASTING).quotas[0].groups for day in (0, 1))
    assert first is second
    assert first is not None
    assert (first.of(0), first.of(3)) == (first.of(2), ())


def test_without_lasting_columns_nothing_is_shared(rules: CompiledRulebook) -> None:
    first, second = (rules.evaluate(on(day), {}).quotas[0].groups for day in (0, 1))
    assert first is not second
    assert first is not None
    assert second is not None
    np.testing.assert_array_equal(first.numbers, second.numbers)
