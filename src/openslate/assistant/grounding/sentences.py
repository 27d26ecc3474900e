"""A text as sentences and words, without what hides in it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from openslate.common.text import fold

MOST_LETTERS = 20_000
"""Characters of a text that are looked at; no draft is longer."""
_SHORT = frozenset(
    {"mr", "mrs", "ms", "dr", "st", "vs", "jr", "sr", "prof", "no", "vol", "etc"}
    | {"bros", "inc", "ltd", "co", "corp"}
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|\n+")  # noqa: RUF001 (ends of sentences)
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*", re.UNICODE)  # noqa: RUF001
_INITIALS = re.compile(r"\W*(?:[A-Z]\.)*[A-Z]")
_POSSESSIVE = re.compile(r"['’]s$")  # noqa: RUF001


@dataclass(frozen=True)
class Word:
    """A word as it stands: characters `start` to `end` of its sentence, and folded."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins like a name."""
        return self.text[:1].isupper()


def cleaned(text: str) -> str:
    r"""The text in one spelling, cut to what is looked at, without characters that nobody sees.

    >>> cleaned("Se\u200bven\u00ad (\uff11995)")
    'Seven (1995)'
    """
    plain = unicodedata.normalize("NFKC", text[:MOST_LETTERS])
    return "".join(c for c in plain if c == "\n" or unicodedata.category(c)[0] != "C")


def sentences(text: str) -> Iterator[str]:
    """Sentences with the blanks behind them; joined they are the text.

    >>> list(sentences("Mr. Ripley sails. He returns!"))
    ['Mr. Ripley sails. ', 'He returns!']
    """
    start = 0
    for end in _END.finditer(text):
        before = text[start : end.start()].split()[-1:]
        short = before and (before[0].lower() in _SHORT or _INITIALS.fullmatch(before[0]))
        if short and "\n" not in end.group() and end.group()[0] == ".":
            continue
        yield text[start : end.end()]
        start = end.end()
    if start < len(text):
        yield text[start:]


def words(sentence: str) -> tuple[Word, ...]:
    """Its words; the 's of a possessive belongs to none."""
    found = []
    for match in _WORD.finditer(sentence):
        text = _POSSESSIVE.sub("", match.group())
        if text:
            end = match.start() + len(text)
            found.append(Word(text, fold(text).replace("’", "'"), match.start(), end))  # noqa: RUF001
    return tuple(found)


def stem(word: str) -> str:
    """A folded word without its ending, so that 'detectives' and 'detective' are one.

    >>> stem("detectives"), stem("hunting"), stem("stories")
    ('detectiv', 'hunt', 'stor')
    """
    for ending in ("ies", "ing", "ed", "es", "s", "ly", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
