"""How a name sounds, roughly: 'tom cruz' as 'tom cruise', 'filip' as 'philip'."""

import re
from functools import cache

_LETTERS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<=.)gh"), ""),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c?k|c|q"), "k"),
    (re.compile(r"z|sch|sh"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"(?<=.)[aeiouyhw]+"), ""),
    (re.compile(r"^[aeiou]"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def sound_of(name: str) -> str:
    """A folded name by its consonants, spelt one way; names of one sound are hardly told apart.

    >>> sound_of("tom cruz"), sound_of("tom cruise")
    ('tm krs', 'tm krs')
    """
    return " ".join(map(_sound, name.split()))


@cache
def _sound(word: str) -> str:
    for pattern, letters in _LETTERS:
        word = pattern.sub(letters, word)
    return word
