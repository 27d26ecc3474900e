"""What a message wants done: rules over how it begins, by language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from openslate.guard.facts import Asks

FILE = Path(__file__).with_suffix(".yaml")
LONGEST = 400  # characters; what is asked stands at the start
_GREETING = (
    r"(?:(?:hi|hello|hey|hallo|bonjour|salut|hola|ciao|please|bitte|por favor|per favore|"
    r"so|and|but|ok|okay|well|just|now|then|also|yo|dear \w+|und|et|y|e|um|tell me|excuse me|"
    r"s'il (?:te|vous) plait)\s+){0,3}"
)


@dataclass(frozen=True)
class AskingRule:
    """A pattern over plain words, and what is asked where it is found."""

    asks: Asks
    pattern: re.Pattern[str]


def what_is_asked(words: Sequence[str], language: str | None) -> Asks:
    """The first rule's answer; rules of English count in every language that has none.

    `words` are plain words of the message.
    """
    text = " ".join(words)[:LONGEST]
    rules = _rules()
    own = rules.get(language or "en", ())
    for rule in own if language == "en" else (*own, *rules["en"]):
        if rule.pattern.search(text):
            return rule.asks
    return Asks.OTHER


@cache
def _rules() -> Mapping[str, tuple[AskingRule, ...]]:
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {language: tuple(map(_rule, rules)) for language, rules in told.items()}


def _rule(told: Mapping[str, str]) -> AskingRule:
    pattern = rf"^{_GREETING}(?:{told['opens']})" if "opens" in told else told["holds"]
    return AskingRule(Asks(told["asks"]), re.compile(pattern))
