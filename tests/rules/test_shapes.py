"""Quotas, budgets and spacings over facts that a reader can check by hand."""

import numpy as np
import polars as pl

from openslate.rules import compile_rulebook, parse_rulebook
from openslate.rules.shaped import BudgetAmounts, SpacingGroups
from openslate.testing.rules import RuleTests

TEXT = """
rulebook: R
quotas:
- {quota: home, title: H, on: page, at_least: 2, where: item.country = viewer.territory}
- {quota: few, title: F, at_most: 1, per: item.companies, where: item.year > 1950}
budgets:
- {budget: evening, title: E, sum: item.runtime, at_most: 300, among_first: 2}
- {budget: told, title: T, sum: item.runtime, at_least: 90, if unknown: 60}
- {budget: old, title: O, sum: item.runtime, at_most: 200, where: item.year < 1950}
- {budget: gone, title: G, sum: item.runtime, at_most: 200, expires: 2026-01-01}
spacings:
- {spacing: apart, title: A, per: item.directors, apart: 3}
"""
BOOK = parse_rulebook(TEXT, "r.yaml")
FACTS = pl.DataFrame(
    {
        "year": [1931, 1960, None],
        "country": ["DE", "US", "DE"],
        "runtime": [117, None, 90],
        "companies": [["Nero"], ["Shamley", "Universal"], None],
        "directors": [["Lang"], ["Hitchcock"], ["Lang", "Harbou"]],
    }
)


class TestShapes(RuleTests):
    rulebook = BOOK


def test_each_shape_knows_its_items() -> None:
    request = {"viewer.territory": "DE"}
    shaped = compile_rulebook(BOOK, FACTS.schema).evaluate(FACTS, request).shaped
    amounts = {s.budget.name: s.amounts for s in shaped if isinstance(s, BudgetAmounts)}
    np.testing.assert_array_equal(amounts["evening"], [117, np.nan, 90])
    np.testing.assert_array_equal(amounts["told"], [117, 60, 90])
    np.testing.assert_array_equal(amounts["old"], [117, 0, np.nan])  # the third may be old
    spaced = next(s for s in shaped if isinstance(s, SpacingGroups))
    assert [spaced.groups.of(item) for item in range(3)] == [(2,), (1,), (0, 2)]


def test_shapes_end_like_rules_do() -> None:
    day = FACTS.select(pl.date(2026, 1, 1).alias("day"))["day"][0]
    compiled = compile_rulebook(BOOK, FACTS.schema)
    names = [
        s.budget.name
        for s in compiled.evaluate(FACTS, {"context.date": day}).shaped
        if isinstance(s, BudgetAmounts)
    ]
    assert names == ["evening", "told", "old"]


def test_a_rulebook_without_budgets_keeps_the_version_it_had() -> None:
    text = "rulebook: R\nquotas:\n- {quota: q, title: Q, at_most: 1, per: item.director}\n"
    book = parse_rulebook(text, "r.yaml")
    assert "budgets" not in book.content()
    assert "on" not in book.content()["quotas"][0]
