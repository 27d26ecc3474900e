"""What people ask about the audience, in one place for pages, programs and commands."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from threading import Lock
from typing import Any

from openslate.app.audience.add_events import AddEvents
from openslate.app.audience.audience_views import (
    AddedEvents,
    Erasure,
    PurposesView,
    SegmentsView,
)
from openslate.app.audience.erase_viewer import EraseViewer, Forget
from openslate.app.audience.find_segments import FindSegments, ShowSegments
from openslate.app.audience.learn_segments import LearnSegments
from openslate.app.audience.purposes import ChangePurposes, ShowPurposes
from openslate.app.audience.resonance.resonance_room import ResonanceRoom
from openslate.app.audience.retention_views import RetentionView
from openslate.app.audience.show_retention import ShowRetention
from openslate.app.learning.alone import learning_alone
from openslate.app.learning.forget_viewer import ForgetViewer
from openslate.app.workspace import Workspace
from openslate.audience.segments.clusters import ClusterSettings
from openslate.audience.segments.segments import Segments
from openslate.graph.snapshot import Snapshot
from openslate.graph.snapshot_writer import current_folder
from openslate.store.purposes import NO_PURPOSE, Purpose


class AudienceRoom:
    """Events, consent, retention, segments and resonance of a workspace's viewers.

    Safe to share between threads. Raises SlateError and its kinds.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = Lock()
        self._snapshot: Snapshot | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot, read when it is first asked for."""
        newest = current_folder(self.workspace.snapshots)
        with self._lock:
            if self._snapshot is None or newest is None or self._snapshot.name != newest.name:
                self._snapshot = self.workspace.snapshot()
            return self._snapshot

    def add_events(self, batch: Sequence[Mapping[str, Any]], *, by: str) -> AddedEvents:
        """Keep a batch of events; says what is wrong with each that is not kept."""
        return AddEvents(self.workspace, self.snapshot)(batch, by=by)

    def purposes(self, viewer: str) -> PurposesView:
        """What a viewer's events may no longer be used for."""
        return ShowPurposes(self.workspace)(viewer)

    def change_purposes(
        self, viewer: str, *, withdraw: Purpose = NO_PURPOSE, give: Purpose = NO_PURPOSE
    ) -> PurposesView:
        """Withdraw purposes of a viewer, or give them again."""
        return ChangePurposes(self.workspace)(viewer, withdraw=withdraw, give=give)

    def erase(self, viewer: str, *, by: str, because: str, forget: Forget | None = None) -> Erasure:
        """Erase everything about a viewer, in what was learned too unless `forget` does it."""
        with learning_alone(self.workspace):
            erasing = EraseViewer(self.workspace, forget or ForgetViewer(self.workspace))
            return erasing(viewer, by=by, because=because)

    @property
    def ways(self) -> dict[str, str]:
        """In which ways the audience can be divided now, by name, with their titles."""
        return FindSegments(self.workspace).ways

    @cached_property
    def resonance(self) -> ResonanceRoom:
        """Which attributes resonate with which segments."""
        return ResonanceRoom(self.workspace)

    def segments(self, name: str) -> Segments:
        """The audience divided by an attribute, as declared, or as learned."""
        return FindSegments(self.workspace)(name)

    def segments_view(self, name: str) -> SegmentsView:
        """Segments with their sizes; small ones only by their titles."""
        return ShowSegments(self.workspace)(name)

    def learn_segments(
        self,
        settings: ClusterSettings | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> SegmentsView:
        """Find groups of viewers who watch alike and keep them under a name."""
        learning = LearnSegments(self.workspace, self.snapshot, settings or ClusterSettings())
        return self.segments_view(learning(progress).name)

    def retention(self, item: str, by: str | None = None) -> RetentionView:
        """Who stays with an item how long, of all and of each segment."""
        segments = self.segments(by) if by else None
        return ShowRetention(self.workspace, self.snapshot)(item, segments)
