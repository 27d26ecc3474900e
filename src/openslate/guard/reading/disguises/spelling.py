"""Undoes what was done to spelling: digits and signs for letters, letters set apart."""

import re
from itertools import product

from openslate.guard.reading.disguises.known_words import is_known, parted
from openslate.guard.reading.normal_text import NormalText

_LEET = {
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "i", "|": "il", "+": "t", "€": "e", "*": "aeiou",
}  # fmt: skip
_MIXED = re.compile(r"(?<![\w@$!|+*#/.-])[A-Za-z0-9@$!|+€*]{2,24}(?![\w@$|+*#/-])")
_ORDINARY = re.compile(
    r"(?i)[\d+]+[a-z]{1,3}|[a-z]{1,3}\d+s?|\*.*|[a-z]+\*|.*\*{2}.*"
)  # 14th, 60s, ps4
_TITLES = {"se7en", "numb3rs", "thir13en", "m3gan", "l33t", "leet"}
_READINGS = 64
_APART = re.compile(r"(?<![\w'])[^\W\d_](?:[ ._*~-]{1,3}[^\W\d_]){3,}(?![\w'])")
_INSIDE = re.compile(r"(?<!\w)[A-Za-z]{1,2}(?:[.*_~-][A-Za-z]{1,2}){2,}(?!\w)")
_GAP = re.compile(r"[ ._*~-]{2,}")
_JOINT = re.compile(r"[ ._*~-]")
SHORTEST = 2
FEWEST = 4  # letters that a word made so has at least


def unleet(text: NormalText) -> NormalText:
    """Letters for digits and signs, where that makes a known word: "k1ll" but not "mp3"."""
    if text.text.isalpha():
        return text
    edits = _leet(text.text, FEWEST)
    if not edits:
        return text
    return text.rewritten(_leet(text.text, SHORTEST), "leetspeak")  # where one is, believe others


def _leet(text: str, fewest: int) -> list[tuple[int, int, str]]:
    found = ((m.start(), m.end(), _from_leet(m[0], fewest)) for m in _MIXED.finditer(text))
    return [(start, end, word) for start, end, word in found if word]


def _from_leet(token: str, fewest: int) -> str | None:
    bare = token.rstrip("!+")
    signs = sum(c in _LEET for c in bare)
    letters = sum(c.isalpha() for c in bare)
    if not signs or not letters or signs > letters + 1 or token.lower() in _TITLES:
        return None
    if fewest == FEWEST and _ORDINARY.fullmatch(bare):
        return None
    if bare[-1:].isdigit() and bare[:-1].isalpha() and is_known(bare[:-1].lower()):
        return None
    for reading in _readings(bare.lower()):
        if len(reading) >= fewest and is_known(reading):
            return reading + token[len(bare) :]
    return None


def _readings(token: str) -> list[str]:
    choices = [_LEET.get(c, c) for c in token]
    size = 1
    for choice in choices:
        size *= len(choice)
    return ["".join(letters) for letters in product(*choices)] if size <= _READINGS else []


def close_up(text: NormalText) -> NormalText:
    """Words for letters that stand apart: "k i l l", "k.i.l.l", "k-ill"."""
    edits: list[tuple[int, int, str]] = []
    for pattern in (_APART, _INSIDE):
        for match in pattern.finditer(text.text):
            whole = _together(match[0])
            if whole and not any(s < match.end() and match.start() < e for s, e, _ in edits):
                edits.append((match.start(), match.end(), whole))
    return text.rewritten(sorted(edits), "letters apart") if edits else text


def _together(run: str) -> str | None:
    if run.isupper() and " " not in run:  # an abbreviation, as in "S.H.I.E.L.D."
        return None
    parts = [_JOINT.sub("", part).lower() for part in _GAP.split(run)] if "  " in run else []
    if len(parts) > 1 and all(is_known(part) or len(part) == 1 for part in parts):
        return " ".join(parts)
    letters = _JOINT.sub("", run).lower()
    if len(letters) < FEWEST:
        return None
    words = parted(letters)
    if words is None or len(letters) < 2.5 * len(words) or (" " not in run and len(words) > 1):
        return None
    return " ".join(words)
