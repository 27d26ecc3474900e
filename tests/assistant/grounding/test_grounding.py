"""Sentences that facts back, and those that only look as if."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assistant.grounding.facts_of_two import FACTS, SEVEN, fact

from openslate.assistant.grounding import FactKind, Grounding, dropped, marked
from openslate.assistant.grounding.sentences import MOST_LETTERS, cleaned

BACKED = [
    "Seven is a 1995 film directed by David Fincher.",
    "Directed by David Fincher and written by Andrew Kevin Walker, it stars Brad Pitt.",
    "David Fincher directed Seven.",
    "Brad Pitt and Morgan Freeman star in Fincher's Seven (1995).",
    "It runs 127 minutes.",
    "It is 2 hours and 7 minutes long.",
    "It runs over two hours and under 130 minutes.".replace("two hours", "120 minutes"),
    "Seven was released on 22 September 1995.",
    "Two detectives hunt a killer in a city of endless rain.",
    "Somerset and Mills hunt a killer.",
    "12 Monkeys was directed by Terry Gilliam, and Seven was directed by David Fincher.",
    "Terry Gilliam's Twelve Monkeys stars Bruce Willis.",
    "It is available in the United Kingdom until 1 April 2026.",
    "82% of reviews were favourable.",
    "The American crime film grossed about $327 million.",
    "A mystery of the 1990s.",
    "It is rated R.",
    "Seven was made in the United States and is available in the United Kingdom.",
    "Watching Brad Pitt in Seven is a joy.",
    "It grossed $327 million.",
    "From director David Fincher comes Seven.",
    "David Fincher is the director of Seven.",
    "David Fincher sat in the director's chair for Seven.",
    "The cast of Seven includes Brad Pitt and Morgan Freeman.",
    "Seven's script is by Andrew Kevin Walker.",
    "Seven lasts two hours and seven minutes.",
    "It lasts one hundred and twenty-seven minutes.",
    "Seven was first shown on the twenty-second of September 1995.",
    "It opened on September the twenty-second, 1995.",
    "It earned 327.3 million dollars.",
    "Seven, the work of one writer, grips.",
    "Seven premiered in 1995.",
    "This American production is called Seven.",
]
INVENTED = [
    ("Seven is a 1996 film.", "1995"),
    ("It came out in nineteen ninety-six.", "1995"),
    ("Seven was released on 23 September 1995.", "No fact"),
    ("Seven was directed by Terry Gilliam.", "12 Monkeys"),
    ("Seven was directed by Brad Pitt.", "actor of Seven, not director"),
    ("Seven was directed by David Finch.", "No fact names David Finch"),
    ("Seven was directed by david lynch.", "Nobody"),
    ("Directed by David Fincher and Brad Pitt, it grips.", "not director"),
    ("12 Monkeys was written by Andrew Kevin Walker.", "Seven"),
    ("David Fincher directed 12 Monkeys.", "Seven"),
    ("Morgan Freeman directs Brad Pitt here.", "not director"),
    ("It runs 172 minutes.", "127"),
    ("It is three hours long.", "127"),
    ("It runs under 100 minutes.", "127"),
    ("It won two Oscars.", "No fact"),
    ("The film won an award.", "award"),
    ("It is an award-winning film.", "award"),
    ("It is the sequel to a hit.", "sequel"),
    ("It is based on a true story.", "based"),
    ("It is available in Germany.", "Germany"),
    ("Seven was made in the United Kingdom.", "United Kingdom"),
    ("Seven is available in the United States.", "United States"),
    ("Seven is set in the United States.", "United States"),
    ("It grossed $328 million.", "327311859"),
    ("It is available in the United Kingdom until 1 May 2026.", "No fact"),
    ("12 Monkeys is available to stream.", "available"),
    ("It grossed $500 million.", "327311859"),
    ("95% of critics loved it.", "82"),
    ("Kevin Spacey plays the killer.", "Kevin Spacey"),
    ("It is a musical comedy.", "musical"),
    ("A baker learns to fly over sunny meadows.", "Nothing in the facts"),
    ("Spielberg returns.", "Nothing in the facts"),
    ("Wew directed Seven.", "No fact names Wew"),
    ("Fincher did not direct Seven.", "denies"),
    ("Mills was played by Matt Damon.", "Matt Damon"),
    ("The S\u0435ven sequel.", "sequel"),
    ("Kev\u200bin Spa\u200bcey stars.", "Kevin Spacey"),
    ("It was shot in 43 days.", "43"),
    ("Brad Pitt is the director of Seven.", "actor of Seven, not director"),
    ("The cast of Seven includes David Fincher.", "director of Seven, not actor"),
    ("Directing Seven fell to Brad Pitt.", "actor of Seven, not director"),
    ("David Fincher is credited as the writer of Seven.", "director of Seven, not writer"),
    ("The score of Seven is by David Fincher.", "director of Seven, not composer"),
    ("Seven lasts two hours and eight minutes.", "127"),
    ("It lasts an hour and a half.", "127"),
    ("It opened on the twenty-first of September 1995.", "No fact"),
    ("It earned 328.3 million dollars.", "327311859"),
    ("Seven has two directors.", "two"),
    ("Seven premiered in 1996.", "1995"),
    ("Canada is where Seven comes from.", "Canada"),
    ("Seven is spoken in American.", "American"),
    ("This Canadian production is called Seven.", "Canadian"),
    ("It was shot in 127 days.", "127"),
    ("See www.example.net for more.", "address"),
]
NO_CLAIM = ["A gripping story, and so much more!", "Dear viewer,", "Thank you for writing to us."]


@pytest.mark.parametrize("text", BACKED)
def test_a_sentence_that_facts_back(text: str) -> None:
    (one,) = marked(text, FACTS)
    assert (one.grounding, one.why) == (Grounding.SUPPORTED, ())
    assert one.sources


@pytest.mark.parametrize(("text", "why"), INVENTED)
def test_an_invented_fact_is_found_and_told(text: str, why: str) -> None:
    (one,) = marked(text, FACTS)
    assert one.grounding is Grounding.UNSUPPORTED
    assert why in " ".join(one.why)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_a_sentence_without_a_claim(text: str) -> None:
    assert marked(text, FACTS)[0].grounding is Grounding.NO_CLAIM


def test_a_sentence_is_read_with_the_one_before() -> None:
    first, second = marked("12 Monkeys is by Terry Gilliam. It stars Bruce Willis.", FACTS)
    assert first.grounding is second.grounding is Grounding.SUPPORTED
    assert marked("Seven. It stars Bruce Willis.", FACTS)[1].grounding is Grounding.UNSUPPORTED


def test_a_name_may_hold_a_denial_or_full_stops() -> None:
    facts = (
        fact("home", FactKind.TITLE, "No Direction Home"),
        fact("home", FactKind.RUNTIME, "205"),
        fact("home", FactKind.ACTOR, "E.J. Bonilla"),
    )
    (one,) = marked("No Direction Home stars E.J. Bonilla and runs 205 minutes.", facts)
    assert (one.grounding, one.why) == (Grounding.SUPPORTED, ())
    (denied,) = marked("No Direction Home does not star E.J. Bonilla.", facts)
    assert denied.grounding is Grounding.UNSUPPORTED


def test_only_what_is_backed_is_left() -> None:
    text = "Seven is by David Fincher. It won nine Oscars. Brad Pitt stars."
    assert dropped(text, FACTS) == "Seven is by David Fincher. Brad Pitt stars."


def test_what_stood_on_a_dropped_sentence_is_looked_at_again() -> None:
    text = "12 Monkeys won nine Oscars. It stars Bruce Willis."
    assert dropped(text, FACTS) == ""


def test_a_title_may_be_shortened() -> None:
    facts = (
        fact("rings", FactKind.TITLE, "The Lord of the Rings: The Two Towers"),
        fact("rings", FactKind.DIRECTOR, "Peter Jackson"),
        fact("seven", FactKind.TITLE, "Seven"),
        fact("seven", FactKind.DIRECTOR, "David Fincher"),
    )
    for called in ("The Lord of the Rings", "Lord of the Rings: The Two Towers"):
        (one,) = marked(f"{called} was directed by Peter Jackson.", facts)
        assert (one.grounding, one.why) == (Grounding.SUPPORTED, ())
        (one,) = marked(f"{called} was directed by David Fincher.", facts)
        assert one.grounding is Grounding.UNSUPPORTED


def test_without_facts_nothing_is_backed() -> None:
    assert marked("Seven is by David Fincher.", ())[0].grounding is Grounding.UNSUPPORTED
    assert marked("", SEVEN) == ()


def test_an_endless_text_is_cut_and_the_rest_of_its_sentences_marked() -> None:
    checked = marked("Hi there. " * 100_000, SEVEN)
    assert sum(len(one.text) for one in checked) == MOST_LETTERS
    assert checked[-1].grounding is Grounding.UNSUPPORTED


@pytest.mark.parametrize("piece", ["1 ", "12 h ", "Abc ", "directed by ", "(", "1,"])
def test_a_sentence_that_is_too_long_is_marked_unread(piece: str) -> None:
    (one,) = marked(piece * MOST_LETTERS, FACTS)
    assert one.grounding in (Grounding.UNSUPPORTED, Grounding.NO_CLAIM)
    assert (one.grounding is Grounding.UNSUPPORTED) == (piece != "(")


@given(st.text(max_size=200))
def test_marking_loses_no_character(text: str) -> None:
    assert "".join(one.text for one in marked(text, FACTS)) == cleaned(text)


@given(st.integers(1870, 2100).filter(lambda year: year not in (1995, 2026)))
def test_no_other_year_is_ever_backed(year: int) -> None:
    assert marked(f"Seven, released in {year}.", FACTS)[0].grounding is Grounding.UNSUPPORTED
