"""The house's guard as drafts ask it: one text, as an editor's draft for publication."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from openslate.assistant.drafts import DraftKind, GuardWord
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Part, Setting, Speaker, Surface, Turn
from openslate.guard.deciding.trace import trace_of
from openslate.guard.guard import Guard

UNGUARDED = "No guard is set up, so a person has to read it"


class Checked(Protocol):
    """What the guard gives; see `openslate.app.guard.check_message.CheckedMessage`."""

    @property
    def verdict(self) -> Verdict: ...
    @property
    def trace(self) -> Mapping[str, Any]: ...


class Check(Protocol):
    """Judges the newest of some turns."""

    def __call__(self, turns: Sequence[Turn], setting: Setting) -> Checked: ...


@dataclass(frozen=True)
class DraftJudgement:
    """A verdict with the trace that led there."""

    verdict: Verdict
    trace: Mapping[str, Any]


@dataclass(frozen=True)
class JudgedByGuard:
    """The house's guard as drafts ask it: judged, and not written down sentence by sentence, since
    the decision about the whole draft is. `guard` is asked for anew, so that it may be taught.
    """

    guard: Callable[[], Guard]

    def __call__(self, turns: Sequence[Turn], setting: Setting) -> DraftJudgement:
        judgement = self.guard().check(turns, setting)
        return DraftJudgement(judgement.verdict, trace_of(judgement))


@dataclass(frozen=True)
class DraftGuard:
    """Asks the guard about texts of one kind; without one, every text waits for a person."""

    check: Check | None
    kind: DraftKind

    def __call__(self, text: str) -> GuardWord:
        """The verdict, the reason in the norm's words, and the trace."""
        if self.check is None:
            told = [{"title": "No guard", "because": UNGUARDED}]
            return GuardWord(Verdict.REVIEW, UNGUARDED, {"verdict": "review", "findings": told})
        log_line = self.kind is DraftKind.LOGLINE
        surface = Surface.LOG_LINE if log_line else Surface.PUBLICATION
        found = self.check([Turn(text, Speaker.DRAFT)], Setting(surface=surface, part=Part.EDITOR))
        findings = found.trace.get("findings") or [{}]
        because = str(findings[0].get("because", ""))
        return GuardWord(found.verdict, because, dict(found.trace))
