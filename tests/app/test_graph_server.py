"""A workspace whose graph is on a server gives what one with a folder gives."""

from pathlib import Path

import pytest
from tests.graph.server import free_port, graph_server

from openslate.app.graph.sparql import AskGraph
from openslate.app.settings import GRAPH_ENVIRONMENT
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.graph.policy import CanonicalPolicy
from openslate.graph.refresh import refresh
from openslate.testing.clock import FrozenClock
from openslate.testing.graph import NOON, import_tiny, true_links
from openslate.testing.tiny import write_tiny

CROSS = " . ".join(f"GRAPH ?g{i} {{ ?s{i} ?p{i} ?o{i} }}" for i in range(5))


def snapshot_of(workspace: Workspace, files: Path) -> str:
    """Import the tiny catalogue twice, link it, and name the snapshot."""
    for _ in range(2):
        import_tiny(workspace.quads, write_tiny(files), FrozenClock(NOON))
    workspace.quads.links.put(true_links())
    return refresh(workspace.quads, CanonicalPolicy(), workspace.snapshots).snapshot.name


def ask_in_sparql(ask: AskGraph) -> None:
    """The answers that a folder gives, while the workspace has the graph open."""
    named = ask('SELECT ?year { ?film schema:name "Seven" ; slate:year ?year }')
    assert [row[0] and row[0].value for row in named.rows] == ["1995"]
    inside = ask('ASK { GRAPH ?delivery { ?record schema:name "Twelve Monkeys" } }')
    assert [row[0] and row[0].value for row in inside.rows] == ["true"]
    with pytest.raises(SlateError, match="line 1, character 19: The query can't be read"):
        ask("SELECT * { ?s ?p }")
    with pytest.raises(SlateError, match="ended after 1 seconds"):
        ask(f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}", seconds=1)


def test_a_server_that_is_gone_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.create(tmp_path / "one") as workspace:
        monkeypatch.setenv(GRAPH_ENVIRONMENT, f"http://mia:secret@127.0.0.1:{free_port()}")
        with pytest.raises(SlateError, match="The graph server cannot be reached") as caught:
            AskGraph(Workspace.open(workspace.folder))("ASK { ?s ?p ?o }")
    assert "secret" not in str(caught.value)


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
            ask_in_sparql(AskGraph(workspace))
    assert not (tmp_path / "two" / "graph").exists()
