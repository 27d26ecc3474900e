"""The lessons that ship: no message twice, no unknown topic, enough contrast for every topic."""

import re
from collections import Counter
from functools import cache

import pytest

from openslate.common.text import fold
from openslate.guard.lessons.read_lessons import Lesson, Verdict, shipped_lessons

MEDIA = [
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
EDITORIAL = [
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
]
HAZARDS = [
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
]


@cache
def lessons() -> tuple[Lesson, ...]:
    """Read once for all tests here."""
    return shipped_lessons()


def normal(text: str) -> str:
    """Letters and digits only, so that a comma does not make a message another one."""
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


def test_no_message_is_there_twice() -> None:
    counts = Counter(normal(lesson.text) for lesson in lessons())
    assert [text for text, count in counts.items() if count > 1] == []


def test_every_topic_is_known() -> None:
    named = {lesson.topic or lesson.about for lesson in lessons()} - {None}
    assert named - {*MEDIA, *EDITORIAL, *HAZARDS} == set()


@pytest.mark.parametrize("topic", [*MEDIA, *EDITORIAL])
def test_a_topic_has_more_harmless_neighbours_than_restrained_messages(topic: str) -> None:
    restrained = sum(lesson.topic == topic for lesson in lessons())
    neighbours = sum(lesson.about == topic for lesson in lessons())
    assert restrained >= 25
    assert neighbours >= 35


def test_ordinary_requests_are_many() -> None:
    ordinary = [lesson for lesson in lessons() if not (lesson.topic or lesson.about)]
    assert len(ordinary) >= 600
    assert all(lesson.verdict is Verdict.ALLOWED for lesson in ordinary)


def test_other_languages_than_english_are_there() -> None:
    counts = Counter(lesson.lang for lesson in lessons())
    assert all(counts[lang] >= 40 for lang in ("de", "fr", "es", "it"))
    assert counts["en"] < 0.95 * len(lessons())
