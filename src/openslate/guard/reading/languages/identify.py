"""Says which language a message is in, from its script, its small words and its letters."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import log

from openslate.guard.reading.languages.frequent_words import frequent_words

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_LETTERS = {"de": "äöüß", "fr": "êèàçœùîû", "es": "ñ¿¡", "it": "òì", "pt": "ãõ"}
FREQUENT = 3.0  # what one frequent word is worth beside its letters
OWN_LETTER = 2.0
SURE = 1.0  # by so much the best must lead
HOME = 0.6  # most messages are in English


def language_of(text: str, words: Sequence[str]) -> str | None:
    """ISO 639-1 code of the language; None where the message is too short to be sure.

    `words` are those of `text` in plain letters.
    """
    other = _by_script(text)
    if other or not words:
        return other
    scores = {code: HOME if code == "en" else 0.0 for code in frequent_words()}
    for word in words:
        for code, points in _points(word).items():
            scores[code] += points
    if not text.isascii():
        lower = text.lower()
        for code, letters in _LETTERS.items():
            scores[code] += OWN_LETTER * sum(lower.count(letter) for letter in letters)
    (best, most), (_, next_most) = Counter(scores).most_common(2)
    return best if most - next_most >= SURE else None


def _by_script(text: str) -> str | None:
    if text.isascii():
        return None
    letters = sum(map(str.isalpha, text))
    found = (code for code, pattern in _SCRIPTS if 3 * len(pattern.findall(text)) > letters)
    return next(found, None)


@lru_cache(maxsize=65536)
def _points(word: str) -> Mapping[str, float]:
    """How much a word speaks for each language: by being frequent, and by its letters."""
    homes = [code for code, words in frequent_words().items() if word in words]
    points = {code: FREQUENT / len(homes) for code in homes}
    if not homes and len(word) > 2 and word.isalpha():
        for code, table in _trigrams().items():
            points[code] = sum(log(table.get(t, 0.5)) for t in _threes(word)) / len(word)
    return points


@cache
def _trigrams() -> Mapping[str, Mapping[str, float]]:
    tables = {}
    for code, words in frequent_words().items():
        counts = Counter(three for word in words for three in _threes(word))
        scale = 1500 / sum(counts.values())
        tables[code] = {three: 0.5 + count * scale for three, count in counts.items()}
    return tables


def _threes(word: str) -> list[str]:
    framed = f" {word} "
    return [framed[at : at + 3] for at in range(len(framed) - 2)]
