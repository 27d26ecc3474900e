"""Kill -9 at any moment: afterwards the graph is that of before or of after, never between."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from openslate.graph.delivery_frame import read_deliveries_frame
from openslate.graph.kept import frames_folder
from openslate.graph.quad_store import QuadStore
from openslate.graph.vocabulary import Graphs
from tests.repository import ROOT

from .killed_step import STEPS, prepare, step
from .told import everything

KILLS = int(os.environ.get("SLATE_KILLS", "6"))
"""How often something is killed; `SLATE_KILLS=20` takes more moments."""


@dataclass(frozen=True)
class Course:
    """A step undisturbed: the store before and after, and how long the step took."""

    before: Path
    after: Path
    seconds: float


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Course]:
    """All steps, each from the same beginning."""
    root = tmp_path_factory.mktemp("courses")
    with QuadStore(root / "before") as store:
        prepare(store)
    made = {}
    for number, name in enumerate(STEPS):
        after = copy(root / "before", root / f"after{number}")
        started = time.monotonic()
        with QuadStore(after) as store:
            step(store, name)
        made[name] = Course(root / "before", after, time.monotonic() - started)
    return made


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_kill_leaves_before_or_after(
    kill: int, courses: dict[str, Course], tmp_path: Path
) -> None:
    course = courses[name := STEPS[kill % len(STEPS)]]
    moment = random.Random(kill).uniform(0.0, 1.1) * course.seconds
    folder = copy(course.before, tmp_path / "graph")
    run_and_kill(folder, name, moment)
    told = said(folder)
    between = [said(course.before), said(course.after)]
    if name == "first links":
        between.append(without_links(between[0]))  # it is two steps
    assert any(same(told, possible) for possible in between)
    with QuadStore(folder) as store:
        step(store, name)
    with QuadStore(folder) as store, QuadStore(course.after) as undisturbed:
        assert everything(store) == everything(undisturbed)
    assert same(said(folder), said(course.after))


def run_and_kill(folder: Path, name: str, moment: float) -> None:
    """Start the step in a process of its own and kill it `moment` seconds after it began."""
    command = [sys.executable, "-m", "tests.graph.killed_step", str(folder), name]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(moment)
        process.kill()
    assert process.returncode in (0, -signal.SIGKILL)


def said(folder: Path) -> dict[str, pl.DataFrame]:
    """All that the graph says to those who ask, and what lies beside it."""
    with QuadStore(folder) as store:
        return {
            "records": store.records_frame(),
            "links": store.links.frame(),
            "deliveries": read_deliveries_frame(frames_folder(folder)),
            "log": pl.DataFrame({"line": sorted(log_lines(store))}),
        }


def log_lines(store: QuadStore) -> Iterator[str]:
    """The log, without the mark of the links."""
    return (line for line in store.quads.dump(Graphs.DELIVERIES) if Graphs.LINKS not in line)


def without_links(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return frames | {"links": frames["links"].clear()}


def same(one: dict[str, pl.DataFrame], other: dict[str, pl.DataFrame]) -> bool:
    return all(one[name].equals(other[name]) for name in one)


def copy(folder: Path, to: Path) -> Path:
    """Copy a closed store with its frames."""
    shutil.copytree(folder, to)
    shutil.copytree(frames_folder(folder), frames_folder(to))
    return to
