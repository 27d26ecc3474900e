"""Being the only pair that comes near is evidence, where nothing but names is known."""

import json

import pytest

from openslate.catalogue.identity.alone import RARE_ENOUGH, could_be_alone, least_odds, share_alone
from openslate.catalogue.identity.compare import Comparison, WordRarity, agree, compare
from openslate.catalogue.identity.contender import Contender
from openslate.catalogue.identity.names import read_name
from openslate.catalogue.identity.records import Entry
from openslate.catalogue.identity.rivals import with_rivals
from openslate.catalogue.identity.settings import ResolverSettings

SETTINGS = ResolverSettings()
FULL = SETTINGS.weights.unrivalled  # 3.0
FOUR_BITS = WordRarity({}, 4.0)


def compared(left: Entry, right: Entry) -> Comparison:
    name = agree(left.name.forms[0], right.name.forms[0], FOUR_BITS)
    return compare(left, right, name, FOUR_BITS)


def entry(source: str, name: str, year: int | None = None, directors: str = "") -> Entry:
    people = frozenset(directors.split())
    return Entry(source, name, read_name(name), year=year, directors=people, people=people)


@pytest.mark.parametrize(
    ("left", "right", "could"),
    [
        (entry("a", "Brazil"), entry("b", "Brazil"), True),
        (entry("a", "Brazil", 1985), entry("b", "Brazil"), True),
        (entry("a", "Brazil", 1985), entry("b", "Brazil", 1985), False),  # years tell more
        (entry("a", "Brazil"), entry("a", "Brazil"), False),  # one source
        (entry("a", "Alien"), entry("b", "Alien 3"), False),  # one is numbered
        (entry("a", "Brazil", None, "gilliam"), entry("b", "Brazil", None, "donen"), False),
        (entry("a", "Brazil", None, "gilliam"), entry("b", "Brazil", None, "gilliam"), True),
    ],
)
def test_when_being_alone_may_count(left: Entry, right: Entry, could: bool) -> None:
    assert could_be_alone(compared(left, right)) is could


def test_rare_words_in_common_count_more() -> None:
    """Four bits a word: one word is a third of twelve bits, three are all of it."""
    one, three = "Brazil", "Rosencrantz Guildenstern Dead"
    assert share_alone(compared(entry("a", one), entry("b", one))) == pytest.approx(4 / RARE_ENOUGH)
    assert share_alone(compared(entry("a", three), entry("b", three))) == 1.0


def test_what_may_be_alone_is_kept_longer() -> None:
    alone = least_odds(compared(entry("a", "Brazil"), entry("b", "Brazil")), SETTINGS)
    dated = compared(entry("a", "Brazil", 1985), entry("b", "Brazil", 1985))
    assert least_odds(dated, SETTINGS) - alone == pytest.approx(FULL)


def pair(left: str, right: str, odds: float, alone: float = 1.0) -> Contender:
    """A contender of sources a and b; nothing is said of it yet."""
    return Contender(
        ("a", left), ("b", right), odds, "same-name", "Names agree.", "[]", left, right, alone, ""
    )


def odds_of(*pairs: Contender, settings: ResolverSettings = SETTINGS) -> list[float]:
    return [found.odds for found in with_rivals(pairs, settings)]


def test_a_pair_without_any_rival_gains_in_full_and_says_so() -> None:
    (found,) = with_rivals([pair("1", "1", 1.0)], SETTINGS)
    assert found.odds == 1.0 + FULL
    assert json.loads(found.contributions)[-1][1] == FULL
    assert "no other record comes near" in found.evidence.lower()


@pytest.mark.parametrize(
    ("rival", "gained"),
    [(1.0, 0.0), (-0.5, FULL / 2), (-2.0, FULL), (-5.0, FULL)],
)
def test_the_nearer_the_rival_the_less_is_gained(rival: float, gained: float) -> None:
    """Three log-odds ahead is far enough: 1.0 against -0.5 is half of that."""
    first, _ = odds_of(pair("1", "1", 1.0), pair("1", "2", rival))
    assert first == pytest.approx(1.0 + gained)


def test_a_rival_that_has_someone_better_is_none() -> None:
    """Record 2 of b is nearly as close to 1, but closer still to 2 of a."""
    first, *_ = odds_of(pair("1", "1", 4.0), pair("1", "2", 3.5), pair("2", "2", 6.0))
    assert first == 4.0 + FULL


def test_what_knows_more_than_names_gains_nothing() -> None:
    found = pair("1", "1", 1.0, alone=0.0)
    assert with_rivals([found], SETTINGS) == [found]


def test_several_of_one_source_are_no_rivals_of_each_other() -> None:
    """Where rows of a may be the same row of b, they do not compete for it."""
    many = ResolverSettings(several=frozenset("a"))
    pairs = pair("1", "1", 1.0), pair("2", "1", 1.0)
    assert odds_of(*pairs) == [1.0, 1.0]
    assert odds_of(*pairs, settings=many) == [1.0 + FULL] * 2
