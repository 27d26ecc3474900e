"""Rules about names, each as a pair that a reader understands."""

import polars as pl
import pytest

from openslate.catalogue.identity import match
from openslate.catalogue.identity.compare import WordRarity, agree, compare
from openslate.catalogue.identity.doubts import begins_with_name, doubt_of
from openslate.catalogue.identity.names import read_name
from openslate.catalogue.identity.records import Entry

EACH = WordRarity({}, 8.0)  # eight bits in every word


def entry(name: str, about: str = "") -> Entry:
    return Entry("a", name, read_name(name), about=about)


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [
        ("Kung Fu Panda: Secrets of the Masters", "Kung Fu Panda 2", True),
        ("Scooby-Doo! Abracadabra-Doo", "Scooby-Doo! Lake Monster", True),
        ("Lakeview Square", "Lakeview Square Mall", False),
        ("The Spider Man", "Spiderman", False),
        ("Academy Award", "Academy Awards", False),
    ],
)
def test_names_that_both_go_on_differ(left: str, right: str, differ: bool) -> None:
    one, other = read_name(left).forms[0], read_name(right).forms[0]
    assert (agree(one, other, EACH).go_on > 0) is differ


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Springfield Mall (Pennsylvania)", "Springfield Mall (Virginia)", False),
        ("The Entombment (Titian, 1559)", "The Entombment (Titian, 1525)", False),
        ("Dig It (song)", "Dig It (Beatles song)", None),
        ("Vermeer (Delft)", "Vermeer (Delft, Holland)", True),
    ],
)
def test_what_stands_in_parentheses(left: str, right: str, same: bool | None) -> None:
    assert compare(entry(left), entry(right), None, EACH).same_aside is same


def test_names_with_nothing_in_common_need_a_person() -> None:
    fury, highball = entry("Fury", "the samaritan, known as fury in britain"), entry("Highball")
    samaritan, jealousy = entry("The Samaritan"), entry("Mr. Jealousy")

    def doubt(left: Entry, right: Entry) -> str | None:
        name = agree(left.name.forms[0], right.name.forms[0], EACH)
        return doubt_of(compare(left, right, name, EACH))

    assert doubt(highball, jealousy) == "the names have nothing in common"
    assert doubt(fury, samaritan) is None


def test_several_rows_may_be_one_row_of_the_other_table() -> None:
    others = [f"Somewhere {word}" for word in "abcdefghijklmnopqrst"]
    left = pl.DataFrame({"name": ["Zanzibar Nights", "Zanzibar Nights!", *others]})
    right = pl.DataFrame({"name": ["Zanzibar Nights", "Elsewhere"]})
    found = match(left, right, one_to_one=False, waiting=True)
    assert found.filter(right="0")["left"].sort().to_list() == ["0", "1"]
    assert match(left, right, waiting=True).filter(right="0").height == 1


@pytest.mark.parametrize(
    ("told", "name", "begins"),
    [
        ("the samaritan, known as fury in britain", "The Samaritan", True),
        ("samaritan is a film about a man", "The Samaritan", False),  # its article is missing
        ("the fury is a film about a man", "Fury", True),  # one word may stand in front
        ("a film about the samaritan", "The Samaritan", False),
        ("", "Fury", False),
    ],
)
def test_a_description_that_begins_with_a_name(told: str, name: str, begins: bool) -> None:
    assert begins_with_name(entry("Another", told), entry(name)) is begins
