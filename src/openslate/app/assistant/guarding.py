"""Where the guard listens in: on what is asked, and on what is about to be said."""

from collections.abc import Callable, Sequence
from typing import Protocol

from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Turn


class Judged(Protocol):
    """What a guard says of a conversation's last turn: how severe, and what to say instead."""

    @property
    def verdict(self) -> Verdict: ...
    @property
    def sentence(self) -> str: ...


Check = Callable[[Sequence[Turn], Setting], Judged]
"""Judges the last turn in the light of those before it."""
