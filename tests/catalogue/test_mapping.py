"""Words of the sources in native terms: never a guess."""

import pytest
from babel import Locale

from openslate.catalogue.age_ratings import minimum_age
from openslate.catalogue.countries import (
    HISTORIC,
    all_territories,
    country_code,
    is_territory,
)
from openslate.catalogue.genres import genre, genres
from openslate.catalogue.languages import language_tag


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("United Kingdom", "GB"),
        ("People's Republic of China", "CN"),
        ("Soviet Union", "SU"),
        ("West Germany", "DE"),
        ("Czechoslovakia", "CS"),
        ("Bosnia and Herzegovina", "BA"),
        ("Turkey", "TR"),
        ("north macedonia", "MK"),
        ("Atlantis", None),
        ("European Union", None),
    ],
)
def test_countries(name: str, code: str | None) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("text", "holds"), [("GB", True), ("world", True), ("SU", False), ("UK", False), ("gb", False)]
)
def test_a_right_holds_in_countries_that_are(text: str, holds: bool) -> None:
    assert is_territory(text) == holds


def test_the_codes_of_countries_are_those_that_have_names() -> None:
    named = {country_code(name) for name in Locale("en").territories.values()}
    assert set(all_territories()) == named - {None, *HISTORIC}


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("English", "en"),
        ("Standard Chinese", "cmn"),
        ("Mandarin", "cmn"),
        ("Cantonese", "yue"),
        ("Yue Chinese", "yue"),
        ("Modern Greek", "el"),
        ("Māori", "mi"),
        ("Brazilian Portuguese", "pt-BR"),
        ("multiple languages", None),
        ("parseltongue", None),
    ],
)
def test_languages(name: str, tag: str | None) -> None:
    assert language_tag(name) == tag


@pytest.mark.parametrize(
    ("rating", "age"),
    [("G", 0), ("PG", 8), ("M/PG", 8), ("PG-13", 13), ("R", 17), ("NC-17", 18), ("X", 18)],
)
def test_age_ratings(rating: str, age: int) -> None:
    assert minimum_age(rating) == age


@pytest.mark.parametrize("rating", [None, "", "Not Rated", "18"])
def test_an_unknown_rating_says_nothing_of_age(rating: str | None) -> None:
    assert minimum_age(rating) is None


def test_genres_have_one_spelling_and_music_is_no_musical() -> None:
    assert genres(["Children's", "Family", "Musical", "Music", "unknown"]) == [
        "Family",
        "Musical",
        "Music",
    ]
    assert genre("film noir") == "Film-Noir"
