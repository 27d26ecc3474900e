"""A process killed in the middle of an import: nothing half-written is visible after."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from openslate.graph.quad_store import QuadStore

PROGRAM = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from types import SimpleNamespace
from openslate.graph import bulk
from openslate.graph.delivery import Delivery
from openslate.graph.quad_store import QuadStore

bulk.BATCH = 1000  # small enough that much is on disk before the kill
folder, when = Path(sys.argv[1]), sys.argv[2]


def records():
    for i in range(3000):
        if when == "reading" and i == 2500:
            os.kill(os.getpid(), signal.SIGKILL)
        yield SimpleNamespace(id=str(i), row=i, values={"name": f"Film {i}"})


def killed(report):
    os.kill(os.getpid(), signal.SIGKILL)


at = datetime(2026, 3, 1, tzinfo=UTC)
store = QuadStore(folder)
if when == "completing":
    store.deliveries.complete = killed
store.add_delivery(Delivery("shop", "shop.csv", "aa", at, "own", 0.5, "test"), records())
store.close()
"""


def run(folder: Path, when: str) -> int:
    command = [sys.executable, "-c", PROGRAM, str(folder), when]
    return subprocess.run(command, check=False, timeout=120).returncode


@pytest.mark.parametrize("when", ["reading", "completing"])
def test_kill_then_again_gives_what_an_undisturbed_import_gives(when: str, tmp_path: Path) -> None:
    assert run(tmp_path / "undisturbed", "never") == 0
    assert run(tmp_path / "killed", when) == -signal.SIGKILL
    with QuadStore(tmp_path / "killed") as store:
        assert len(store.quads) > 0  # something was left behind
        assert store.records_frame().is_empty()
        assert store.deliveries.reports() == []
    assert run(tmp_path / "killed", "never") == 0
    with QuadStore(tmp_path / "killed") as store, QuadStore(tmp_path / "undisturbed") as other:
        assert store.records_frame().equals(other.records_frame())
        assert set(store.quads) == set(other.quads)
        assert store.records_frame().height == 3000
