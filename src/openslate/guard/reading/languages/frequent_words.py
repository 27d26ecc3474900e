"""The words that a language cannot do without, by language, in plain letters."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".txt")


@cache
def frequent_words() -> Mapping[str, frozenset[str]]:
    """Words by ISO 639-1 code."""
    lines = (line.partition(":") for line in FILE.read_text(encoding="utf-8").splitlines())
    return {code: frozenset(words.split()) for code, _, words in lines}


@cache
def all_frequent_words() -> frozenset[str]:
    """Frequent words of any of the languages."""
    return frozenset().union(*frequent_words().values())
