"""Every engine does the same: in memory, in a folder, on a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from openslate.graph import embedded
from openslate.graph.embedded import EmbeddedQuads
from openslate.graph.quad_store import QuadStore
from openslate.graph.quads import Quads
from openslate.graph.remote import RemoteQuads
from openslate.testing.graph_store import QuadsTests, QuadStoreTests

from .server import graph_server

ENGINES = ["memory", "folder", "server"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with graph_server(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture(params=ENGINES)
def quads(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Quads]:
    made = engine(request.param, request, tmp_path)
    yield made
    made.close()


@pytest.fixture(params=[*ENGINES, "server with frames"])
def quad_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[QuadStore]:
    kind, path = request.param, tmp_path / "graph"
    if kind == "folder":
        store = QuadStore(path)
    else:
        store = QuadStore(
            path if kind.endswith("frames") else None, engine(kind.split()[0], request, tmp_path)
        )
    with store:
        yield store


def engine(kind: str, request: pytest.FixtureRequest, folder: Path) -> Quads:
    if kind == "memory":
        return EmbeddedQuads()
    if kind == "folder":
        return EmbeddedQuads(folder / "graph")
    remote = RemoteQuads(request.getfixturevalue("server"))
    remote.update("DROP ALL")
    return remote


class TestQuads(QuadsTests):
    pass


class TestQuadStore(QuadStoreTests):
    pass


def test_a_large_graph_is_cleared_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "CLEARED", 3)
    quads = EmbeddedQuads()
    for graph in ("urn:a", "urn:b"):
        quads.load(graph, [f'<urn:s{n}> <urn:p> "v" .' for n in range(10)])
    quads.clear("urn:a")
    assert quads.graphs() == ["urn:b"]
    assert len(list(quads.dump("urn:b"))) == 10
