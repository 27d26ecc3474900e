"""A message as words: folded for comparing, with the place each has in what was written."""

import re
from dataclasses import dataclass

from openslate.common.text import fold

_WORD = re.compile(r"[^\W_]+")
_UNIT = r"(?:mins?|minutes?|hours?|hrs?|h|yo|yrs?|years?|yearolds?|percent)\b"
_PIECE = re.compile(rf"\d+[.,]5\b|\d+(?={_UNIT}|h\d)|(?<=\d)h(?=\d)|[^\W_]+|\+|%", re.IGNORECASE)
_BREAK = re.compile(r"[,;:.!?()\u2013\u2014]|\s-+\s|\n")
SIGNS = {"+": "and", "%": "percent"}
MOST_WORDS = 60
MOST_LETTERS = 1_000


@dataclass(frozen=True)
class Word:
    """One word. `breaks` tells that punctuation stands before it, `capital` that it begins so.

    `meant` is the known word that a misspelt one most likely is, empty where it is spelt right.
    """

    text: str
    start: int
    end: int
    breaks: bool = False
    capital: bool = False
    meant: str = ""

    @property
    def plain(self) -> str:
        """The word as it should have been spelt."""
        return self.meant or self.text


def words_of(message: str) -> tuple[Word, ...]:
    """The first sixty words of a message.

    >>> [w.text for w in words_of("Schindler's List, Amélie & M*A*S*H")]
    ['schindler', 's', 'list', 'amelie', 'and', 'm', 'a', 's', 'h']
    """
    text = message[:MOST_LETTERS].replace("&", "+")
    found: list[Word] = []
    last = 0
    for match in _PIECE.finditer(text):
        between = text[last : match.start()]
        word = SIGNS.get(match[0]) or fold(match[0])
        breaks = bool(found) and _BREAK.search(between) is not None
        found.append(Word(word, match.start(), match.end(), breaks, match[0][0].isupper()))
        last = match.end()
    return tuple(found[:MOST_WORDS])


def key_of(name: str) -> str:
    """A name as it is compared: its folded words with one blank between.

    >>> key_of("Dr. Strangelove or: How I Learned")
    'dr strangelove or how i learned'
    """
    return " ".join(_WORD.findall(fold(name.replace("&", " and "))))
