"""Where the guard listens in: on what is asked, and on what is about to be said."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from openslate.assistant.concierge.query import ABOUT, Act
from openslate.assistant.concierge.understand import Understood
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Turn

INSTEAD = "it"
"""Stands in what the guard reads for what the catalogue knows: 'Kill Bill' is a film, no deed."""

_LISTED = re.compile(rf"\b{INSTEAD}(?:(?:, | and ){INSTEAD}\b)+")


class Judged(Protocol):
    """What a guard says of a conversation's last turn: how severe, and what to say instead."""

    @property
    def verdict(self) -> Verdict: ...
    @property
    def reply(self) -> str: ...


Check = Callable[[Sequence[Turn], Setting], Judged]
"""Judges the last turn in the light of those before it."""


def unread(message: str, understood: Understood) -> str:
    """The message without what the catalogue knows of it; empty where nothing is left to judge.

    What a film is to be about may be any words, so these are left.
    """
    known = [words for condition, words in understood.said if condition.field != ABOUT]
    free = understood.unused or len(known) < len(understood.said)
    if understood.query.act is not Act.UNKNOWN and not free:
        return ""
    return without_names(message, known)


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with each of these names replaced, the longest first, however it is written.

    A list of names becomes one: 'it, it and it' reads like nothing anybody says.

    >>> without_names("Who directed kill bill?", ["Kill Bill"])
    'Who directed it?'
    >>> without_names("You see Uma Thurman, Lucy Liu and 3 others.", ["Uma Thurman", "Lucy Liu"])
    'You see it and 3 others.'
    """
    for name in sorted({name for name in names if name.strip()}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", INSTEAD, text, flags=re.IGNORECASE)
    return _LISTED.sub(INSTEAD, text)
