"""Rules over six films that a reader can check by hand."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from openslate.common.errors import SlateError
from openslate.decision.verdict import Verdict
from openslate.rules import (
    Outcome,
    RulebookError,
    check_examples,
    compile_rulebook,
    diff_rulebooks,
    parse_rulebook,
    resolve_pins,
)
from openslate.rules.fields import FACTS_SCHEMA

BOOK = """
rulebook: Six films
rules:
- rule: watershed
  title: Films for adults only after nine in the evening
  when: item.minimum_age >= 17 AND viewer.local_time < '21:00'
  unless: array_contains(item.tags, 'classic')
  then: block
  binding: true
  because: "{item.name} is for {item.minimum_age} and over and it is {viewer.local_time}."
  expires: 2027-03-01
- rule: silent
  title: Silent film
  when: item.year < 1930
  then: {label: Silent film}
  if unknown: allow
- rule: french
  title: French films up
  when: item.country = 'FR'
  then: {boost: 1.5}
- rule: long
  title: Long films down
  when: item.runtime > 150
  then: {demote: 0.5}
quotas:
- {quota: director, title: Two by one, at_most: 2, per: item.director}
- {quota: old, title: A fifth is old, at_least: 20%, where: item.year < 1970, among_first: 8}
- {quota: gone, title: Gone, at_most: 1, where: item.year > 0, expires: 2026-01-01}
pins:
- {pin: a, title: A, item: "films:1", slot: 2, from: 2026-01-01, until: 2026-12-01}
- {pin: b, title: B, item: "films:9", territory: DE}
- {pin: c, title: C, item: "films:3", row: top}
"""
FILMS = pl.DataFrame(
    [
        {"name": "Night", "year": 1999, "minimum_age": 17, "director": "Ann", "tags": ["x"]},
        {"name": "Noir", "year": 1950, "minimum_age": 17, "director": "Bob", "tags": ["classic"]},
        {"name": "Muet", "year": 1922, "minimum_age": 0, "country": "FR", "runtime": 200},
        {"name": "Unrated", "year": 2001, "director": "Ann", "country": "FR", "runtime": 90},
        {"name": "Undated", "minimum_age": 7, "country": "US", "runtime": 100, "director": "Ann"},
    ],
    schema=FACTS_SCHEMA,
)
EARLY = {"viewer.local_time": "20:15", "context.date": date(2026, 11, 20)}


def outcome_of(text: str = BOOK, **changes: object) -> Outcome:
    request = {**EARLY, **{key.replace("__", "."): value for key, value in changes.items()}}
    return compile_rulebook(parse_rulebook(text, "six.yaml"), FACTS_SCHEMA).evaluate(FILMS, request)


def test_masks_verdicts_and_factors() -> None:
    outcome = outcome_of()
    assert outcome.fired[0].tolist() == [0b0001, 0, 0b1110, 0b0100, 0]
    # Night and Noir: country and runtime are missing. Unrated: its age. Undated: its year.
    assert outcome.unknown[0].tolist() == [0b1100, 0b1100, 0, 0b0001, 0b0010]
    block, label, review, allow = Verdict.BLOCK, Verdict.LABEL, Verdict.REVIEW, Verdict.ALLOW
    assert outcome.verdict.tolist() == [block, allow, label, review, allow]
    assert outcome.factor.tolist() == [1.0, 1.0, 0.75, 1.5, 1.0]
    assert outcome.allowed.tolist() == [False, True, True, False, True]


def test_findings_say_why_with_the_facts() -> None:
    outcome = outcome_of()
    night = outcome.findings(0)[0]
    assert (night.rule, night.verdict, night.binding, night.known) == (
        "watershed",
        Verdict.BLOCK,
        True,
        True,
    )
    assert night.because == "Night is for 17 and over and it is 20:15."
    assert night.facts["item.minimum_age"] == 17
    assert night.facts["item.tags"] == ("x",)
    unrated = outcome.findings(3)[0]
    assert (unrated.verdict, unrated.known) == (Verdict.REVIEW, False)
    assert unrated.because == "Not settled, because minimum age is not known."
    assert [f.factor for f in outcome.findings(2)] == [1.0, 1.5, 0.5]
    assert outcome.findings(2)[2].because == "Runtime is more than 150."
    assert outcome.labels(2) == ("Silent film",)
    assert outcome.labels(0) == ()


def test_later_in_the_evening_nothing_is_blocked_or_unknown() -> None:
    outcome = outcome_of(viewer__local_time="21:00")
    assert outcome.allowed.all()


def test_a_rule_stops_on_the_day_it_expires() -> None:
    assert not outcome_of(context__date=date(2027, 2, 28)).allowed[0]
    assert outcome_of(context__date=date(2027, 3, 1)).allowed[0]
    assert not outcome_of(context__date=None).allowed[0]


def test_a_missing_local_time_is_not_silently_allowed() -> None:
    assert outcome_of(viewer__local_time=None).verdict[0] == Verdict.REVIEW


def test_quotas_say_who_counts() -> None:
    director, old = outcome_of().quotas
    assert director.groups is not None
    assert [director.groups.of(item) for item in range(5)] == [(0,), (1,), (), (0,), (0,)]
    assert (director.least, director.most) == (None, 2)
    assert old.members is not None
    assert old.members.tolist() == [False, True, True, False, False]
    assert (old.least, old.most) == (2, None)  # a fifth of eight, rounded up


def test_a_percentage_is_never_easier_than_it_says() -> None:
    outcome = outcome_of(BOOK.replace("at_least: 20%", "at_most: 20%"))
    assert outcome.quotas[1].most == 1  # a fifth of eight, rounded down


def test_pins_of_the_day_and_place() -> None:
    book = parse_rulebook(BOOK, "six.yaml")
    found = {"films:1": 0, "films:3": 2}.get
    here = resolve_pins(book.pins, EARLY, found)
    assert [(p.item, p.pin.row, p.pin.slot) for p in here.placed] == [
        (0, "editors", 2),
        (2, "top", 1),
    ]
    assert here.missing == ()
    there = resolve_pins(book.pins, {**EARLY, "viewer.territory": "DE"}, found)
    assert [pin.pin for pin in there.missing] == ["b"]
    later = resolve_pins(book.pins, {"context.date": date(2026, 12, 1)}, found)
    assert [p.pin.pin for p in later.in_row("editors")] == []


def test_the_second_request_is_remembered_and_another_frame_is_not() -> None:
    compiled = compile_rulebook(parse_rulebook(BOOK, "six.yaml"), FACTS_SCHEMA)
    first = compiled.evaluate(FILMS, EARLY)
    assert compiled.evaluate(FILMS, {**EARLY, "viewer.local_time": "20:16"}).marks is first.marks
    reversed_films = FILMS.reverse()
    assert compiled.evaluate(reversed_films, EARLY).verdict.tolist() == first.verdict.tolist()[::-1]
    for _ in range(20):  # more frames than are remembered
        compiled.evaluate(FILMS.reverse(), EARLY)
    assert compiled.evaluate(FILMS, EARLY).verdict.tolist() == first.verdict.tolist()


def test_answers_cannot_be_changed_by_who_gets_them() -> None:
    outcome = outcome_of()
    with pytest.raises(ValueError, match="read-only"):
        outcome.verdict[0] = Verdict.ALLOW


@pytest.mark.parametrize("size", [1, 8, 9, 64, 65, 130])
def test_any_number_of_rules(size: int) -> None:
    rules = [
        f"- {{rule: r{i}, title: R, when: item.year > {1900 + i}, then: block}}"
        for i in range(size)
    ]
    outcome = outcome_of("\n".join(["rulebook: Many", "rules:", *rules]))
    assert len(outcome.fired) == (size + 63) // 64
    # Muet (1922): the rules for 1900 up to 1921 speak.
    assert outcome.spoke(2) == tuple(f"r{i}" for i in range(min(size, 22)))
    assert len(outcome.findings(4)) == size  # Undated: every rule lacks the year


def test_no_rules_and_no_items() -> None:
    assert outcome_of("rulebook: Empty").allowed.all()
    compiled = compile_rulebook(parse_rulebook(BOOK, "six.yaml"), FACTS_SCHEMA)
    nothing = compiled.evaluate(FILMS.clear(), EARLY)
    assert nothing.verdict.shape == (0,)
    assert nothing.fired[0].dtype == np.uint64


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        ({"viewer.aeg": 3}, "There is no field 'viewer.aeg'. Did you mean 'viewer.age'"),
        ({"viewer.age": "old"}, "viewer.age is a whole number, not 'old'"),
        ({"item.year": 1999}, "There is no field 'item.year'"),
    ],
)
def test_a_request_that_makes_no_sense(request_: dict[str, object], says: str) -> None:
    compiled = compile_rulebook(parse_rulebook(BOOK, "six.yaml"), FACTS_SCHEMA)
    with pytest.raises(SlateError, match=says.replace("'", ".")):
        compiled.evaluate(FILMS, request_)


def test_facts_without_a_column_that_rules_read() -> None:
    schema = {name: dtype for name, dtype in FACTS_SCHEMA.items() if name != "runtime"}
    with pytest.raises(RulebookError, match=r"six.yaml:21:3: The facts have no column for 'item.r"):
        compile_rulebook(parse_rulebook(BOOK, "six.yaml"), schema)
    with pytest.raises(RulebookError, match=r"item.runtime is text in the facts"):
        compile_rulebook(parse_rulebook(BOOK, "six.yaml"), {**FACTS_SCHEMA, "runtime": pl.String()})


def test_examples_that_do_not_come_out() -> None:
    examples = (
        "\n  examples:\n  - {item.runtime: 200, expect: demote}\n  - {expect: demote}\nquotas:"
    )
    book = parse_rulebook(BOOK.replace("\nquotas:", examples), "six.yaml")
    assert [str(problem) for problem in check_examples(book)] == [
        "six.yaml:27:5: Rule 'long': this example expects demote, it gives allow."
    ]


def test_the_version_follows_the_content_not_the_spelling() -> None:
    version = parse_rulebook(BOOK, "six.yaml").version
    assert parse_rulebook(f"# a comment\n{BOOK}", "other.yaml").version == version
    assert parse_rulebook(BOOK.replace("1930", "1931"), "six.yaml").version != version


def test_what_a_new_rulebook_would_change() -> None:
    old = parse_rulebook(BOOK, "six.yaml")
    new = parse_rulebook(BOOK.replace("'21:00'", "'20:00'").replace("1.5", "2.0"), "six.yaml")
    diff = diff_rulebooks(old, new, FILMS, [EARLY, {**EARLY, "viewer.local_time": "22:00"}])
    # Early: Night and Unrated are released, Muet and Unrated weigh more. Late: the two weigh more.
    assert (diff.pairs, diff.changed, diff.withheld, diff.released, diff.reweighted) == (
        10,
        5,
        0,
        2,
        4,
    )
    first = diff.samples[0]
    assert (first.item, first.request) == (0, 0)
    assert (first.before.verdict, first.after.verdict) == (Verdict.BLOCK, Verdict.ALLOW)
    assert (first.before.rules, first.after.rules) == (("watershed",), ())


def test_a_rulebook_read_again_from_its_own_content_is_the_same() -> None:
    import json

    book = parse_rulebook(BOOK, "six.yaml")
    text = json.dumps(book.content())  # JSON is YAML; dates come as text there
    for day in ("2027-03-01", "2026-01-01", "2026-12-01"):
        text = text.replace(f'"{day}"', day)
    assert parse_rulebook(text, "again.yaml").version == book.version
