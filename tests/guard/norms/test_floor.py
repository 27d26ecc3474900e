"""A house adds to the floor and never takes from it."""

import pytest

from openslate.guard.norms.combining import combine
from openslate.guard.norms.norm_book import NormBook
from openslate.guard.norms.norm_file import parse_norm_file
from openslate.rules.problems import RulebookError

HEAD = "guard: G\nowner: standards\nreview: 2027-01-01\nsource: us\n"
BASE = f"""{HEAD}topics:
- {{topic: weapons, name: Weapons, definition: Arms}}
- {{topic: mass-harm, name: Mass harm, definition: Arms that kill many, broader: weapons}}
- {{topic: poison-gas, name: Gas, definition: Gas as a weapon, broader: mass-harm}}
norms:
- norm: no-mass-harm
  topic: mass-harm
  title: No weapons of mass harm
  stance: off-limits
  severity: 5
  floor: true
  because: It kills many.
  citation: House rule
"""


def with_house(text: str) -> NormBook:
    base = combine([parse_norm_file(BASE, "base.yaml")])
    return combine([parse_norm_file(HEAD + text, "house.yaml")], base)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "norms:\n- {norm: no-mass-harm, topic: weapons, title: T, stance: allowed, severity: 1,"
            " because: B, citation: C}",
            "house.yaml:6:10: The norm 'no-mass-harm' is of the floor and can't be changed",
        ),
        (
            "topics:\n- {topic: mass-harm, name: N, definition: D}",
            "house.yaml:6:11: The topic 'mass-harm' lies on the floor and can't be changed",
        ),
        (
            "topics:\n- {topic: poison-gas, name: N, definition: D, broader: weapons}",
            "house.yaml:6:11: The topic 'poison-gas' lies on the floor and can't be changed",
        ),
    ],
)
def test_the_floor_stays(text: str, says: str) -> None:
    with pytest.raises(RulebookError) as caught:
        with_house(text)
    assert str(caught.value).startswith(says)


def test_a_house_adds_a_floor_of_its_own() -> None:
    book = with_house(
        "topics:\n- {topic: arms-trade, name: N, definition: D, broader: weapons}\n"
        "norms:\n- {norm: no-trade, topic: arms-trade, title: T, stance: off-limits, severity: 4,"
        " floor: true, because: B, citation: C}"
    )
    assert [norm.norm for norm in book.floor] == ["no-mass-harm", "no-trade"]


def test_what_is_not_of_the_floor_may_change() -> None:
    book = with_house("topics:\n- {topic: weapons, name: All arms, definition: D}")
    assert book.topic("weapons").name == "All arms"
    assert book.ancestors("poison-gas") == ("mass-harm", "weapons")
