"""Surnames that several people have, nicknames, first names, and names that only sound right."""

import pytest

from openslate.assistant.concierge.context import Context
from openslate.assistant.concierge.known_names import KnownItem, KnownNames, KnownPerson, title_keys
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.query_text import write_query
from openslate.assistant.concierge.sounds import sound_of
from openslate.assistant.concierge.understand import Understander

PEOPLE = (
    KnownPerson("Ingmar Bergman", {"directors": 26, "cast": 2}, 300, frozenset({1, 2})),
    KnownPerson("Ingrid Bergman", {"cast": 22}, 30, frozenset({3, 4})),
    KnownPerson("Humphrey Bogart", {"cast": 30}, 60, frozenset({3, 9})),
    KnownPerson("Mimi Rogers", {"cast": 26}, 32, frozenset({5})),
    KnownPerson("Ginger Rogers", {"cast": 7}, 7, frozenset({6, 7, 8})),
    KnownPerson("Fred Astaire", {"cast": 18}, 31, frozenset({6, 7, 8})),
    KnownPerson("Tom Cruise", {"cast": 40}, 90, frozenset({10})),
    KnownPerson("Denzel Washington", {"cast": 40}, 90, frozenset({11})),
    KnownPerson("Arnold Schwarzenegger", {"cast": 40}, 90, frozenset({12})),
)
ITEM = KnownItem("i1", "E.T. the Extra-Terrestrial", 1982, (), 90, {"year": 1982}, ("Tom Cruise",))
SAID = {
    "films by Bergman": "find; directors = Ingmar Bergman",
    "films with Bergman": "find; cast = Ingrid Bergman",
    "Bergman and Bogart": "find; people = Humphrey Bogart; people = Ingrid Bergman",
    "films with Rogers": "find; cast = Mimi Rogers",
    "films with Astaire and Rogers": "find; cast = Fred Astaire; cast = Ginger Rogers",
    "tom cruz thrillers": "find; genres = Thriller; people = Tom Cruise",
    "thrillers with Denzel": "find; genres = Thriller; cast = Denzel Washington",
    "thrillers with Arnie": "find; genres = Thriller; cast = Arnold Schwarzenegger",
    "like E.T. but newer": "find; like = E.T. the Extra-Terrestrial; year 1983..",
    "films by the director of E.T.": "find; directors = Tom Cruise",
    "what else did the director of E.T. make": "find; not title = E.T. the Extra-Terrestrial; "
    "directors = Tom Cruise",
    "when was Tom Cruise born?": "unknown",
}


@pytest.fixture(scope="module")
def understander() -> Understander:
    """Understands messages about one film and nine people."""
    names = KnownNames(items=(ITEM,), people=PEOPLE, genres=("Thriller", "Comedy"))
    return Understander(NameIndex(names))


@pytest.mark.parametrize(("message", "expected"), SAID.items())
def test_who_is_meant(understander: Understander, message: str, expected: str) -> None:
    assert write_query(understander(message, Context(2026)).query) == expected


def test_somebody_named_before_tells_who_is_meant(understander: Understander) -> None:
    before = understander("films with Bogart", Context(2026)).query
    context = Context(2026, before, (), (("cast", "Humphrey Bogart"),))
    query = understander("only with Bergman", context).query
    assert write_query(query) == "find; cast = Humphrey Bogart; cast = Ingrid Bergman"


def test_names_that_sound_the_same_are_told_so() -> None:
    assert sound_of("tom cruz") == sound_of("tom cruise")
    assert sound_of("filip kofman") == sound_of("philip coffman")
    assert sound_of("tom hanks") != sound_of("tim burton")


def test_initials_of_a_name_are_ways_to_say_it() -> None:
    keys = dict(title_keys(KnownItem("i2", "M*A*S*H")))
    assert "mash" in keys
    assert "m a s h" in keys
