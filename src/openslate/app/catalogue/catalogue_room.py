"""What editors ask about the catalogue, of its newest snapshot, which is read once."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock

from openslate.app.catalogue.findings import FindingsOfItem, ListFindings
from openslate.app.catalogue.health import CatalogueHealth, ListImportProblems, checked
from openslate.app.catalogue.health_lists import ListSilent, ListUnknownRecords
from openslate.app.catalogue.health_views import (
    FoundPage,
    FoundView,
    Health,
    ImportProblems,
    SilentPage,
    UnknownPage,
)
from openslate.app.catalogue.rights_queries import AskRights
from openslate.app.catalogue.rights_views import ExpiringPage, ExpiringTally
from openslate.app.workspace import Workspace
from openslate.catalogue.problem_files import FOLDER as PROBLEMS
from openslate.common.errors import NotFoundError, SlateError
from openslate.graph.delivery_frame import deliveries_path
from openslate.graph.kept import frames_folder
from openslate.graph.snapshot import Snapshot
from openslate.graph.snapshot_writer import current_folder
from openslate.store.events import EventStore

SOON = 30
"""Days ahead in which expiring rights are told."""


@dataclass(frozen=True)
class SeenSnapshot:
    """A snapshot, and what is worked out of it when it is first asked for."""

    workspace: Workspace
    snapshot: Snapshot

    @cached_property
    def rights(self) -> AskRights:
        """Questions about its rights."""
        return AskRights(self.workspace, taken=self.snapshot)


class CatalogueRoom:
    """The health of a workspace's catalogue and the lists behind its numbers.

    Safe to share between threads. Raises SlateError while there is no snapshot.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = Lock()
        self._seen: SeenSnapshot | None = None
        self._health: tuple[Hashable, Health] | None = None
        self._expiring: tuple[Hashable, tuple[ExpiringTally, ...]] | None = None

    @property
    def ready(self) -> bool:
        """Whether there is a snapshot to speak of."""
        return current_folder(self.workspace.snapshots) is not None

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot, checked when it was taken."""
        return self._newest.snapshot

    @property
    def health(self) -> Health:
        """How the catalogue is; worked out again when anything that it tells of has changed."""
        snapshot, state = self.snapshot, self._state()
        with self._lock:
            if self._health is None or self._health[0] != state:
                self._health = state, CatalogueHealth(self.workspace)(snapshot)
            return self._health[1]

    @property
    def stale_after(self) -> int:
        """Days after which a source's latest delivery counts as old."""
        return self.workspace.settings.catalogue.stale_after_days

    @property
    def expiring(self) -> tuple[ExpiringTally, ...]:
        """Rights that end within the next `SOON` days, by territory."""
        seen = self._newest
        state = seen.snapshot.name, seen.rights.today
        with self._lock:
            if self._expiring is None or self._expiring[0] != state:
                self._expiring = state, seen.rights.expiring_by_territory(SOON)
            return self._expiring[1]

    def expiring_rights(
        self, territory: str | None = None, *, limit: int = 50, offset: int = 0
    ) -> ExpiringPage:
        """The rights that end within the next `SOON` days, soonest first."""
        return self._newest.rights.expiring(SOON, territory, limit=limit, offset=offset)

    def found(
        self, check: str, *, source: str | None = None, limit: int = 50, offset: int = 0
    ) -> FoundPage:
        """What one check found."""
        listed = ListFindings(self.workspace)
        return listed(check, source=source, limit=limit, offset=offset, snapshot=self.snapshot)

    def found_of_item(self, item: str) -> tuple[FoundView, ...]:
        """What was found about one item."""
        return FindingsOfItem(self.workspace)(item, self.snapshot)

    def silent(
        self, kind: str, source: str, field: str, *, limit: int = 50, offset: int = 0
    ) -> SilentPage:
        """A source's records that say nothing of a field."""
        return ListSilent(self.snapshot)(kind, source, field, limit=limit, offset=offset)

    def unknown(self, source: str, *, limit: int = 50, offset: int = 0) -> UnknownPage:
        """Records of a source that were watched and that no item has."""
        listed = ListUnknownRecords(self.workspace, self.snapshot)
        return listed(source, limit=limit, offset=offset)

    def import_problems(self, source: str, kind: str) -> ImportProblems:
        """The values that the latest import of a source could not use.

        Raises NotFoundError when all could be used, or the source is none.
        """
        latest = {s.file_hash for s in self.health.sources if (s.source, s.kind) == (source, kind)}
        kept = ListImportProblems(self.workspace)(source)
        found = next((one for one in kept if one.kind == kind and one.file_hash in latest), None)
        if found is None:
            raise NotFoundError(f"There are no problems of {kind} from {source!r}")
        return found

    @property
    def _newest(self) -> SeenSnapshot:
        newest = current_folder(self.workspace.snapshots)
        if newest is None:
            raise SlateError("There is no snapshot yet", do="Run 'slate snapshot'")
        with self._lock:
            if self._seen is None or self._seen.snapshot.name != newest.name:
                self._seen = SeenSnapshot(self.workspace, checked(self.workspace.snapshot()))
            return self._seen

    def _state(self) -> Hashable:
        """Changes whenever the health may have."""
        folder = self.workspace.folder
        watched = (
            deliveries_path(frames_folder(folder / "graph")),
            folder / PROBLEMS,
            self.workspace.snapshots / self.snapshot.name,
        )
        times = tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in watched)
        events = EventStore(self.workspace.database).digest()
        return self.snapshot.name, self._today(), times, events

    def _today(self) -> date:
        return self.workspace.clock.now().date()
