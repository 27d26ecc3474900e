"""Which episode a name speaks of, and which names speak of none in particular."""

import pytest

from openslate.catalogue.identity.episodes import Place, is_generic, read_place


@pytest.mark.parametrize(
    ("name", "bare", "season", "episode"),
    [
        ("Fargo S01E02", "Fargo", 1, 2),
        ("Fargo - S01E02 - The Rooster Prince", "Fargo: The Rooster Prince", 1, 2),
        ("Fargo 1x02", "Fargo", 1, 2),
        ("Fargo Season 1 Ep. 2", "Fargo", 1, 2),
        ("s1 e3: Pilot", "Pilot", 1, 3),
        ("Season 2, Episode 10", "", 2, 10),
        ("Apollo 13", "Apollo 13", None, None),
        ("Se7en", "Se7en", None, None),
    ],
)
def test_numbers_in_a_name(name: str, bare: str, season: int | None, episode: int | None) -> None:
    assert read_place(name, None, None) == (bare, Place(season, episode))


def test_columns_know_better_than_the_name() -> None:
    assert read_place("Fargo S01E02", 4, 7) == ("Fargo", Place(4, 7))
    assert read_place("Fargo S01E02", 4, None) == ("Fargo", Place(4, 2))
    assert read_place("Fargo", 4, 7) == ("Fargo", Place(4, 7))


def test_a_season_alone_is_no_place() -> None:
    assert not Place(season=1)
    assert Place(season=None, episode=0)


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("Pilot", True),
        ("Episode 12", True),
        ("Folge 3", True),
        ("Part One", True),
        ("Episode #1.3", True),
        ("Series Finale", True),
        (" 12 ", True),
        ("The Rooster Prince", False),
        ("Part of Your World", False),
        ("Finale: Home", False),
    ],
)
def test_names_that_every_series_has(name: str, generic: bool) -> None:
    assert is_generic(name) is generic
