"""Age ratings of many systems: known ones are ages, all others are told and never guessed."""

from pathlib import Path

import pytest

from openslate.catalogue.age_rating_systems import SYSTEMS
from openslate.catalogue.age_ratings import (
    GivenRating,
    age_rating,
    find_rating,
    find_system,
    rating_values,
    says_nothing,
    split_rating,
)
from openslate.catalogue.record import ProblemList


@pytest.mark.parametrize(
    ("system", "value", "age"),
    [
        ("MPAA", "PG-13", 13),
        ("MPA", "Rated R", 17),
        ("TVPG", "TV-Y7-FV", 7),
        ("VCHIP", "tv-ma", 17),
        ("BBFC", "12A", 12),
        ("BBFC", "U", 0),
        ("FSK", "FSK 16", 16),
        ("FSK", "ab 12 Jahren", 12),
        ("FSK", "o.A.", 0),
        ("CNC", "Interdit aux moins de 12 ans", 12),
        ("CSA", "-10", 10),
        ("Kijkwijzer", "AL", 0),
        ("ICAA", "No recomendada para menores de 16 años", 16),
        ("ClassInd", "Livre", 0),
        ("KMRB", "청소년관람불가", 19),
        ("CBFC", "U/A", 12),
        ("CBFC", "UA 16+", 16),
        ("KAVI", "K-16", 16),
        ("Eirin", "R15+", 15),
        ("Australian Classification", "MA15+", 15),
        ("Quebec", "13+", 13),
        ("PEGI", "PEGI 7", 7),
        ("IMDA", "NC16", 16),
        ("IFCO", "15A", 15),
    ],
)
def test_a_rating_is_an_age(system: str, value: str, age: int) -> None:
    assert age_rating(system, value) == age


@pytest.mark.parametrize(
    ("system", "value"),
    [(None, "12"), ("", "12"), ("XYZ", "12"), ("MPA", "12"), ("FSK", "13"), ("BBFC", "")],
)
def test_what_is_not_known_is_never_guessed(system: str | None, value: str) -> None:
    assert age_rating(system, value) is None


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
def test_a_table_agrees_with_itself(system: object) -> None:
    found = next(s for s in SYSTEMS if s is system)
    values = [rating.value for rating in found.ratings]
    assert len(values) == len(set(values))
    for rating in found.ratings:
        assert find_rating(found.name, rating.value) is rating
        assert 0 <= rating.minimum_age <= 21
        assert rating.since is None or rating.until is None or rating.since < rating.until
        for spelling in rating.spellings:
            assert find_rating(found.name, spelling) is rating
    for name in (found.name, *found.spellings):
        assert find_system(name) is found


@pytest.mark.parametrize("text", ["Not Rated", "NR", "unrated", "Approved", "N/A"])
def test_no_rating_is_no_problem(text: str) -> None:
    assert says_nothing(text)


def test_a_rating_with_its_system_in_one_text() -> None:
    assert split_rating("FSK 12") == GivenRating("FSK", "12")
    assert split_rating("BBFC:15") == GivenRating("BBFC", "15")
    assert split_rating("Ages 10+") == GivenRating(None, "Ages 10+")


def test_the_preferred_system_is_kept_and_the_unknown_is_told() -> None:
    problems = ProblemList(Path("a.xml"))
    given = [GivenRating("FSK", "12"), GivenRating("MPAA", "PG-13"), GivenRating("MPAA", "Q")]
    assert rating_values(given, 7, "rating", problems) == {
        "age_rating": "PG-13",
        "age_rating_system": "MPA",
        "minimum_age": 13,
    }
    assert rating_values(given, 8, "rating", problems, ["FSK"])["age_rating_system"] == "FSK"
    assert [str(problem) for problem in problems.problems] == [
        "a.xml, row 7, rating: 'Q' is not a rating of MPA that Slate knows.",
        "a.xml, row 8, rating: 'Q' is not a rating of MPA that Slate knows.",
    ]


def test_a_rating_without_an_age_stays_as_text() -> None:
    problems = ProblemList(Path("a.xml"))
    assert rating_values([GivenRating(None, "12")], 1, "rating", problems) == {
        "age_rating": "12",
        "age_rating_system": None,
        "minimum_age": None,
    }
    assert problems.problems[0].expected == "a rating with its system, e.g. MPA PG-13"
