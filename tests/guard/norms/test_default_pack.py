"""What the pack that ships must have."""

from collections import Counter
from datetime import date

import pytest

from openslate.guard.norms.checks import check_norms
from openslate.guard.norms.norm import Norm, Stance
from openslate.guard.norms.reading import default_norms

FLOOR = {"child-sexual-exploitation", "indiscriminate-weapons", "self-harm-instructions"}
TOPICS = """
violent-crimes non-violent-crimes sex-crimes child-sexual-exploitation defamation
specialized-advice medical-advice legal-advice financial-advice privacy intellectual-property
indiscriminate-weapons hate self-harm self-harm-instructions sexual-content elections weapons
drugs-making cybercrime fraud theft human-trafficking terrorism stalking harassment animal-cruelty
eating-disorders misinformation manipulation profanity accuracy impartiality harm-and-offence
fairness consent crime-reporting children politics election-period war-and-emergencies religion
conflicts-of-interest commercial-influence gambling alcohol-and-drugs health-claims spoilers
unreleased-titles leaks talent-gossip talent-private-life deepfakes-of-talent voice-cloning piracy
account-sharing-and-circumvention vpn-geo-blocking impersonation harassment-of-staff scraping-data
prompt-injection-and-jailbreak system-prompt-leak fake-reviews bots-and-manipulation
medical-drama-imitation dangerous-stunts-and-challenges true-crime-victims minors-in-productions
employee-confidential box-office-insider-information
"""
"""What lessons and the exam speak of."""
FOR_CHILDREN = ("violent-crimes", "sexual-content", "self-harm", "alcohol-and-drugs", "gambling")
NORMS = list(default_norms().norms.values())


@pytest.mark.parametrize("topic", TOPICS.split())
def test_norms_restrain_a_topic_and_say_what_is_fine(topic: str) -> None:
    stances = Counter(norm.stance for norm in default_norms().norms_on(topic))
    assert stances[Stance.OFF_LIMITS] + stances[Stance.WITH_CARE]
    assert stances[Stance.ALLOWED] or stances[Stance.WITH_CARE]


def test_it_is_large_enough() -> None:
    assert len(default_norms().topics) >= 120
    assert len(NORMS) >= 150


def test_the_floor() -> None:
    floor = default_norms().floor
    assert {norm.topic for norm in floor} == FLOOR
    assert [norm.norm for norm in floor if norm.when or norm.exceptions] == []


def test_nothing_is_to_be_mended() -> None:
    assert check_norms(default_norms(), date(2026, 12, 1)) == ()


@pytest.mark.parametrize("topic", FOR_CHILDREN)
def test_children_have_norms_of_their_own(topic: str) -> None:
    read = [norm for norm in default_norms().norms_on(topic) if reads(norm, "viewer.age")]
    assert any(norm.stance is not Stance.ALLOWED for norm in read)


@pytest.mark.parametrize("norm", NORMS, ids=lambda norm: norm.norm)
def test_no_exception_believes_what_a_message_claims(norm: Norm) -> None:
    believed = [one.exception for one in norm.exceptions if "message.claims" in one.when.reads]
    assert believed == []


@pytest.mark.parametrize("norm", NORMS, ids=lambda norm: norm.norm)
def test_a_norm_has_two_to_four_examples_of_both_kinds(norm: Norm) -> None:
    assert 2 <= len(norm.examples.meant) <= 4
    assert 2 <= len(norm.examples.not_meant) <= 4


def test_no_example_is_meant_by_two_norms_of_opposite_stance() -> None:
    restrained = {t for n in NORMS if n.stance is Stance.OFF_LIMITS for t in n.examples.meant}
    allowed = {t for n in NORMS if n.stance is Stance.ALLOWED for t in n.examples.meant}
    assert restrained & allowed == set()


@pytest.mark.parametrize("norm", NORMS, ids=lambda norm: norm.norm)
def test_severe_exceptions_do_not_allow_outright(norm: Norm) -> None:
    """Where life and limb are at stake an exception asks for care, unless it only explains."""
    outright = [one for one in norm.exceptions if one.stance is Stance.ALLOWED]
    assert norm.severity < 5 or outright == []


def reads(norm: Norm, field: str) -> bool:
    return norm.when is not None and field in norm.when.reads
