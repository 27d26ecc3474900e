"""Single messages over eight films: what each is understood as."""

import pytest

from openslate.assistant.concierge.context import Context
from openslate.assistant.concierge.query_text import write_query
from openslate.assistant.concierge.understand import Understander

MESSAGES = {
    "comedies from the nineties": "find; year 1990..1999; genres = Comedy",
    "comedies with Tom Hanks and Meg Ryan": "find; genres = Comedy; cast = Meg Ryan; "
    "cast = Tom Hanks",
    "something with Tom Hanks or Meg Ryan": "find; cast = Meg Ryan | Tom Hanks",
    "horror under 90 minutes": "find; runtime ..89; genres = Horror",
    "at most two hours, a drama": "find; runtime ..120; genres = Drama",
    "between 90 and 110 minutes": "find; runtime 90..110",
    "before 1960": "find; year ..1959",
    "the 60s and 70s, war films": "find; year 1960..1979; genres = War",
    "late eighties crime": "find; year 1987..1989; genres = Crime",
    "the last ten years": "find; year 2016..",
    "not animated": "find; not genres = Animation",
    "no horror or war": "find; not genres = Horror; not genres = War",
    "without Tom Hanks, from the 90s": "find; year 1990..1999; not cast = Tom Hanks",
    "not too long": "find; runtime ..119",
    "films by Hitchcock": "find; directors = Alfred Hitchcock",
    "films by the Coen brothers": "find; directors = Ethan Coen | Joel Coen",
    "films that Clint Eastwood directed": "find; directors = Clint Eastwood",
    "French comedies": "find; genres = Comedy; countries = FR",
    "comedies in French": "find; genres = Comedy; languages = fr",
    "animation by Disney": "find; genres = Animation; companies = Walt Disney Pictures",
    "something for two kids under ten tonight": "find; age 9; available = today",
    "a film for my 7 year old": "find; age 7",
    "something sad": "find; mood = sad",
    "films about dinosaurs": "find; about = dinosaurs",
    "like Alien but newer": "find; like = Alien; year 1980..",
    "longer than Alien": "find; runtime 118..",
    "the oldest drama film": "find; genres = Drama; sort year asc; first 1",
    "top 5 comedies": "find; genres = Comedy; sort critics_score desc; first 5",
    "how many comedies are there": "count; genres = Comedy",
    "who directed Alien?": "fact directors; title = Alien",
    "how long is Heat": "fact runtime; title = Heat",
    "cast of Casino": "fact cast; title = Casino",
    "who is in Her?": "fact cast; title = Her",
    "tell me about Tom Hanks": "fact everything; people = Tom Hanks",
    "is Tom Hanks in Casino?": "check; title = Casino; cast = Tom Hanks",
    "can I watch Alien tonight?": "check; title = Alien; available = today",
    "which is longer, Heat or Casino?": "compare runtime; title = Casino; title = Heat",
    "who was in both Heat and Casino": "shared cast; title = Casino; title = Heat",
    "films with night in the title": "find; title ~ night",
    "somthing like pulp ficton": "find; like = Pulp Fiction",
    "comedys with tom hanx": "find; genres = Comedy; cast = Tom Hanks",
    "arnold schwarzeneger films": "find; people = Arnold Schwarzenegger",
    "who directd shcindlers list": "fact directors; title = Schindler's List",
    "Komödien mit Tom Hanks unter 100 Minuten": "find; runtime ..99; genres = Comedy; "
    "cast = Tom Hanks",
    "qui a réalisé Alien ?": "fact directors; title = Alien",
    "drama, comedy or horror": "find; genres = Comedy | Drama | Horror",
    "from the late seventies to the early eighties": "find; year 1977..1983",
    "from 1980 on": "find; year 1980..",
    "drama, 100 to 120 minutes": "find; runtime 100..120; genres = Drama",
    "comedies for under tens": "find; genres = Comedy; age 9",
    "a comedy for kids 5, 9 and 13": "find; genres = Comedy; age 5",
    "live action for a 6 year old": "find; not genres = Animation; age 6",
    "foreign drama": "find; genres = Drama; not languages = en",
    "crime from Scandinavia": "find; genres = Crime; countries = DK | NO | SE",
    "drama set in Greece or Italy": "find; genres = Drama; about = greece | italy",
    "early Hitchcock": "find; people = Alfred Hitchcock; sort year asc",
    "a comedy, no kids, tonight": "find; genres = Comedy; available = today",
    "old films from before 1950": "find; year ..1949",
    "drama with a rating of at least 90%": "find; genres = Drama; critics_score 90..",
    "nothing longer than two hours": "find; runtime ..120",
    "Alien but newer": "find; like = Alien; year 1980..",
    "war films before Psycho": "find; year ..1959; genres = War",
    "Heat or Casino: which is longer?": "compare runtime; title = Casino; title = Heat",
    "the last decade": "find; year 2016..",
    "older than 50 years": "find; year ..1975",
    "an hour and a half at most": "find; runtime ..90",
    "no longer than 1h30": "find; runtime ..90",
    "at least 2.5 hours": "find; runtime 150..",
    "short, 80 minutes max": "find; runtime ..80",
    "three or more Oscars": "find; oscars 3..",
    "for a 5-year-old and a 9-year-old": "find; age 5",
    "I was born in 1985, so early nineties": "find; year 1990..1993",
    "not by Clint Eastwood": "find; not directors = Clint Eastwood",
    "films where Clint Eastwood is the director": "find; directors = Clint Eastwood",
    "Heat: how long is it?": "fact runtime; title = Heat",
    "is Alien older than Casino?": "compare year; title = Alien; title = Casino",
    "like Alien and Casino": "find; like = Alien; like = Casino",
    "who is in the pulp ficton": "fact cast; title = Pulp Fiction",
    "not a comedy": "find; not genres = Comedy",
    "what's a good film for a 7 year old": "find; age 7",
    "something to scare us": "find; genres = Horror",
    "in French, Italian or Spanish": "find; languages = es | fr | it",
    "something for my birthday": "find",
    "when do the rights to Alien end?": "fact available; title = Alien",
    "films with the word night in the title": "find; title ~ night",
    "wiht tom hanks": "find; cast = Tom Hanks",
    "hello": "greet",
    "thank you": "thanks",
    "what can you do?": "help",
    "will it rain tomorrow": "unknown",
    "zxqv blorp": "unknown",
    "?!": "unknown",
}


@pytest.mark.parametrize(("message", "expected"), MESSAGES.items())
def test_a_message_is_understood(understander: Understander, message: str, expected: str) -> None:
    assert write_query(understander(message, Context(2026)).query) == expected


def test_each_condition_has_the_words_that_say_it(understander: Understander) -> None:
    said = dict(understander("Comedies with Tom Hanks, not too long", Context(2026)).said)
    words = {condition.field: text for condition, text in said.items()}
    assert words == {"genres": "Comedies", "cast": "Tom Hanks", "runtime": "long"}


def test_words_without_meaning_are_told(understander: Understander) -> None:
    assert understander("a comedy, blorp zxqv quux glork", Context(2026)).unused == (
        "blorp zxqv quux glork",
    )


@pytest.mark.parametrize(
    "message", ["a" * 5000, "and " * 400, "\u202e\x00", "🎬🎬", "'; DROP TABLE"]
)
def test_any_text_is_taken(understander: Understander, message: str) -> None:
    assert understander(message, Context(2026)).query.act
