"""Conditions as English and as SQL."""

from datetime import date

import pytest

from openslate.rules import parse_rulebook, pin_sentence, rule_sentence, shape_sentence, to_sql
from openslate.rules.condition import Condition, read_condition
from openslate.rules.english_form import to_english
from openslate.rules.fields import DEFAULT_FIELDS


def condition(text: str) -> Condition:
    found, troubles = read_condition(text, DEFAULT_FIELDS)
    assert found is not None, troubles
    return found


CLAUSES = {
    "NOT item.available": "the item is not available",
    "item.year BETWEEN 1970 AND 1979": "year is between 1970 and 1979",
    "NOT item.country IN ('FR', 'DE')": "country is not one of 'FR' or 'DE'",
    "item.name NOT LIKE 'Star%'": "name does not look like 'Star%'",
    "array_contains(item.genres, 'War') AND NOT array_contains(item.tags, 'x')": "genres include "
    "'War' and tags do not include 'x'",
    "CASE WHEN item.name NOT LIKE 'a' THEN item.name END NOT LIKE 'b'": "(name if name does not "
    "look like 'a') does not look like 'b'",
    "item.year < 1930 OR item.year IS NULL": "year is less than 1930 or year is not known",
    "item.available AND (item.year > 1 OR item.oscars > 2)": "the item is available and "
    "(year is more than 1 or oscars is more than 2)",
    "viewer.local_time >= '21:00'": "the viewer's local time is at or after 21:00",
    "item.available_from >= context.date - 30": "available from is on or after "
    "30 days before today",
    "NOT (item.year >= 1970)": "year is less than 1970",
    "COALESCE(viewer.child_profile, FALSE)": "the viewer uses a child profile",
    "COALESCE(viewer.child_profile, TRUE)": "the viewer uses a child profile "
    "(or this is not known)",
    "COALESCE(item.minimum_age, 0) > 10": "minimum age (if not known, 0) is more than 10",
    "array_length(item.countries) > 1": "the number of countries is more than 1",
    "item.box_office / 2 > 1": "box office divided by 2 is more than 1",
    "item.release_date > '2027-03-01'": "release date is after 1 March 2027",
}


@pytest.mark.parametrize(("text", "says"), CLAUSES.items())
def test_a_condition_reads_as_a_clause(text: str, says: str) -> None:
    assert to_english(condition(text).tree, DEFAULT_FIELDS) == says


def test_rules_quotas_and_pins_read_as_sentences() -> None:
    text = """
rulebook: R
rules:
- {rule: a, title: A, when: item.year < 1930, unless: item.oscars > 0, then: {label: Silent}}
- {rule: b, title: B, when: item.year IS NULL, then: {demote: 0.5}}
quotas:
- {quota: q, title: Q, at_least: 2, where: item.year < 1970, rows: [chosen]}
- {quota: d, title: D, at_most: 2, per: item.director}
pins:
- {pin: p, title: P, item: "films:1", until: 2027-03-01, territory: DE}
"""
    book = parse_rulebook(text, "r.yaml")
    assert [rule_sentence(rule, book.fields) for rule in book.rules] == [
        "Show the label 'Silent' when year is less than 1930, unless oscars is more than 0. "
        "When not known: hold back for review.",
        "Multiply the score by 0.5 when year is not known.",
    ]
    assert [shape_sentence(quota, book.fields) for quota in book.quotas] == [
        "At least 2 of the first 20 in chosen are such that year is less than 1970.",
        "At most 2 of the first 20 for each director.",
    ]
    assert [pin_sentence(pin) for pin in book.pins] == [
        "Put films:1 at place 1 of the row 'editors' until 1 March 2027 in DE."
    ]


def test_budgets_and_spacings_read_as_sentences() -> None:
    text = """
rulebook: R
quotas:
- {quota: p, title: P, at_least: 8, where: item.country = 'FR', on: page}
budgets:
- {budget: e, title: E, sum: item.runtime, at_most: 600, among_first: 5, rows: [chosen]}
- {budget: l, title: L, sum: item.runtime, at_least: 90, if unknown: 60, on: page}
- {budget: w, title: W, sum: item.runtime, at_least: 90, where: item.year < 1970}
spacings:
- {spacing: s, title: S, per: item.directors}
- {spacing: t, title: T, per: item.series, apart: 4, among_first: 9, where: item.year > 2000}
"""
    book = parse_rulebook(text, "r.yaml")
    assert [shape_sentence(shape, book.fields) for shape in book.shapes] == [
        "At least 8 of all items of the page together (the first 20 of each row) are such that"
        " country is 'FR'.",
        "At most 600 in sum of runtime over the first 5 in chosen. When not known: keep the item"
        " out.",
        "At least 90 in sum of runtime over all items of the page together (the first 20 of each"
        " row). When not known: count 60.",
        "At least 90 in sum of runtime over the first 20 of those where year is less than 1970."
        " When not known: count nothing.",
        "No two items with the same directors side by side.",
        "No two items with the same series where year is more than 2000 less than 4 places apart"
        " among the first 9.",
    ]


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "bigquery"])
def test_names_stay_as_they_are_without_a_request(dialect: str) -> None:
    assert to_sql(condition("item.year > viewer.age"), dialect) == "item.year > viewer.age"


def test_a_request_stands_in_for_its_fields() -> None:
    text = "item.minimum_age > viewer.age AND item.release_date > context.date"
    written = to_sql(condition(text), "duckdb", {"context.date": date(2027, 3, 1)})
    assert written == (
        "item.minimum_age > CAST(NULL AS BIGINT) AND item.release_date > CAST('2027-03-01' AS DATE)"
    )


def test_text_in_a_request_cannot_leave_its_quotes() -> None:
    written = to_sql(condition("item.name = viewer.id"), "duckdb", {"viewer.id": "x' OR 'a'='a"})
    assert written == "item.name = 'x'' OR ''a''=''a'"
