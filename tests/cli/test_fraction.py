"""Parts of a whole as options."""

import click
import pytest
from tests.cli.conftest import Slate

from openslate.cli.fraction import Fraction

SHARE = Fraction("all viewers", ends=False)


@pytest.mark.parametrize(
    ("text", "number"), [("0.3", 0.3), ("30%", 0.3), (" 7 % ", 0.07), ("1%", 0.01), (0.5, 0.5)]
)
def test_a_share_is_written_as_a_part_of_one_or_in_per_cent(text: object, number: float) -> None:
    assert SHARE.convert(text, None, None) == pytest.approx(number)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("7", "did you mean 7%?"),
        ("50", "did you mean 50%?"),
        ("700", "like 0.3 or 30%."),
        ("0", "like 0.3 or 30%."),
        ("1", "did you mean 1%?"),
        ("-0.1", "like 0.3 or 30%."),
        ("100%", "like 0.3 or 30%."),
        ("nan", "like 0.3 or 30%."),
        ("inf", "like 0.3 or 30%."),
        ("1e308", "like 0.3 or 30%."),
        ("half", "like 0.3 or 30%."),
        ("", "like 0.3 or 30%."),
    ],
)
def test_what_is_no_share_is_refused_with_an_example(text: str, advice: str) -> None:
    with pytest.raises(click.BadParameter) as caught:
        SHARE.convert(text, None, None)
    assert caught.value.message.startswith(f"{text!r} is no part of all viewers: write a number ")
    assert caught.value.message.endswith(advice)


def test_ends_may_be_given_where_they_make_sense() -> None:
    tries = Fraction("the places", 0.2)
    assert [tries.convert(end, None, None) for end in ("0", "20%")] == [0, 0.2]
    with pytest.raises(click.BadParameter, match=r"from 0 to 0.2, like 0.1 or 10%; did you mean"):
        tries.convert("7", None, None)


@pytest.mark.parametrize(
    "words",
    [
        ("experiment", "start", "a", "--until", "2027-01-01", "--share", "7"),
        ("experiment", "start", "a", "--until", "2027-01-01", "--exploration", "nan"),
        ("import", "catalogue", "a.csv", "--trust", "nan"),
    ],
)
def test_commands_tell_what_they_expect(slate: Slate, words: tuple[str, ...]) -> None:
    told = slate.fails(*words, status=2).splitlines()[-1]
    assert f"'{words[-1]}' is no part of" in told
    assert "write a number" in told


def test_harm_without_a_number_is_refused(slate: Slate) -> None:
    start = ("experiment", "start", "a", "--row-size", "12", "--until", "2027-01-01")
    assert "--tolerated" in slate.fails(*start, "--tolerated", "nan").splitlines()[-1]
