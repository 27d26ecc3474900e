"""What editors ask about resonance, worked out again only when its ground has changed."""

from collections.abc import Hashable

from openslate.app.audience.integrity.confirmed import confirmed_not_genuine
from openslate.app.audience.resonance.commission_list import ListCommissions
from openslate.app.audience.resonance.heat_map import ShowHeatMap
from openslate.app.audience.resonance.resonance_views import (
    CommissionView,
    ResonanceView,
    TitlesView,
)
from openslate.app.audience.resonance.title_list import ShowTitles
from openslate.app.audience.resonance.worked import WorkedResonance
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.common.memory import Memory
from openslate.graph.snapshot_writer import current_folder
from openslate.store.events import EventStore
from openslate.store.viewers import ViewerStore

REMEMBERED = 4  # raw and cleaned, each with and without popularity


class ResonanceRoom:
    """Which attributes resonate with which segments of a workspace's audience.

    Every figure can be had raw (`cleaned=False`) or without the viewers whom a person confirmed as
    not genuine, and as watched or `beyond_popularity`. Safe to share between threads. Raises
    SlateError while there is no snapshot or nobody watched anything.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._known: Memory[WorkedResonance] = Memory(REMEMBERED)

    @property
    def ready(self) -> bool:
        """Whether there is anything to read resonance from."""
        has_events = EventStore(self.workspace.database).count() > 0
        return has_events and current_folder(self.workspace.snapshots) is not None

    def dimensions(self, *, cleaned: bool = True) -> dict[str, tuple[str, ...]]:
        """Ways in which viewers are parted, and the segments of each."""
        worked = self._worked(cleaned, False)
        return {name: dimension.segments for name, dimension in worked.dimensions.items()}

    def heat_map(
        self, by: str | None = None, kind: str | None = None, *, cleaned: bool = True,
        beyond_popularity: bool = False, limit: int = 30, offset: int = 0,
    ) -> ResonanceView:  # fmt: skip
        """What every segment makes of every attribute of a kind; by the first dimension if none."""
        worked = self._worked(cleaned, beyond_popularity)
        show = ShowHeatMap(worked, cleaned, len(self._not_genuine))
        return show(by or self._first(worked), kind, limit=limit, offset=offset)

    def titles(
        self, by: str, segment: str, kind: str, value: str, *, cleaned: bool = True,
        beyond_popularity: bool = False, limit: int = 30,
    ) -> TitlesView:  # fmt: skip
        """Which titles carry what a segment makes of an attribute."""
        worked = self._worked(cleaned, beyond_popularity)
        return ShowTitles(worked, cleaned)(by, segment, kind, value, limit=limit)

    def commission(
        self, segment: str, by: str | None = None, *, cleaned: bool = True,
        beyond_popularity: bool = False, limit: int = 20,
    ) -> CommissionView:  # fmt: skip
        """What to commission for a segment, 'F' or 'gender:F' where two dimensions have an F."""
        worked = self._worked(cleaned, beyond_popularity)
        part, named, rest = segment.partition(":")
        if named and not by and part in worked.dimensions:
            by, segment = part, rest
        found = by or self._dimension_with(worked, segment)
        return ListCommissions(worked, cleaned)(found, segment, limit=limit)

    @property
    def _declared_at(self) -> int:
        """When the file of declared segments was written; 0 while there is none."""
        path = self.workspace.folder / self.workspace.settings.audience.segments
        return path.stat().st_mtime_ns if path.exists() else 0

    @property
    def _not_genuine(self) -> frozenset[str]:
        return confirmed_not_genuine(self.workspace)

    def _worked(self, cleaned: bool, popularity: bool) -> WorkedResonance:
        workspace = self.workspace
        folder = current_folder(workspace.snapshots)
        if folder is None:
            raise SlateError("There is no snapshot yet", do="Run 'slate snapshot'")
        left_out = self._not_genuine if cleaned else frozenset()
        key: Hashable = (
            folder.name, EventStore(workspace.database).digest(), left_out, popularity,
            ViewerStore(workspace.database).count(), self._declared_at,
        )  # fmt: skip
        known = self._known.get(key)
        if known is not None:
            return known
        made = WorkedResonance.of(workspace, workspace.snapshot(), left_out, popularity)
        return self._known.put(key, made)

    def _first(self, worked: WorkedResonance) -> str:
        if not worked.dimensions:
            least = worked.settings.least_viewers
            raise SlateError(
                f"No two segments have {least} viewers each who watched something",
                do="Import viewers with their age or gender, or lower 'resonance.least_viewers'",
            )
        return next(iter(worked.dimensions))

    def _dimension_with(self, worked: WorkedResonance, segment: str) -> str:
        having = [name for name, d in worked.dimensions.items() if segment in d.segments]
        if len(having) == 1:
            return having[0]
        if having:
            raise SlateError(
                f"{segment!r} is a segment by {' and by '.join(having)}",
                do=f"Write {having[0]}:{segment}",
            )
        known = ", ".join(s for d in worked.dimensions.values() for s in d.segments)
        raise NotFoundError(f"There is no segment {segment!r}", do=f"There are: {known}")
