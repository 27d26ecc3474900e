"""Whole workspaces for tests: every step of the main job, run on small real files."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from openslate.app.deliveries.import_files import (
    ImportAvailability,
    ImportCatalogue,
    ImportEvents,
    ImportViewers,
)
from openslate.app.desk import Desk
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.identity.resolve import ResolveIdentities
from openslate.app.train import TrainRecommender
from openslate.app.workspace import Workspace
from openslate.testing.clock import FrozenClock
from openslate.testing.tiny import TinyFiles

NOW = datetime(2026, 3, 15, 21, 30, tzinfo=UTC)
"""Half past nine in the evening of `tiny.TODAY`, when films for adults may be shown."""


@dataclass(frozen=True)
class MadeWorkspace:
    """A workspace folder and the files it was made from."""

    folder: Path
    files: TinyFiles

    def open(self) -> Workspace:
        """The workspace with a clock that stands at `NOW`."""
        return Workspace.open(self.folder, FrozenClock(NOW))

    def desk(self) -> Desk:
        """A desk with a clock that stands at `NOW`."""
        return Desk(self.open())

    def copy(self, folder: Path) -> "MadeWorkspace":
        """The same in another folder, to write in."""
        shutil.copytree(self.folder, folder)
        return MadeWorkspace(folder, self.files)


def make_workspace(folder: Path, files: TinyFiles) -> MadeWorkspace:
    """Import, resolve, take a snapshot and train, all on the day before `NOW`: ready to serve."""
    Workspace.create(folder).close()
    with Workspace.open(folder, FrozenClock(NOW - timedelta(days=1))) as workspace:
        ImportCatalogue(workspace)(files.movies, "wikidata-films")
        ImportCatalogue(workspace)(files.item, "movielens")
        ImportAvailability(workspace)(files.availability)
        ImportViewers(workspace)(files.user)
        ImportEvents(workspace)(files.inter)
        ResolveIdentities(workspace)()
        MakeSnapshot(workspace)()
        TrainRecommender(workspace)()
    return MadeWorkspace(folder, files)
