"""Everything that was delivered and decided since, brought into the catalogue in one go."""

from collections.abc import Callable
from dataclasses import dataclass

from openslate.app.identity.make_snapshot import MakeSnapshot, SnapshotReport
from openslate.app.identity.resolve import ResolveIdentities
from openslate.app.learning.carry_model import serving
from openslate.app.workspace import Workspace

Progress = Callable[[int, int], None]
Start = Callable[[str], Progress]
"""Called with what begins; gives a function to report with."""
STEPS = ("Comparing records", "Taking a snapshot")


@dataclass(frozen=True)
class RefreshCatalogue:
    """Applies reviews, finds the records that mean the same, takes a snapshot and serves it."""

    workspace: Workspace

    def __call__(self, start: Start) -> SnapshotReport:
        compare, take = STEPS
        ResolveIdentities(self.workspace)(start(compare))
        return serving(self.workspace, MakeSnapshot(self.workspace)(start(take)))
