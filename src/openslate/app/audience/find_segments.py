"""The ways in which an audience is divided: by attributes, as declared, as learned."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from openslate.app.audience.audience_views import SegmentsView, SegmentView
from openslate.app.workspace import Workspace
from openslate.audience.segments.by_attribute import ATTRIBUTES, segments_by
from openslate.audience.segments.declared import NAME, TITLE, declared_segments, read_segments
from openslate.audience.segments.least_size import shown_groups
from openslate.audience.segments.segments import Segment, Segments
from openslate.common.errors import NotFoundError, SlateError
from openslate.common.text import nearest
from openslate.store.segmentations import Segmentation, SegmentationStore
from openslate.store.viewers import ViewerStore

LEARNED, LEARNED_TITLE = "learned", "By what they watch"
VERSION = "sg-"
"""How the names of learned versions begin."""


@dataclass(frozen=True)
class FindSegments:
    """The segments of a name: an attribute, `declared`, `learned` (the newest), or a version.

    Raises NotFoundError for a name that there is not, RulebookError for wrong conditions.
    """

    workspace: Workspace

    def __call__(self, name: str) -> Segments:
        if name == NAME:
            return self._declared()
        if name == LEARNED or name.startswith(VERSION):
            return self._learned(self._version(name))
        if name not in ATTRIBUTES:
            raise self._unknown(name)
        return segments_by(name, ViewerStore(self.workspace.database).frame())

    @property
    def ways(self) -> dict[str, str]:
        """Names and titles of the ways there are now; learned ones by their newest version."""
        found = {name: title for name, (title, _, _) in ATTRIBUTES.items()}
        if (self.workspace.folder / self.workspace.settings.audience.segments).exists():
            found[NAME] = TITLE
        if self._store.all():
            found[LEARNED] = LEARNED_TITLE
        return found

    @property
    def _store(self) -> SegmentationStore:
        return SegmentationStore(self.workspace.database)

    def _declared(self) -> Segments:
        file = self.workspace.folder / self.workspace.settings.audience.segments
        declared = read_segments(file)
        if not declared:
            raise SlateError(
                "No segments are declared", where=str(file), do="Write some; the guide has examples"
            )
        return declared_segments(declared, ViewerStore(self.workspace.database).frame())

    def _version(self, name: str) -> Segmentation:
        kept = self._store.all()
        if name == LEARNED and kept:
            return kept[0]
        return self._store.get(name)

    def _learned(self, version: Segmentation) -> Segments:
        members = self._store.members(version.name)
        labels = np.array(list(members.values()), dtype=str)
        groups = tuple(
            Segment(group["name"], group["title"], labels == group["name"], _about(group))
            for group in version.about["groups"]
        )
        return Segments(version.name, LEARNED_TITLE, tuple(members), groups)

    def _unknown(self, name: str) -> NotFoundError:
        ways = {*self.ways, NAME, LEARNED}
        meant = nearest(name, ways)
        return NotFoundError(
            f"Viewers are not divided by {name!r}",
            do=f"Did you mean {meant!r}?" if meant else f"There are {', '.join(sorted(ways))}",
        )


@dataclass(frozen=True)
class ShowSegments:
    """Segments with their sizes, without those that are too small to be told of."""

    workspace: Workspace

    def __call__(self, name: str) -> SegmentsView:
        found = FindSegments(self.workspace)(name)
        least = self.workspace.settings.audience.least_group
        shown = shown_groups([group.members for group in found], least)
        total = len(found.viewers)
        views = (
            SegmentView(g.name, g.title, g.size, g.size / max(total, 1), g.about)
            for g, is_shown in zip(found, shown, strict=True)
            if is_shown
        )
        hidden = (g.title for g, is_shown in zip(found, shown, strict=True) if not is_shown)
        return SegmentsView(
            name=found.name,
            title=found.title,
            viewers=total,
            least=least,
            segments=tuple(views),
            hidden=tuple(hidden),
            made_at=self._made_at(found.name),
        )

    def _made_at(self, name: str) -> datetime | None:
        if not name.startswith(VERSION):
            return None
        return SegmentationStore(self.workspace.database).get(name).made_at


def _about(group: dict[str, Any]) -> str:
    """What sets a learned group apart, with how much more of it its viewers watch."""
    told = (
        f"{one['attribute']} {one['inside']:.0%}, others {one['outside']:.0%}"
        for one in group["differences"]
    )
    return "; ".join(told)
