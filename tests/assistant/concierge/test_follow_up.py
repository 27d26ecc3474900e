"""Messages that mean something only after another."""

import pytest
from tests.assistant.concierge.conftest import ALIEN, ALIENS, CASINO, HEAT, PSYCHO, Talk

REFINED = {
    "older ones": "find; year ..1989; genres = Comedy",
    "from the eighties instead": "find; year 1980..1989; genres = Comedy",
    "and the 80s": "find; year 1980..1999; genres = Comedy",
    "what about dramas": "find; year 1990..1999; genres = Drama",
    "forget the year": "find; genres = Comedy",
    "with Tom Hanks": "find; year 1990..1999; genres = Comedy; cast = Tom Hanks",
    "not romantic": "find; year 1990..1999; genres = Comedy; not genres = Romance",
    "in French": "find; year 1990..1999; genres = Comedy; languages = fr",
    "more": "find; year 1990..1999; genres = Comedy; page 2",
    "newest first": "find; year 1990..1999; genres = Comedy; sort year desc",
    "shorter": "find; year 1990..1999; runtime ..169; genres = Comedy",
    "how many are there?": "count; year 1990..1999; genres = Comedy",
    "start over": "reset",
    "start over: war films": "find; genres = War",
    "or dramas": "find; year 1990..1999; genres = Comedy | Drama",
    "no, sad": "find; year 1990..1999; mood = sad",
    "never mind, dramas": "find; year 1990..1999; genres = Drama",
    "the year doesn't matter, but under 90 minutes": "find; runtime ..89; genres = Comedy",
    "can be older, from the eighties": "find; year 1980..1989; genres = Comedy",
    "the oldest of them": "find; year 1990..1999; genres = Comedy; sort year asc; first 1",
    "scarier": "find; year 1990..1999; genres = Comedy; genres = Horror",
    "something sadder": "find; year 1990..1999; mood = sad",
    "doesn't have to be a comedy": "find; year 1990..1999",
    "not Casino": "find; not title = Casino; year 1990..1999; genres = Comedy",
    "and shorter": "find; year 1990..1999; runtime ..169; genres = Comedy",
    "war films by Clint Eastwood": "find; genres = War; directors = Clint Eastwood",
}
ASKED = {
    "the second one, who is in it?": "fact cast; item = i4",
    "how long is the first one": "fact runtime; item = i3",
    "who directed those?": "fact directors; item = i3 | i4",
    "is the first one available tonight?": "check; item = i3; available = today",
    "something like the second one": "find; like = i4",
    "is the second one any good?": "fact critics_score; item = i4",
}


@pytest.mark.parametrize(("message", "expected"), REFINED.items())
def test_a_wish_is_refined(talk: Talk, message: str, expected: str) -> None:
    talk("comedies from the nineties", HEAT, CASINO)
    assert talk(message) == expected


@pytest.mark.parametrize(("message", "expected"), ASKED.items())
def test_items_shown_are_asked_about(talk: Talk, message: str, expected: str) -> None:
    talk("crime films", HEAT, CASINO)
    assert talk(message) == expected


def test_the_person_just_named_is_meant(talk: Talk) -> None:
    assert talk("who directed Alien?", ALIEN, people=("Ridley Scott",))
    assert talk("what else did he make?") == "find; not title = Alien; directors = Ridley Scott"


def test_a_fact_is_asked_of_another_item(talk: Talk) -> None:
    talk("who directed Alien?", ALIEN)
    assert talk("and Aliens?", ALIENS) == "fact directors; title = Aliens"
    assert talk("and when did it come out?") == "fact year; item = i2"


def test_who_is_named_can_be_forgotten_joined_and_swapped(talk: Talk) -> None:
    talk("films by Clint Eastwood", HEAT)
    assert talk("with Tom Hanks") == "find; directors = Clint Eastwood; cast = Tom Hanks"
    both = "find; directors = Clint Eastwood; cast = Meg Ryan | Tom Hanks"
    assert talk("or Meg Ryan") == both
    assert talk("forget Tom Hanks") == "find; directors = Clint Eastwood"


def test_what_was_counted_is_shown(talk: Talk) -> None:
    talk("how many comedies are from 1995?", HEAT)
    assert talk("show them") == "find; year 1995; genres = Comedy"


def test_other_works_of_somebody_named_again(talk: Talk) -> None:
    talk("who is in Casino?", CASINO)
    others = "find; not title = Casino; cast = Tom Hanks"
    assert talk("which other films is Tom Hanks in?") == others


def test_older_than_what_is_liked(talk: Talk) -> None:
    talk("something like Alien", HEAT, PSYCHO)
    assert talk("older ones") == "find; like = Alien; year ..1978"


def test_without_a_turn_before_nothing_is_meant(talk: Talk) -> None:
    assert talk("the second one, who is in it?") == "unknown"


def test_a_question_is_asked_again_of_another_item_or_time(talk: Talk) -> None:
    talk("is Alien ok for a 13 year old?", ALIEN)
    assert talk("what about Aliens?", ALIENS) == "check; title = Aliens; age 13"
    talk("is Alien on tonight?", ALIEN)
    assert talk("and tomorrow?", ALIEN) == "check; title = Alien; available = tomorrow"


def test_something_similar_is_like_what_was_named(talk: Talk) -> None:
    talk("Alien", ALIEN)
    assert talk("similar but newer", HEAT) == "find; like = i1; year 1980.."


def test_somebody_is_wanted_in_another_part(talk: Talk) -> None:
    talk("films that Clint Eastwood directed", HEAT)
    assert talk("and as an actor?", HEAT) == "find; cast = Clint Eastwood"
