"""Named versions of learned segments, and who is in which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from openslate.common.clock import Clock, SystemClock
from openslate.common.errors import NotFoundError
from openslate.common.text import nearest
from openslate.store.database import Database
from openslate.store.tables import SEGMENT_MEMBERS, SEGMENTATIONS
from openslate.store.upsert import insert_new


@dataclass(frozen=True)
class Segmentation:
    """A version: `about` says what its segments are called and how they were made."""

    name: str
    made_at: datetime
    about: Mapping[str, Any]


class SegmentationStore:
    """Versions are kept once under their name; erasing a viewer takes them out of all."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database, self.clock = database, clock or SystemClock()

    def keep(self, name: str, about: Mapping[str, Any], members: Mapping[str, str]) -> bool:
        """Keep a version with the segment of each viewer; False when it is there already."""
        version = {"name": name, "made_at": self.clock.now(), "about": dict(about)}
        rows = [{"segmentation": name, "viewer": v, "segment": s} for v, s in members.items()]
        with self.database.begin() as connection:
            new = connection.execute(insert_new(connection, SEGMENTATIONS).values(version)).rowcount
            if new and rows:
                connection.execute(sa.insert(SEGMENT_MEMBERS), rows)
        return bool(new)

    def all(self) -> list[Segmentation]:
        """Every version, the newest first."""
        columns = SEGMENTATIONS.c
        query = sa.select(SEGMENTATIONS).order_by(columns.made_at.desc(), columns.name)
        with self.database.read() as connection:
            return [Segmentation(**row) for row in connection.execute(query).mappings()]

    def get(self, name: str) -> Segmentation:
        """One version; raises NotFoundError that names the nearest."""
        kept = {version.name: version for version in self.all()}
        if name not in kept:
            meant = nearest(name, kept)
            raise NotFoundError(
                f"There are no learned segments {name!r}",
                do=f"Did you mean {meant!r}?" if meant else "Run 'slate audience learn-segments'",
            )
        return kept[name]

    def members(self, name: str) -> dict[str, str]:
        """The segment of each viewer of a version, in the order of viewers."""
        of = SEGMENT_MEMBERS.c
        query = sa.select(of.viewer, of.segment).where(of.segmentation == name).order_by(of.viewer)
        with self.database.read() as connection:
            return dict(connection.execute(query).all())
