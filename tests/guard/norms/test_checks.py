"""What a standards editor is told about a book that reads without mistakes."""

from datetime import date

import pytest

from openslate.guard.norms.checks import check_norms
from openslate.guard.norms.combining import combine
from openslate.guard.norms.norm_file import parse_norm_file

TODAY = date(2026, 12, 1)
HEAD = "guard: G\nowner: standards\nreview: 2027-01-01\nsource: us\n"
TOPIC = "- {topic: a, name: A, definition: What a is}\n"
NORM = f"""{HEAD}topics:
{TOPIC}norms:
- norm: n
  topic: a
  title: N
  stance: off-limits
  severity: 3
  because: B
  citation: C
  examples: {{for: [one, two], against: [three, four]}}
"""


def told(text: str, today: date = TODAY) -> list[tuple[str, str]]:
    findings = check_norms(combine([parse_norm_file(text, "g.yaml")]), today)
    assert all(finding.sentence.endswith(".") for finding in findings)
    return [(finding.kind, finding.subject) for finding in findings]


def test_a_book_in_order() -> None:
    assert told(NORM) == []


@pytest.mark.parametrize(
    ("today", "overdue"),
    [(date(2027, 1, 1), []), (date(2027, 1, 2), [("overdue", "a"), ("overdue", "n")])],
)
def test_the_review_day_is_the_last_good_day(today: date, overdue: list[tuple[str, str]]) -> None:
    assert told(NORM, today) == overdue


def test_topics_of_which_no_norm_speaks() -> None:
    narrower = "- {topic: below, name: B, definition: D, broader: a}\n"
    broader = TOPIC.replace("definition", "broader: top, definition")
    top = "- {topic: top, name: T, definition: D}\n"
    lonely = "- {topic: lonely, name: L, definition: D}\n"
    text = NORM.replace(TOPIC, top + broader + narrower + lonely)
    assert told(text) == [("topic without norms", "lonely")]


@pytest.mark.parametrize(
    "lines",
    [
        "  when: viewer.age < 13 AND viewer.age > 15\n",
        "  when: context.part = 'viewer'\n  exceptions:\n  - {exception: e, stance: allowed, "
        "because: B, when: context.part = 'editor'}\n",
    ],
)
def test_what_can_never_hold(lines: str) -> None:
    assert told(NORM + lines) == [("never holds", "n")]


def test_examples_that_are_missing_or_contested() -> None:
    assert told(NORM.replace("[one, two]", "[one]")) == [("few examples", "n")]
    assert told(NORM.replace("three", "one")) == [("example twice", "n")]
