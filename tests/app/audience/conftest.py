"""A workspace with a ring of five among genuine viewers, scanned."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from openslate.app.audience.integrity.integrity_room import IntegrityRoom
from openslate.app.workspace import Workspace
from openslate.testing.clock import FrozenClock
from openslate.testing.ring import add_ring
from openslate.testing.workspace import NOW


@pytest.fixture(scope="session")
def ring_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace's folder; to copy."""
    folder = tmp_path_factory.mktemp("ring") / "workspace"
    Workspace.create(folder).close()
    with Workspace.open(folder, FrozenClock(NOW)) as workspace:
        add_ring(workspace)
        IntegrityRoom(workspace).scan()
    return folder


@pytest.fixture
def ring_workspace(ring_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy to write in."""
    folder = tmp_path / "workspace"
    shutil.copytree(ring_folder, folder)
    with Workspace.open(folder, FrozenClock(NOW)) as workspace:
        yield workspace
