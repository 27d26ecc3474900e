"""Cuts text into words, and says where each stood."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\d+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word in lower case without accents, and characters `start` to `end` of its text.

    Chinese and Japanese are cut into single characters: they write no spaces.
    """

    plain: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Words and numbers in order; punctuation is left out.

    >>> [word.plain for word in words_of("Où est l'Été, 2021?")]
    ['ou', 'est', "l'ete", '2021']
    """
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if not text.isascii() and _UNSPACED.search(match[0]):
            found += [Word(text[at], at, at + 1) for at in range(start, end)]
        else:
            found.append(Word(plain(match[0]), start, end))
    return found


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Lower case without accents; a curly apostrophe becomes a straight one."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.lower().replace("\u2019", "'").replace("ß", "ss"))
    return "".join(c for c in apart if not unicodedata.combining(c))
