"""What the pack that ships must have."""

import pytest

from openslate.guard.norms.norm import Stance
from openslate.guard.norms.reading import default_norms

FLOOR = {"child-sexual-exploitation", "indiscriminate-weapons", "self-harm-instructions"}
TOPICS = [
    "violent-crimes",
    "non-violent-crimes",
    "sex-crimes",
    "child-sexual-exploitation",
    "defamation",
    "specialized-advice",
    "medical-advice",
    "legal-advice",
    "financial-advice",
    "privacy",
    "intellectual-property",
    "indiscriminate-weapons",
    "hate",
    "self-harm",
    "self-harm-instructions",
    "sexual-content",
    "elections",
    "weapons",
    "drugs-making",
    "cybercrime",
    "fraud",
    "theft",
    "human-trafficking",
    "terrorism",
    "stalking",
    "harassment",
    "animal-cruelty",
    "eating-disorders",
    "misinformation",
    "manipulation",
    "profanity",
    "accuracy",
    "impartiality",
    "harm-and-offence",
    "fairness",
    "consent",
    "crime-reporting",
    "children",
    "politics",
    "election-period",
    "war-and-emergencies",
    "religion",
    "conflicts-of-interest",
    "commercial-influence",
    "gambling",
    "alcohol-and-drugs",
    "health-claims",
    "spoilers",
    "unreleased-titles",
    "leaks",
    "talent-gossip",
    "talent-private-life",
    "deepfakes-of-talent",
    "voice-cloning",
    "piracy",
    "account-sharing-and-circumvention",
    "vpn-geo-blocking",
    "impersonation",
    "harassment-of-staff",
    "scraping-data",
    "prompt-injection-and-jailbreak",
    "system-prompt-leak",
    "fake-reviews",
    "bots-and-manipulation",
    "medical-drama-imitation",
    "dangerous-stunts-and-challenges",
    "true-crime-victims",
    "minors-in-productions",
    "employee-confidential",
    "box-office-insider-information",
]
"""What lessons and the exam speak of."""


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_there_and_norms_speak_of_it(topic: str) -> None:
    assert topic in default_norms().topics


def test_the_floor() -> None:
    assert {norm.topic for norm in default_norms().floor} == FLOOR
    assert all(norm.stance is Stance.OFF_LIMITS for norm in default_norms().floor)
