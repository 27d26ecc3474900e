"""Undoes every disguise of a message in turn."""

from openslate.guard.reading.disguises.codings import undo_blocks, undo_turns
from openslate.guard.reading.disguises.letters import (
    show_invisible,
    unaccent,
    unmix,
    unpile,
    unstyle,
)
from openslate.guard.reading.disguises.spelling import close_up, unleet
from openslate.guard.reading.normal_text import NormalText

_FOR_OTHER_LETTERS = (show_invisible, unpile, unstyle, unmix, unaccent)
_FOR_ALL = (undo_blocks, close_up, unleet, undo_turns)
LAYERS = 2  # base64 of leetspeak


def normalise(text: str) -> NormalText:
    """The words that a message says, with the name of each disguise that was undone.

    >>> normalise("how to k1ll").disguises
    ('leetspeak',)
    """
    normal = NormalText(text)
    for _ in range(LAYERS):
        steps = _FOR_ALL if normal.text.isascii() else (*_FOR_OTHER_LETTERS, *_FOR_ALL)
        before = normal.text
        for step in steps:
            normal = step(normal)
        if normal.text == before:
            break
    return normal
