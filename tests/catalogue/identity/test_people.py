"""People's names, as catalogues write them: who is the same person, and who is not."""

import pytest

from openslate.catalogue.identity.people import (
    read_people,
    read_person,
    same_with_initials,
    shared_people,
    split_cast,
    turned_round,
)


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Tom Hanks", "hanks tom"),
        ("Hanks, Tom (uncredited)", "hanks tom"),
        ("HANKS, Tom [voice]", "hanks tom"),
        ("Sir Ian McKellen", "ian mckellen"),
        ("Robert Downey Jr.", "downey robert"),
        ("Renée Zellweger", "renee zellweger"),
        ("Conan O\u2019Brien", "conan obrien"),
        ("Jr.", "jr"),  # nothing but a title is the name
    ],
)
def test_one_spelling_of_a_person(written: str, person: str) -> None:
    assert read_person(written) == person


def test_what_has_no_letter_is_nobody() -> None:
    assert read_people(["Tom Hanks", "Hanks, Tom", "---", ""]) == {"hanks tom"}


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        (["Tom Hanks", "Meg Ryan"], ["Hanks, Tom"], 1),
        (["T. Hanks"], ["Tom Hanks"], 1),
        (["T. Hanks"], ["Colin Hanks"], 0),
        (["J. R. R. Tolkien"], ["John Ronald Reuel Tolkien"], 1),
        (["Arnold Schwarzenegger"], ["Arnold Schwarzeneger"], 1),
        (["Al Pacino", "Robert De Niro"], ["Val Kilmer"], 0),
        ([], ["Tom Hanks"], 0),
    ],
)
def test_people_in_both_lists(left: list[str], right: list[str], shared: int) -> None:
    ones, others = read_people(left), read_people(right)
    assert len(shared_people(ones, others)) == shared
    assert len(shared_people(others, ones)) == shared


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("T. Hanks", "Tom Hanks", True),
        ("Tom Hanks", "T. Hanks", True),
        ("T. Hanks", "Hanks", False),  # who has no first name at all could be anybody
        ("T. H.", "Tom Hanks", False),
        ("T. Hanks", "Tom Cruise", False),
        ("Tom Hanks", "Tom Hanks", False),  # no initial in it
    ],
)
def test_first_names_cut_to_initials(left: str, right: str, same: bool) -> None:
    assert same_with_initials(read_person(left), read_person(right)) is same


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("Hanks, Tom", "Tom Hanks"),
        ("Van Gogh, Vincent", "Vincent Van Gogh"),
        ("Heat", None),
        ("One, Two, Three", None),
        ("Good, the Bad and the Ugly, The", None),
    ],
)
def test_last_name_first(name: str, usual: str | None) -> None:
    assert turned_round(name) == usual


@pytest.mark.parametrize(
    ("name", "bare", "people"),
    [
        ("Heat, with Al Pacino and Val Kilmer", "Heat", ["Al Pacino", "Val Kilmer"]),
        ("Heat, starring Al Pacino, Val Kilmer, and Jon Voight", "Heat", 3),
        ("Gone with the Wind", "Gone with the Wind", []),
        ("To Sir, with Love", "To Sir, with Love", []),
        ("Heat, with Pacino", "Heat, with Pacino", []),
    ],
)
def test_people_behind_a_name(name: str, bare: str, people: list[str] | int) -> None:
    found, named = split_cast(name)
    assert (found, len(named) if isinstance(people, int) else named) == (bare, people)
