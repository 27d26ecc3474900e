"""Undoes what was done to single letters: invisible ones, lookalikes, marks piled on them."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from openslate.guard.reading.disguises.known_words import is_known
from openslate.guard.reading.languages.frequent_words import frequent_words
from openslate.guard.reading.normal_text import NormalText
from openslate.guard.reading.words import plain, words_of

_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_JOINERS = {"\u200c", "\u200d"}  # some scripts and emoji need them
_MOST_MARKS = 2
_ODD = 3  # so many English words with accents they never have are no accident


def show_invisible(text: NormalText) -> NormalText:
    """Take out characters that nobody sees inside words."""
    found = [at for at, c in enumerate(text.text) if _is_invisible(text.text, at, c)]
    if not found:
        return text
    inside = any(text.text[max(0, at - 1) : at + 2 : 2].isalpha() for at in found)
    edits = [(at, at + 1, "") for at in found]
    return text.rewritten(edits, "zero-width" if inside else None)


def _is_invisible(text: str, at: int, character: str) -> bool:
    if character.isascii() or unicodedata.category(character) not in ("Cf", "Mn", "Lo"):
        return False
    if character in _JOINERS:
        near = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
        return near.isascii()
    return unicodedata.category(character) == "Cf" or character in "\u034f\u115f\u1160\u3164\uffa0"


def unstyle(text: NormalText) -> NormalText:
    """Plain letters for bold, script, circled, full-width ones (Unicode's compatibility forms)."""
    edits = []
    for at, character in enumerate(text.text):
        if character.isascii() or not unicodedata.decomposition(character).startswith("<"):
            continue
        instead = unicodedata.normalize("NFKC", character).strip("()")
        if instead.isascii() and instead.isalnum():
            edits.append((at, at + 1, instead))
    odd = [at for at, _, _ in edits if _is_styled(text.text[at])]
    named = len(odd) >= _ODD and not _ASIAN.search(text.text)  # there, wide letters are usual
    return text.rewritten(edits, "styled letters" if named else None) if edits else text


def _is_styled(character: str) -> bool:
    """Whether it is made to look special; ligatures and small figures are not."""
    kind = unicodedata.decomposition(character)
    return kind.startswith(("<font>", "<circle>", "<wide>", "<square>"))


def unpile(text: NormalText) -> NormalText:
    """Take off marks where more stand on a letter than any language writes."""
    edits, run = [], 0
    for at, character in enumerate(text.text):
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _MOST_MARKS:
            edits.append(at)
    if not edits:
        return text
    every = [at for at, c in enumerate(text.text) if unicodedata.combining(c)]
    return text.rewritten([(at, at + 1, "") for at in every], "piled marks")


def unaccent(text: NormalText) -> NormalText:
    """Name accents on English words that have none; reading goes by plain letters anyway."""
    words = words_of(text.text)
    odd = [word for word in words if _is_odd(text.text[word.start : word.end])]
    if len(odd) < _ODD or 2 * len(odd) < len(words):
        return text
    edits = [(w.start, w.end, plain(text.text[w.start : w.end])) for w in odd]
    return text.rewritten(edits, "accents")


def _is_odd(word: str) -> bool:
    letters = plain(word)
    if word.isascii() or not is_known(letters):
        return False
    return not any(letters in words for code, words in frequent_words().items() if code != "en")


def unmix(text: NormalText) -> NormalText:
    """Latin letters for those of other alphabets that look like them, in otherwise Latin words."""
    edits = []
    for word in words_of(text.text):
        letters = text.text[word.start : word.end]
        instead = letters.translate(_lookalikes())
        if instead == letters or not plain(instead).isascii():
            continue
        if any(c.isascii() for c in letters) or _stands_in_for_latin(text.text, instead):
            edits.append((word.start, word.end, instead))
    return text.rewritten(edits, "lookalike letters") if edits else text


def _stands_in_for_latin(text: str, instead: str) -> bool:
    """Whether a word wholly of lookalikes is an English one, amid English."""
    latin = sum(c.isascii() and c.isalpha() for c in text)
    return 2 * latin > sum(c.isalpha() for c in text) and is_known(plain(instead))


@cache
def _lookalikes() -> dict[int, str]:
    """Latin letters by the numbers of the Cyrillic and Greek ones that look like them."""
    file = Path(__file__).parent / "lookalikes.txt"
    lines = (line.split() for line in file.read_text(encoding="utf-8").splitlines())
    return {ord(c): latin for other, plain in lines for c, latin in zip(other, plain, strict=True)}
