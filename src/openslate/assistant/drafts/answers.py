"""Questions that viewers ask about a title, and answers from its facts."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from openslate.assistant.drafts.availability import availability
from openslate.assistant.drafts.extract import central
from openslate.assistant.drafts.material import Material, placed
from openslate.assistant.grounding import FactKind

UNKNOWN = "Our catalogue does not say."
"""The answer where no fact answers."""


@dataclass(frozen=True)
class Answer:
    """A question as a list of questions has it, and its answer."""

    question: str
    text: str

    @property
    def known(self) -> bool:
        """Whether facts answer it."""
        return self.text != UNKNOWN


@dataclass(frozen=True)
class _Topic:
    asked: str
    words: re.Pattern[str]
    answer: Callable[[Material], str]


def _names(kind: FactKind, words: str) -> Callable[[Material], str]:
    def answer(material: Material) -> str:
        names = material.some(kind)
        return words.format(title=material.title, names=names) if names else ""

    return answer


def _length(material: Material) -> str:
    minutes = material.one(FactKind.RUNTIME)
    return f"{material.title} runs {minutes} minutes." if minutes else ""


def _age(material: Material) -> str:
    rating = material.one(FactKind.AGE_RATING)
    return f"{material.title} is rated {rating}." if rating else ""


def _about(material: Material) -> str:
    return " ".join(central(material.story, 60))


def _year(material: Material) -> str:
    return f"{material.title} came out in {material.year}." if material.year else ""


def _awards(material: Material) -> str:
    won = material.one(FactKind.AWARDS)
    return f"Academy Awards won: {won}." if won and won != "0" else ""


def _made(material: Material) -> str:
    names = material.some(FactKind.COUNTRY)
    return f"{material.title} was made in {placed(names)}." if names else ""


def _topic(asked: str, words: str, answer: Callable[[Material], str]) -> _Topic:
    return _Topic(asked, re.compile(rf"\b(?:{words})\b", re.I), answer)


_TOPICS = (
    _topic("What is {title} about?", "about|plot|story|happens", _about),
    _topic(
        "Who directed {title}?",
        "direct(?:ed|or|s)?|film ?maker|who made",
        _names(FactKind.DIRECTOR, "{title} was directed by {names}."),
    ),
    _topic(
        "Who is in {title}?",
        "cast|actors?|actress|star(?:s|ring|red)?|who (?:is|plays)|play(?:s|ed)",
        _names(FactKind.ACTOR, "The cast includes {names}."),
    ),
    _topic(
        "Who wrote {title}?",
        "writ(?:er|ers|ten)|wrote|screenplay|script",
        _names(FactKind.WRITER, "{title} was written by {names}."),
    ),
    _topic(
        "Who composed the music of {title}?",
        "music|composer|composed|score|soundtrack",
        _names(FactKind.COMPOSER, "The music of {title} was composed by {names}."),
    ),
    _topic("How long is {title}?", "how long|length|running time|minutes|hours?|runtime", _length),
    _topic("When was {title} released?", "when was|released?|year|how old|came out", _year),
    _topic(
        "Is {title} suitable for children?",
        "child(?:ren)?|kids?|suitable|age|rating|rated|years old",
        _age,
    ),
    _topic(
        "Where and when can I watch {title}?",
        "watch|available|stream|where|repeat(?:ed)?|again|missed|see it|broadcast|shown",
        availability,
    ),
    _topic(
        "In which language is {title}?",
        "languages?|subtitles?|subtitled|dubbed",
        _names(FactKind.LANGUAGE, "{title} is in {names}."),
    ),
    _topic(
        "Where was {title} made?",
        "countr(?:y|ies)|made in|where was",
        _made,
    ),
    _topic("Did {title} win Academy Awards?", "awards?|oscars?|won|prizes?", _awards),
)


def all_answers(material: Material) -> list[Answer]:
    """Every question that facts answer."""
    answers = (_answer(topic, material) for topic in _TOPICS)
    return [answer for answer in answers if answer.known]


def answers_to(asked: str, material: Material) -> list[Answer]:
    """Answers to what a text asks about, also those that are not known."""
    plain = re.sub(re.escape(material.title), " ", asked, flags=re.I)
    return [_answer(topic, material) for topic in _TOPICS if topic.words.search(plain)]


def _answer(topic: _Topic, material: Material) -> Answer:
    question = topic.asked.format(title=material.title)
    return Answer(question, topic.answer(material) or UNKNOWN)
