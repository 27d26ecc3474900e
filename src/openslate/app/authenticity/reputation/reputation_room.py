"""What people and programs can ask and say about reputations."""

from dataclasses import dataclass

from openslate.app.authenticity.reputation.assess_reputations import AssessReputations
from openslate.app.authenticity.reputation.note_correction import NoteCorrection
from openslate.app.workspace import Workspace
from openslate.authenticity.reputation.reputation import Reputation


@dataclass(frozen=True)
class ReputationRoom:
    """Reputations worked out anew whenever somebody asks; safe to share between threads."""

    workspace: Workspace

    @property
    def half_life_days(self) -> float:
        """After how many days a piece of evidence counts half."""
        return self.workspace.settings.reputation.half_life_days

    def everybody(self) -> tuple[Reputation, ...]:
        """Everybody of whom anything was verified; the worst first, those not known last."""
        return AssessReputations(self.workspace)()

    def of(self, name: str) -> tuple[Reputation, ...]:
        """Those of one name, as source and as producer; raises NotFoundError."""
        return AssessReputations(self.workspace).of(name)

    def correct(self, source: str, what: str, *, by: str, because: str) -> None:
        """Note that `what` from a source had to be corrected; raises SlateError."""
        NoteCorrection(self.workspace)(source, what, by=by, because=because)

    def take_back(self, source: str, what: str, *, by: str) -> None:
        """Let a correction count no more; raises NotFoundError."""
        NoteCorrection(self.workspace).take_back(source, what, by=by)
