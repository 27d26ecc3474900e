"""What decides the pages: measured, and told."""

from collections.abc import Callable
from dataclasses import dataclass

from openslate.app.engine import Engine
from openslate.app.influence.choose_history import ChooseHistory, HistoryUse
from openslate.app.influence.how import TellHow
from openslate.app.influence.how_views import HowRow
from openslate.app.influence.measure import REQUESTS, MeasureInfluence, Progress
from openslate.app.influence.measurement import MadeFrom, Measurement, MeasurementStore
from openslate.app.workspace import Workspace
from openslate.store.history_choices import HistoryChoices


@dataclass(frozen=True)
class InfluenceRoom:
    """Use cases about influence; `serving` gives what decides now."""

    workspace: Workspace
    serving: Callable[[], Engine]

    def measure(self, requests: int = REQUESTS, progress: Progress | None = None) -> Measurement:
        """Look at the last pages served and keep what was found."""
        return MeasureInfluence(self.workspace, self.serving())(requests, progress)

    def measurement(self) -> Measurement | None:
        """What was measured of what serves, else measured last, None while nothing was."""
        return MeasurementStore(self.workspace.folder).find(self._now)

    def how(self, row: str) -> HowRow:
        """How a row works; raises NotFoundError for a row that no page has."""
        return TellHow(self.measurement(), self._now)(row)

    def choose_history(self, viewer: str, *, used: bool, by: str) -> HistoryUse:
        """Switch the use of a viewer's history on or off, for good."""
        return ChooseHistory(self.workspace)(viewer, used=used, by=by)

    def history_used(self, viewer: str) -> bool:
        """Whether a viewer's page uses their history, unless it is asked for without."""
        return HistoryChoices(self.workspace.database).used(viewer)

    @property
    def _now(self) -> MadeFrom:
        return MadeFrom.of(self.serving(), self.workspace.settings.home.row_size)
