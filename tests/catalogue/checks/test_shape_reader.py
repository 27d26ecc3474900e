"""What shapes may say, and the sentence for each thing they may not."""

from datetime import date

import polars as pl
import pytest

from openslate.catalogue.checks.sentence import sentence
from openslate.catalogue.checks.shape_files import shapes_in_force, shapes_text
from openslate.catalogue.checks.shape_reader import read_shapes
from openslate.common.errors import SlateError

PREFIXES = """
@prefix : <https://example.org/shapes#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix schema: <https://schema.org/> . @prefix slate: <https://openslate.org/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
FILM = ':s sh:targetClass schema:Movie ; sh:message "m" ; '


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("sh:path slate:year ; sh:sparql 1", "uses sh:sparql, which Slate can't check"),
        ("sh:path slate:yeer ; sh:minCount 1", "did you mean https://openslate.org/ns#year?"),
        ("sh:path ( slate:year slate:runtime ) ; sh:minCount 1", "a path of several steps"),
        ('sh:path slate:year ; sh:minInclusive "1990"', "can't be compared with"),
        ('sh:path slate:year ; sh:pattern "1"', "year is no text"),
        ('sh:path schema:name ; sh:pattern "(?=a)"', "it has no look-ahead"),
        ('sh:path schema:name ; sh:pattern "a" ; sh:flags "x"', "only 'i' is"),
        ("sh:path schema:actor ; sh:minLength 2", "cast are people"),
        ("sh:path slate:year ; sh:lessThan schema:genre", "only with one value of its own kind"),
        ("sh:path slate:year ; sh:in ( 1990 1991.5 )", "no text, number, date or truth value"),
        ("sh:path slate:year ; sh:minCount -1", "needs a whole number"),
        ("sh:minCount 1", "has sh:minCount but no sh:path"),
        ('sh:path slate:year ; sh:minCount 1 ; slate:suggestion "{yeer}"', "quotes {yeer}"),
        ("sh:path slate:year ; sh:minCount 1 ; sh:severity sh:Fatal", "SHACL does not know"),
        ("sh:path slate:year ; sh:or ( [ sh:path slate:year ] )", "can't hold other shapes"),
    ],
)
def test_what_can_not_be_checked_is_refused_by_name(said: str, told: str) -> None:
    with pytest.raises(SlateError) as caught:
        read_shapes(f"{PREFIXES}{FILM}{said} .", "own.ttl")
    assert told in str(caught.value)
    assert str(caught.value).startswith("own.ttl, shape s: ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (":s a sh:PropertyShape ; sh:path", "not valid Turtle"),
        (":s a sh:NodeShape ; sh:targetClass schema:Book .", "Records have no class"),
        (":s a sh:PropertyShape ; sh:path slate:year .", "has no sh:targetClass"),
        (":s sh:targetNode :x .", "uses sh:targetNode"),
        (
            ":s sh:targetClass schema:Movie ; sh:property [ sh:path slate:year ; sh:minCount 1 ] .",
            "needs a name (an IRI)",
        ),
    ],
)
def test_a_file_that_can_not_be_used_says_why(text: str, told: str) -> None:
    with pytest.raises(SlateError, match=told.replace("(", r"\(").replace(")", r"\)")):
        read_shapes(PREFIXES + text, "own.ttl")


def test_a_shape_for_works_and_windows_is_two() -> None:
    text = (
        f"{PREFIXES}:s sh:targetClass schema:Movie, slate:Availability ; sh:path schema:name ; "
        'sh:minCount 1 ; sh:message "m" .'
    )
    shapes, off = read_shapes(text, "own.ttl")
    assert [(shape.id, shape.kind) for shape in shapes] == [("s", "works"), ("s", "availability")]
    assert off == set()


def test_the_latest_year_moves_with_the_year_and_changes_the_digest() -> None:
    assert "sh:maxInclusive 2032 ;" in shapes_text(date(2026, 12, 31))
    assert "sh:maxInclusive 2033 ;" in shapes_text(date(2027, 1, 1))
    digests = {shapes_in_force(date(year, 1, 1)).digest for year in (2026, 2026, 2027)}
    assert len(digests) == 2


def test_a_sentence_quotes_values_and_shortens_them() -> None:
    frame = pl.DataFrame(
        {"name": ["Ran", None, "x" * 100], "cast": [["Ann", "Bob"], None, list("abcd")]}
    )
    said = frame.select(sentence("{name}: {cast} {unknown}.", frame.schema)).to_series()
    assert said.to_list() == [
        "Ran: Ann, Bob unknown.",
        "(nothing): (nothing) unknown.",
        f"{'x' * 80}...: a, b, c unknown.",
    ]
