"""The tiny catalogue as a store in memory; what the disk adds is tested in test_quad_store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from openslate.graph.quad_store import QuadStore
from openslate.testing.graph import tiny_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[QuadStore]:
    with tiny_store(tmp_path / "files") as store:
        yield store
