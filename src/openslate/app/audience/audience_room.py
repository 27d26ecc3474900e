"""What people ask about the audience, in one place for pages, programs and commands."""

from openslate.app.workspace import Workspace
from openslate.audience.segments.by_attribute import segments_by
from openslate.audience.segments.segments import Segments
from openslate.store.viewers import ViewerStore


class AudienceRoom:
    """Events, consent, retention and segments of a workspace's viewers.

    Safe to share between threads. Raises SlateError and its kinds.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def segments(self, name: str) -> Segments:
        """The audience divided by an attribute of profiles."""
        return segments_by(name, ViewerStore(self.workspace.database).frame())
