"""Choosing sentences of a description, and shortening one, without changing what it says."""

import re
from collections import Counter
from collections.abc import Sequence

from openslate.assistant.grounding.lexicon import COLOUR, STOP
from openslate.assistant.grounding.sentences import stem, words

FEWEST = 6
"""Words that a shortened sentence has at least."""
_CLAUSE = re.compile(r"(?:[;:–—]|,(?! (?:and|or) \w+,)| - )\s")  # noqa: RUF001 (dashes end clauses)
_DANGLING = re.compile(
    r"\b(?:and|or|but|who|which|that|when|while|where|as|with|the|a|an|of|to|in|his|her|their|by|"
    r"for|from|because|if|until|after|before)$",
    re.I,
)


def count(text: str) -> int:
    """Words as people count them.

    >>> count("A fast-paced film, of 1995.")
    5
    """
    return len(text.split())


def central(told: Sequence[str], most_words: int) -> tuple[str, ...]:
    """Sentences that say most of what all say, in their order, within a number of words.

    The first is taken where it fits, since descriptions begin with what matters; the others by how
    often their words come up (Luhn, 1958).
    """
    weights = Counter(w for sentence in told for w in set(_stems(sentence)))
    places = sorted(range(len(told)), key=lambda place: (place > 0, -_weight(told[place], weights)))
    chosen: list[int] = []
    left = most_words
    for place in places:
        if count(told[place]) <= left:
            chosen.append(place)
            left -= count(told[place])
    return tuple(told[place] for place in sorted(chosen))


def shortened(sentence: str, most_words: int) -> str | None:
    """The sentence, or its beginning up to the end of a clause; None where none fits.

    >>> shortened("A man sails, far from home, until he meets a storm.", 6)
    'A man sails, far from home.'
    """
    if count(sentence) <= most_words:
        return sentence
    ends = [match.start() for match in _CLAUSE.finditer(sentence)]
    for end in reversed(ends):
        part = sentence[:end].strip()
        whole = count(part) >= FEWEST and not _DANGLING.search(part)
        if count(part) <= most_words and whole and part.count("(") == part.count(")"):
            return f"{part}."
    return None


def _stems(sentence: str) -> list[str]:
    plain = (word.folded for word in words(sentence))
    return [stem(word) for word in plain if word not in STOP and word not in COLOUR]


def _weight(sentence: str, weights: Counter[str]) -> float:
    found = _stems(sentence)
    return sum(weights[one] for one in found) / (len(found) + 3)
