"""Scenes with who, where, when, what is needed and how long."""

import pytest
from tests.assistant.scripts.test_fountain import SCRIPT

from openslate.assistant.scripts import ElementKind, Prop, break_down, read_fountain
from openslate.assistant.scripts.headings import read_heading
from openslate.assistant.scripts.pages import eighths_of, lines_of
from openslate.assistant.scripts.script import Element

FOUND = break_down(read_fountain(SCRIPT))


def test_scenes_and_their_places() -> None:
    told = [(s.number, s.setting, s.location, s.time) for s in FOUND.scenes]
    assert told == [
        ("1", "int", "LAMP ROOM", "night"),
        ("2", "ext", "ROCKS BELOW THE TOWER", "night"),
        ("3", "", "FLASHBACK", ""),
        ("4", "both", "CAR", "dawn"),
    ]
    assert FOUND.scenes[0].section == "Act one"


def test_who_speaks_and_who_is_there() -> None:
    lamp, rocks, past, _ = FOUND.scenes
    assert (lamp.speaking, rocks.speaking) == (("JONAS", "MIRA"), ())
    assert rocks.characters == ("JONAS",)
    assert past.characters == ("MCAVOY",)
    assert FOUND.scenes_of("characters")["JONAS"] == ("1", "2")
    assert FOUND.scenes_of("locations")["CAR"] == ("4",)
    assert FOUND.scenes_of("times") == {"dawn": ("4",), "night": ("1", "2")}


def test_props_by_capitals_and_by_notes() -> None:
    lamp, rocks, *_ = FOUND.scenes
    assert lamp.props == (
        Prop("scissors", "capitals"),
        Prop("radio", "capitals"),
        Prop("oil can", "noted"),
        Prop("logbook", "noted"),
    )
    assert [prop.name for prop in rocks.props] == ["boat", "lantern"]
    assert FOUND.scenes_of("props")["boat"] == ("2",)


def test_length_in_eighths() -> None:
    line = Element(ElementKind.ACTION, "Rain.", 1)
    assert lines_of([line]) == 2
    assert eighths_of([line]) == 1
    assert eighths_of([line] * 28) == 9  # 56 lines are just over a page
    assert eighths_of([]) == 0
    # Of 17, 7, 7 and 7 lines on paper.
    assert [scene.eighths for scene in FOUND.scenes] == [3, 2, 2, 2]
    assert (FOUND.eighths, FOUND.length) == (9, "1 1/8")


def test_two_at_once_take_the_room_of_the_longer() -> None:
    first = read_fountain("BRICK\nYes.\n\nSTEEL\nYes.").elements
    dual = read_fountain("BRICK\nYes.\n\nSTEEL ^\nYes.").elements
    longer = read_fountain("BRICK\nYes.\n\nSTEEL ^\n" + "Yes and no. " * 10).elements
    assert (lines_of(first), lines_of(dual)) == (6, 3)
    assert lines_of(longer) == 2 + 4


@pytest.mark.parametrize(
    ("heading", "setting", "location", "time"),
    [
        ("INT. HOUSE - KITCHEN - DAY", "int", "HOUSE - KITCHEN", "day"),
        ("EXT. BEACH", "ext", "BEACH", ""),
        ("INT/EXT CAR - MOVING", "both", "CAR - MOVING", ""),
        ("EXT. NIGHT CLUB", "ext", "NIGHT CLUB", ""),
        ("INT. BAR — SUNSET", "int", "BAR", "dusk"),
    ],
)
def test_headings(heading: str, setting: str, location: str, time: str) -> None:
    found = read_heading(heading)
    assert (found.setting, found.location, found.time) == (setting, location, time)


def test_a_script_without_scenes_has_none() -> None:
    assert break_down(read_fountain("Only rain.")).scenes == ()
