"""A killed process or a full disk in the middle of an import: nothing half-written counts."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from openslate.graph.quad_store import QuadStore
from tests.graph.told import everything

PROGRAM = """
import os, resource, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from types import SimpleNamespace
from openslate.common.errors import SlateError
from openslate.graph import embedded
from openslate.graph.delivery import Delivery
from openslate.graph.quad_store import QuadStore

embedded.BATCH = 1000  # small enough that much is on disk before the kill
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
if when == "full disk":
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
if when == "completing":
    store.deliveries.complete = killed
try:
    store.add_delivery(Delivery("shop", "shop.csv", "aa", at, "own", 0.5, "test"), records())
except SlateError as error:
    print(error, flush=True)  # os._exit does not flush
    os._exit(3)
store.close()
"""


def run(folder: Path, when: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, str(folder), when]
    return subprocess.run(command, check=False, timeout=120, capture_output=True, text=True)


@pytest.mark.parametrize("when", ["reading", "completing"])
def test_kill_then_again_gives_what_an_undisturbed_import_gives(when: str, tmp_path: Path) -> None:
    assert run(tmp_path / "undisturbed", "never").returncode == 0
    assert run(tmp_path / "killed", when).returncode == -signal.SIGKILL
    with QuadStore(tmp_path / "killed") as store:
        assert everything(store)  # something was left behind
        assert store.records_frame().is_empty()
        assert store.deliveries.reports() == []
    assert run(tmp_path / "killed", "never").returncode == 0
    with QuadStore(tmp_path / "killed") as store, QuadStore(tmp_path / "undisturbed") as other:
        assert store.records_frame().equals(other.records_frame())
        assert everything(store) == everything(other)
        assert store.records_frame().height == 3000


def test_a_full_disk_is_one_sentence_and_the_next_import_goes_through(tmp_path: Path) -> None:
    folder = tmp_path / "full"
    done = run(folder, "full disk")
    assert done.returncode == 3, done.stderr
    assert "shop.csv could not be written to the graph" in done.stdout
    assert run(folder, "never").returncode == 0
    with QuadStore(folder) as store:
        assert store.records_frame().height == 3000
