"""The tiny catalogue as a store, on disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from openslate.graph.quad_store import QuadStore
from openslate.testing.graph import tiny_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[QuadStore]:
    with tiny_store(tmp_path / "files", tmp_path / "graph") as store:
        yield store
