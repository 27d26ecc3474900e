"""Kill -9 during a refresh: graph and snapshot are those of before or of after."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from openslate.graph.canonical_mark import canonical_digest
from openslate.graph.quad_store import QuadStore
from openslate.graph.snapshot_writer import current_snapshot
from openslate.graph.vocabulary import Graphs
from tests.repository import ROOT

from .killed_refresh import COURSES, prepare, run

KILLS = int(os.environ.get("SLATE_KILLS", "6"))
"""How often a refresh is killed; `SLATE_KILLS=20` takes more moments."""


@dataclass(frozen=True)
class Said:
    """What those who ask are told: the graph where it is complete, and the snapshot's name."""

    graph: frozenset[str] | None
    snapshot: str | None


@dataclass(frozen=True)
class Course:
    """A refresh undisturbed: the folder before, what is said before and after, and its seconds."""

    folder: Path
    before: Said
    after: Said
    seconds: float


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Course]:
    """The first refresh, and one by difference."""
    return {name: undisturbed(tmp_path_factory.mktemp(name), name) for name in COURSES}


def undisturbed(root: Path, name: str) -> Course:
    prepare(root / "before", name)
    shutil.copytree(root / "before", root / "after")
    started = time.monotonic()
    run(root / "after")
    seconds = time.monotonic() - started
    return Course(root / "before", said(root / "before"), said(root / "after"), seconds)


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_kill_leaves_before_or_after(
    kill: int, courses: dict[str, Course], tmp_path: Path
) -> None:
    course = courses[COURSES[kill % len(COURSES)]]
    folder = tmp_path / "killed"
    shutil.copytree(course.folder, folder)
    run_and_kill(folder, random.Random(kill).uniform(0.0, 1.1) * course.seconds)
    told = said(folder)
    assert told.graph in (course.before.graph, course.after.graph)
    assert told.snapshot in (course.before.snapshot, course.after.snapshot)
    run(folder)
    assert said(folder) == course.after


def run_and_kill(folder: Path, moment: float) -> None:
    """Start a refresh in a process of its own and kill it `moment` seconds after it began."""
    command = [sys.executable, "-m", "tests.graph.killed_refresh", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(moment)
        process.kill()
    assert process.returncode in (0, -signal.SIGKILL)


def said(folder: Path) -> Said:
    """What graph and snapshot say; a snapshot that was cut short can't be read."""
    with QuadStore(folder / "graph") as store:
        complete = canonical_digest(store.quads) is not None
        graph = frozenset(store.quads.dump(Graphs.CANONICAL)) if complete else None
    snapshot = current_snapshot(folder / "snapshots")
    return Said(graph, snapshot.name if snapshot else None)
