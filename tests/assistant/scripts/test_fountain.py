"""Fountain screenplays, by the syntax page's own rules."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.assistant.scripts import ElementKind, read_fountain
from openslate.assistant.scripts.fountain import MOST_LETTERS
from openslate.common.errors import SlateError

SCRIPT = (Path(__file__).parent / "lighthouse.fountain").read_text(encoding="utf-8")
K = ElementKind


def kinds(text: str) -> list[tuple[ElementKind, str]]:
    return [(one.kind, one.text) for one in read_fountain(text).elements]


def test_a_title_page() -> None:
    script = read_fountain(SCRIPT)
    assert script.title == "THE LIGHTHOUSE KEEPER"
    assert script.title_page["author"] == ("Ada Example",)
    assert read_fountain("INT. HOUSE: NIGHT\n\nRain.").title_page == {}


def test_the_script_in_order_with_its_lines() -> None:
    found = [(one.line, one.kind, one.text) for one in read_fountain(SCRIPT).elements]
    assert found[:5] == [
        (7, K.SECTION, "Act one"),
        (9, K.SYNOPSIS, "The keeper finds the boat."),
        (11, K.SCENE_HEADING, "INT. LAMP ROOM - NIGHT"),
        (
            13,
            K.ACTION,
            "Rain on the glass. JONAS (60s, weathered) trims the wick with brass SCISSORS. A RADIO "
            "hums. BANG!",
        ),
        (15, K.CHARACTER, "JONAS"),
    ]
    assert (17, K.DIALOGUE, "Not tonight.\n\nPlease, not tonight.") in found
    assert (21, K.NOTE, "prop: oil can, logbook") in found
    assert (21, K.ACTION, "He takes the logbook.") in found
    assert (36, K.NOTE, "Is the tide right?") in found
    assert found[-3:] == [
        (50, K.TRANSITION, "FADE OUT."),
        (52, K.CENTERED, "THE END"),
        (54, K.PAGE_BREAK, ""),
    ]
    assert "NOWHERE" not in str(found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("int. house - day", K.SCENE_HEADING),
        ("INT./EXT. CAR - DAY", K.SCENE_HEADING),
        ("I/E CAR", K.SCENE_HEADING),
        ("EST. HARBOUR", K.SCENE_HEADING),
        (".SNIPER SCOPE", K.SCENE_HEADING),
        ("...and then", K.ACTION),
        ("INTERESTING TIMES", K.ACTION),
        ("CUT TO:", K.TRANSITION),
        ("Cut to:", K.ACTION),
        ("> Burn to white.", K.TRANSITION),
        (">middle<", K.CENTERED),
        ("~la la", K.LYRIC),
        ("# One", K.SECTION),
        ("= What happens", K.SYNOPSIS),
        ("====", K.PAGE_BREAK),
        ("[[a note]]", K.NOTE),
        ("!INT. NO HEADING", K.ACTION),
        ("STEEL", K.ACTION),
    ],
)
def test_a_line_by_itself(text: str, kind: ElementKind) -> None:
    assert [one for one, _ in kinds(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("STEEL\nBeer's ready!", [K.CHARACTER, K.DIALOGUE]),
        (
            "STEEL (O.S.)\n(low)\nHm.\n(high)\nAh.",
            [K.CHARACTER, *[K.PARENTHETICAL, K.DIALOGUE] * 2],
        ),
        ("@McCLANE\nYippee.", [K.CHARACTER, K.DIALOGUE]),
        ("23\nNo name.", [K.ACTION]),
        ("R2D2\nBeep.", [K.CHARACTER, K.DIALOGUE]),
        ("ÉMILE\nOui.", [K.CHARACTER, K.DIALOGUE]),
        ("Steel\nwalks.", [K.ACTION]),
        ("!STEEL\nwalks.", [K.ACTION]),
    ],
)
def test_who_speaks(text: str, found: list[ElementKind]) -> None:
    assert [one for one, _ in kinds(text)] == found


def test_two_at_once() -> None:
    told = read_fountain("BRICK\nScrew it.\n\nSTEEL ^\nScrew it.").elements
    assert [one.dual for one in told if one.kind is K.CHARACTER] == [False, True]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("***all*** **bold** *it* _under_", "all bold it under"),
        (r"\*no\* 2 * 3", "*no* 2 * 3"),
        ("_**both**_", "both"),
        ("a_b_c and *", "abc and *"),
    ],
)
def test_marks_are_taken_off(text: str, plain: str) -> None:
    assert kinds(text) == [(K.ACTION, plain)]


def test_a_note_does_not_cross_an_empty_line() -> None:
    assert [kind for kind, _ in kinds("[[open\n\nclose]]")] == [K.ACTION, K.ACTION]


def test_a_script_that_is_too_long_is_refused() -> None:
    with pytest.raises(SlateError, match="characters"):
        read_fountain("x" * (MOST_LETTERS + 1))


@given(st.text(alphabet=".!@>~#=[]()*_^: \nABintext/", max_size=300))
def test_any_text_is_a_script(text: str) -> None:
    elements = read_fountain(text).elements
    assert [one.line for one in elements] == sorted(one.line for one in elements)


PIECES = ("[[", "/*", "*a", "_", "A\n\n", "[[x]]", "(", "INT. A\n\n", "**", "A\nB.\n\n")


@pytest.mark.parametrize("piece", PIECES)
def test_repeated_marks_take_no_long(piece: str) -> None:
    assert read_fountain(piece * 20_000).title == ""
