"""Judging a message of a workspace, and writing down what was said of it and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from openslate.decision.types import Provenance
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Turn
from openslate.guard.deciding.judgement import KIND, Judgement
from openslate.guard.deciding.reply import refusal
from openslate.guard.deciding.trace import trace_of
from openslate.guard.guard import Guard
from openslate.store.journal import Journal, JournalEntry

NOBODY = ""
"""Viewer of messages that no known viewer wrote."""


@dataclass(frozen=True)
class CheckedMessage:
    """What the guard said: `journal_id` names the entry, `reply` is what a refused asker reads."""

    journal_id: str
    judgement: Judgement
    reply: str
    trace: dict[str, Any]

    @property
    def verdict(self) -> Verdict:
        """Whether it may be said, and how."""
        return self.judgement.verdict


class CheckMessage:
    """Judges the newest of some turns; every judgement is in the journal."""

    def __init__(
        self, guard: Callable[[], Guard], journal: Journal, reader: Callable[[], str]
    ) -> None:
        self._guard, self._journal, self._reader = guard, journal, reader

    def __call__(
        self, turns: Sequence[Turn], setting: Setting, *, viewer: str = NOBODY
    ) -> CheckedMessage:
        """The judgement, kept with its trace and the turns it is about."""
        guard = self._guard()
        judgement = guard.check(turns, setting)
        trace = trace_of(judgement, guard.change(turns, judgement))
        entry = JournalEntry(
            viewer=viewer,
            kind=KIND,
            provenance=Provenance("", self._reader(), judgement.book, trace["setting"]),
            payload={
                "trace": trace,
                "turns": [{"speaker": turn.speaker.value, "text": turn.text} for turn in turns],
            },
            fired={finding.norm.norm: 1 for finding in judgement.findings},
        )
        return CheckedMessage(self._journal.record(entry), judgement, refusal(judgement), trace)
