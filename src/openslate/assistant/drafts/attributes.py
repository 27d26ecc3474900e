"""What can be measured in a draft, so that picks between drafts can be learned from."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from openslate.assistant.grounding import FactKind, GroundFact
from openslate.assistant.grounding.fact import PEOPLE
from openslate.assistant.grounding.lexicon import COLOUR, GENRES, STOP
from openslate.assistant.grounding.sentences import sentences, words

ATTRIBUTES: Mapping[str, str] = {
    "length": "more words",
    "sentence_length": "longer sentences",
    "names": "more people named",
    "title": "naming the title",
    "genre_words": "genre words",
    "praise": "words of praise",
    "readability": "easy reading",
    "hook": "a hook: a question, a turn, somebody in trouble",
    "years": "years and numbers",
}
"""What is measured, and what liking it means."""
_VOWELS = re.compile(r"[aeiouy]+")
_HOOK = re.compile(
    r"\?|\b(?:but|until|when|must|only to|before|unless|against|yet|secret|murder\w*|lost|"
    r"discover\w*|race|hunt\w*|trapped|survive|truth)\b",
    re.I,
)


def attributes(text: str, facts: Sequence[GroundFact]) -> dict[str, float]:
    """Values by name; shares and counts, none of them scaled."""
    found = words(text)
    many = max(1, len(found))
    lower = text.casefold()
    people = {fact.value.casefold() for fact in facts if fact.kind in PEOPLE}
    titles = {fact.value.casefold() for fact in facts[:1] if fact.kind is FactKind.TITLE}
    per_sentence = many / max(1, len(list(sentences(text))))
    praise = [word for word in found if word.folded in COLOUR - STOP]
    return {
        "length": float(np.log(many)),
        "sentence_length": per_sentence / 10,
        "names": min(4.0, sum(name in lower for name in people)),
        "title": float(any(title in lower for title in titles)),
        "genre_words": min(3.0, sum(word.folded in GENRES for word in found)),
        "praise": 10 * len(praise) / many,
        "readability": _flesch(text, many, per_sentence) / 100,
        "hook": min(3.0, len(_HOOK.findall(text))),
        "years": min(3.0, sum(word.text.isdigit() for word in found)),
    }


def _flesch(text: str, many: int, per_sentence: float) -> float:
    """Reading ease (Flesch, 1948), within 0 and 100; syllables are counted as runs of vowels."""
    syllables = sum(max(1, len(_VOWELS.findall(word.folded))) for word in words(text))
    return float(np.clip(206.835 - 1.015 * per_sentence - 84.6 * syllables / many, 0, 100))
