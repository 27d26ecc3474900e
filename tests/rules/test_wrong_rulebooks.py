"""Every mistake an editor can make is one sentence with a line, a column and what to do."""

from pathlib import Path

import pytest

from openslate.common.errors import SlateError
from openslate.rules import RulebookError, parse_rulebook, read_rulebook
from openslate.rules.source import LIMIT

RULE = "rulebook: R\nrules:\n- rule: a\n  title: A\n  then: block\n  when: "
HEAD = "rulebook: R\nrules:\n- rule: a\n  title: A\n  when: item.year > 1\n  "
QUOTA = "rulebook: R\nquotas:\n- quota: q\n  title: Q\n  where: item.year < 1970\n  "
BUDGET = "rulebook: R\nbudgets:\n- budget: b\n  title: B\n  "
SPACING = "rulebook: R\nspacings:\n- spacing: s\n  title: S\n  "
PIN = "rulebook: R\npins:\n- pin: p\n  title: P\n  item: s:1\n  "


def problems(text: str) -> list[str]:
    with pytest.raises(RulebookError) as caught:
        parse_rulebook(text, "r.yaml")
    return str(caught.value).split("\n")


CONDITIONS = {
    "item.yeer > 1": "6:9: There is no field 'item.yeer'. Did you mean 'item.year'?",
    "item.year > 1 AND viewer.agee > 1": "6:27: There is no field 'viewer.agee'. "
    "Did you mean 'viewer.age'?",
    "item.year + 1": "6:9: 'item.year + 1' is a whole number, it is not a yes/no condition.",
    "item.year = 'x'": "6:9: 'item.year' is a whole number and 'x' is text; "
    "they cannot be compared.",
    "item.genres = 'War'": "6:9: 'item.genres' is a list and 'War' is text; "
    "they cannot be compared. Write array_contains(list, 'value').",
    "item.year = NULL": "6:9: 'item.year = NULL' is never true. Write IS NULL or IS NOT NULL.",
    "item.release_date > '2027-02-30'": "6:29: '2027-02-30' is not a date. "
    "Write it like '2027-03-01'.",
    "viewer.local_time < '9:00'": "6:29: '9:00' is not a time. Write it like '09:30'.",
    "context.weekday = 'sundy'": "6:27: context.weekday is never 'sundy'. Did you mean 'sunday'?",
    "item.available < TRUE": "6:9: 'item.available < TRUE' puts yes and no in order.",
    "item.name LIKE item.id": "6:9: 'item.name LIKE item.id': after LIKE comes a text in quotes.",
    "item.name + 1 > 2": "6:9: 'item.name + 1' calculates with text and a whole number. "
    "Add whole numbers (days) to dates; calculate with numbers otherwise.",
    "item.year IN (SELECT 1)": "6:9: 'item.year IN (SELECT 1)' is not supported in conditions. "
    "See the list of operators in the guide to rules.",
    "item.year > 1; DROP TABLE x": "6:9: 'item.year > 1; DROP TABLE x' is not supported in "
    "conditions. See the list of operators in the guide to rules.",
    "current_date > item.release_date": "6:9: 'CURRENT_DATE' is not supported in conditions. "
    "Write context.date, so that the decision can be made again.",
    "7": "6:9: 7 is not a yes/no condition. Put a condition here, as text.",
}


@pytest.mark.parametrize(("condition", "says"), CONDITIONS.items())
def test_a_condition_that_makes_no_sense(condition: str, says: str) -> None:
    found = problems(RULE + condition)
    assert found[0] == f"r.yaml:{says}"


@pytest.mark.parametrize("condition", ["item.year > ", "(item.year > 1", "item.name = 'x", ")"])
def test_a_condition_that_is_no_sql(condition: str) -> None:
    found = problems(f"{RULE}|-\n    {condition}")
    assert len(found) == 1
    assert "cannot be read as a condition" in found[0]


@pytest.mark.parametrize("pair", ["()", "NOT "])
def test_a_condition_nested_without_end_is_refused_not_run(pair: str) -> None:
    nested = "(" * 900 + "item.available" + ")" * 900 if pair == "()" else "NOT " * 900 + "TRUE"
    assert len(problems(RULE + nested)) == 1


FILES = {
    "": "1:1: The file is empty. Start with 'rulebook: NAME'.",
    "- a": "1:1: A rulebook starts with 'rulebook: NAME'.",
    "rulebook: R\nruels: []": "2:1: There is no key 'ruels' in a rulebook. Did you mean 'rules'?",
    "rules: []": "1:1: A rulebook needs a name. Start with 'rulebook: NAME'.",
    "rulebook: R\nrules: 3": "2:8: 'rules' must be a list, each with a hyphen.",
    "rulebook: R\nrules: [3]": "2:9: A rule must be a mapping of keys.",
    "rulebook: R\nrulebook: S": "2:1: The key 'rulebook' is here twice.",
    "rulebook: &x R\npins: *x": "2:7: Aliases (*name) are not used. "
    "Check indentation, colons and quotes.",
    "rulebook: !!python/name:os.system x": "1:11: The tag",
    "rulebook: R\n  rules: []": "2:8: This is not valid YAML: mapping values are not allowed here. "
    "Check indentation, colons and quotes.",
    "rulebook: " + "[" * 500: "1:30: This is nested too deeply. "
    "Check indentation, colons and quotes.",
    HEAD + "then: blok": "6:9: There is no effect 'blok': did you mean 'block'?",
    HEAD + "then: boost": "6:9: The effect 'boost' needs a factor, like '{boost: 1.5}'.",
    HEAD + "then: {boost: 0.5}": "6:9: A boost needs a factor over 1 and up to 100, not 0.5.",
    HEAD + "then: {demote: 1}": "6:9: A demote needs a factor over 0 and under 1, not 1.",
    HEAD + "then: {label: 3}": "6:9: A label needs a text, like '{label: \"Age rating unknown\"}'.",
    HEAD + "if unknown: allow": "3:3: Rule 1 needs 'then'.",
    HEAD + "then: block\n  ownr: me": "7:3: There is no key 'ownr' in a rule. "
    "Did you mean 'owner'?",
    HEAD + "then: block\n  expires: 2027-02-30": "7:12: 'expires' must be a day like 2027-03-01.",
    HEAD + "then: block\n  expires: soon": "7:12: 'expires' must be a day like 2027-03-01.",
    HEAD + "then: block\n  binding: perhaps": "7:12: 'binding' must be true or false.",
    HEAD + 'then: block\n  because: "of {item.nme}"': "7:12: There is no field 'item.nme'. "
    "Did you mean 'item.name'?",
    HEAD + "then: block\n  because: of {item.name": "7:15: A bracket is not closed. "
    "Write fields as {item.name}.",
    HEAD + "then: block\n  examples:\n  - {item.year: old, expect: block}": "8:6: item.year is a "
    "whole number, not 'old'. Leave it out when unknown.",
    HEAD + "then: block\n  examples:\n  - {item.year: 3, expect: bloc}": "8:28: An example cannot "
    "expect 'bloc'; did you mean 'block'?",
    HEAD + "then: block\n- rule: a\n  title: B\n  when: item.year > 2\n  then: block": "7:9: "
    "The name 'a' is used twice.",
    QUOTA + "rows: [x]": "3:3: Quota 'q' needs at_least or at_most.",
    QUOTA + "at_least: many": "6:13: 'many' is neither a whole number from 0 to "
    "100,000 nor a percentage like 20%.",
    QUOTA + "at_most: 1e308": "6:12: '1e308' is neither a whole number",
    QUOTA + "at_most: 100001": "6:12: 100001 is neither a whole number",
    QUOTA + "at_least: -1": "6:13: -1 is neither a whole number",
    QUOTA + "at_least: ²%": "6:13: '²%' is neither a whole number",
    QUOTA + "at_least: 5\n  at_most: 2": "3:3: Quota 'q' wants at least 5 and at most 2, "
    "which cannot be.",
    QUOTA + "at_least: 5\n  among_first: 4": "3:3: Quota 'q' wants at least 5 among the first 4, "
    "which cannot be.",
    QUOTA + "at_most: 2\n  per: item.directr": "7:8: There is no field 'item.directr'; "
    "did you mean 'item.director'?",
    QUOTA + "on: pages\n  at_most: 2": "6:7: 'on' must be row or page.",
    QUOTA + "on: page\n  at_least: 20%": "3:3: Quota 'q' is about a page, where a percentage is "
    "of nothing; give a count.",
    BUDGET + "sum: item.runtime": "3:3: Budget 'b' needs at_least or at_most.",
    BUDGET + "at_most: 600": "3:3: Budget 1 needs 'sum'.",
    BUDGET + "sum: item.directors\n  at_most: 600": "5:8: 'item.directors' cannot be summed: "
    "it is not a number of the item.",
    BUDGET + "sum: item.runtim\n  at_most: 600": "5:8: There is no field 'item.runtim'; "
    "did you mean 'item.runtime'?",
    BUDGET + "sum: item.runtime\n  at_most: -1": "6:12: 'at_most' must be at least 0.",
    **{
        BUDGET + f"sum: item.runtime\n  at_most: {huge}": "6:12: 'at_most' must be at most "
        "1,000,000,000,000."
        for huge in ("1.0e308", "1.0e999", "1000000000001")
    },
    **{
        BUDGET + f"sum: item.runtime\n  at_most: {odd}": "6:12: 'at_most' must be a number in "
        "digits, like 600 or 7.5."
        for odd in ("1e308", "nan", ".inf", "many")
    },
    HEAD + "then: {boost: .nan}": "6:9: A boost needs a factor over 1 and up to 100, not '.nan'.",
    BUDGET + "sum: item.runtime\n  at_least: 9\n  at_most: 8": "3:3: Budget 'b' wants at least 9 "
    "and at most 8, which cannot be.",
    SPACING + "per: item.directrs": "5:8: There is no field 'item.directrs'; "
    "did you mean 'item.directors'?",
    SPACING + "per: item.directors\n  apart: 1": "6:10: 'apart' must be at least 2.",
    SPACING + "per: item.directors\n  on: page": "6:3: There is no key 'on' in a spacing. Known ",
    PIN + "slot: 0": "6:9: 'slot' must be at least 1.",
    PIN + "from: 2027-01-02\n  until: 2027-01-01": "3:3: Pin 'p' ends on 1 January 2027, "
    "before it starts.",
}


@pytest.mark.parametrize(("text", "says"), FILES.items())
def test_a_file_that_makes_no_sense(text: str, says: str) -> None:
    found = problems(text)
    assert len(found) == 1
    assert found[0].startswith(f"r.yaml:{says}")


def test_quotas_that_cannot_both_hold() -> None:
    other = "- quota: o\n  title: O\n  where: item.year  <  1970\n  at_most: 3\n  among_first: 25"
    found = problems(f"{QUOTA}at_least: 20%\n{other}")
    assert found == [
        "r.yaml:7:3: Quotas 'q' (at least 4 of the first 20) and 'o' (at most 3 of the first 25) "
        "cannot both hold."
    ]


@pytest.mark.parametrize(
    "apart", ["rows: [editors]", "where: item.year < 1971", "among_first: 19", "at_most: 4"]
)
def test_quotas_that_can_both_hold(apart: str) -> None:
    keys = {"where": "item.year < 1970", "at_most": "3", "rows": "[chosen]"}
    key, _, value = apart.partition(": ")
    lines = [f"  {k}: {v}" for k, v in {**keys, key: value}.items()]
    other = "\n".join(["- quota: o", "  title: O", *lines])
    parse_rulebook(f"{QUOTA}at_least: 20%\n  rows: [chosen]\n{other}", "r.yaml")


def test_two_pins_want_one_slot() -> None:
    other = "- pin: o\n  title: O\n  item: s:2\n  from: 2027-01-01"
    found = problems(f"{PIN}territory: DE\n{other}")
    assert found == ["r.yaml:7:3: Pins 'p' and 'o' want the same slot on the same days."]
    parse_rulebook(f"{PIN}until: 2027-01-01\n{other}", "r.yaml")


def test_all_problems_come_at_once_and_in_order() -> None:
    text = (
        HEAD.replace("item.year", "item.yeer") + "then: blok\n  ownr: me\n  unless: item.nme = 'x'"
    )
    assert [problem.split(":")[1] for problem in problems(text)] == ["5", "6", "7", "8"]


def test_what_hides_behind_a_key_that_decides_nothing_is_told_with_it() -> None:
    quota = QUOTA.replace("title: Q", "titel: Q") + "at_least: 5\n  at_most: 2\n  expires: soon"
    assert problems(quota) == [
        "r.yaml:3:3: Quota 1 needs 'title'.",
        "r.yaml:3:3: Quota 'q' wants at least 5 and at most 2, which cannot be.",
        "r.yaml:4:3: There is no key 'titel' in a quota. Did you mean 'title'?",
        "r.yaml:8:12: 'expires' must be a day like 2027-03-01.",
    ]


def test_nothing_is_made_up_of_an_entry_whose_own_troubles_decide() -> None:
    misspelt = HEAD + "then: block\n  unles: item.year < 3"
    assert len(problems(misspelt)) == 1
    assert len(problems(QUOTA + "at_mots: 3")) == 1


def test_a_name_used_again_is_told_also_of_an_entry_that_did_not_read() -> None:
    found = problems(HEAD + "then: blok\n- rule: a\n  title: B\n  when: item.yeer\n  then: block")
    assert [one.split(":")[1] for one in found] == ["6", "7", "9"]


def test_keys_and_tags_that_are_wrong_do_not_hide_the_rest() -> None:
    text = "rulebook: R\nrulebook: S\npins: []\n? [a]\n: b\nrules: !list [3]\nquotas: 3"
    assert [one.split(":")[1] for one in problems(text)] == ["2", "4", "6", "6", "7"]


@pytest.mark.parametrize(
    ("when", "place"),
    [
        ("item.yeer > 1", (6, 9)),
        ("'item.name = ''x'' AND item.yeer > 1'", (6, 32)),
        ("|-\n    item.year > 1\n    AND item.yeer > 1", (8, 9)),
        (">\n    item.year > 1\n    AND item.yeer > 1", (8, 9)),
        ("item.year > 1\n    AND item.yeer > 1", (7, 9)),
    ],
)
def test_the_place_is_right_however_yaml_writes_text(when: str, place: tuple[int, int]) -> None:
    with pytest.raises(RulebookError) as caught:
        parse_rulebook(RULE + when, "r.yaml")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == place


def test_a_file_that_is_missing_huge_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="cannot be read"):
        read_rulebook(tmp_path / "none.yaml")
    big = tmp_path / "big.yaml"
    big.write_text("#" * (LIMIT + 1))
    with pytest.raises(RulebookError, match="larger than 5 MB"):
        read_rulebook(big)
    big.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SlateError, match="not UTF-8"):
        read_rulebook(big)
    with pytest.raises(RulebookError, match="not readable text"):
        parse_rulebook("rulebook: \x00", "r.yaml")


def test_budgets_that_cannot_both_hold() -> None:
    text = f"{BUDGET}sum: item.runtime\n  at_least: 600\n  among_first: 5\n"
    other = "- {budget: o, title: O, sum: item.runtime, at_most: 500, among_first: 6}"
    assert problems(text + other) == [
        "r.yaml:8:3: Budgets 'b' (at least 600 of the first 5) and 'o' (at most 500 of the first 6)"
        " cannot both hold."
    ]


def test_a_longer_row_may_add_to_a_sum_and_a_page_is_another_matter() -> None:
    text = f"{BUDGET}sum: item.runtime\n  at_least: 600\n  among_first: 6\n"
    for other in ("among_first: 5", "among_first: 9, on: page"):
        line = f"- {{budget: o, title: O, sum: item.runtime, at_most: 500, {other}}}"
        assert len(parse_rulebook(text + line, "r.yaml").budgets) == 2
