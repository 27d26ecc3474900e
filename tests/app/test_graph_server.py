"""A workspace whose graph is on a server gives what one with a folder gives."""

from pathlib import Path

import pytest
from tests.graph.server import graph_server

from openslate.app.settings import GRAPH_ENVIRONMENT
from openslate.app.workspace import Workspace
from openslate.graph.policy import CanonicalPolicy
from openslate.graph.refresh import refresh
from openslate.testing.clock import FrozenClock
from openslate.testing.graph import NOON, import_tiny, true_links
from openslate.testing.tiny import write_tiny


def snapshot_of(workspace: Workspace, files: Path) -> str:
    """Import the tiny catalogue twice, link it, and name the snapshot."""
    for _ in range(2):
        import_tiny(workspace.quads, write_tiny(files), FrozenClock(NOON))
    workspace.quads.links.put(true_links())
    return refresh(workspace.quads, CanonicalPolicy(), workspace.snapshots).snapshot.name


def test_a_workspace_keeps_its_graph_on_a_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.create(tmp_path / "one") as workspace:
        expected = snapshot_of(workspace, tmp_path / "files")
    with graph_server(tmp_path / "server") as url:
        monkeypatch.setenv(GRAPH_ENVIRONMENT, url)
        with Workspace.create(tmp_path / "two") as workspace:
            assert snapshot_of(workspace, tmp_path / "files") == expected
        with Workspace.open(tmp_path / "two") as workspace:
            assert workspace.quads.records_frame().height == 7 + 6
            assert workspace.quads.links.frame().height == true_links().height
    assert not (tmp_path / "two" / "graph").exists()
