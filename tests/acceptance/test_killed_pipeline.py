"""Kill -9 in the midst of any step: the graph is that of before or of after, never between.

Real `slate` processes on a catalogue of 240 films; some die after a share of the time the step
takes, some at a counted point (see `killed_slate`). `SLATE_KILL_POINTS=20` takes more of both,
and goes on to the last step after each.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from openslate.app.deliveries.import_files import ImportAvailability, ImportCatalogue
from openslate.app.deliveries.withdraw import ListDeliveries
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.identity.resolve import ResolveIdentities
from openslate.app.workspace import Workspace
from openslate.graph.delivery_frame import read_deliveries_frame
from openslate.graph.kept import frames_folder
from openslate.graph.snapshot import TABLES
from openslate.graph.vocabulary import Graphs
from openslate.testing.clock import FrozenClock
from openslate.testing.tiny import TinyFiles
from openslate.testing.town import write_town
from openslate.testing.workspace import NOW
from tests.catalogue.samples import avails_row, write_avails
from tests.repository import ROOT

FEW = 6
KILLS = int(os.environ.get("SLATE_KILL_POINTS", FEW))
STEPS = ("import", "avails", "resolve", "snapshot", "withdraw")
"""Done one after the other, each from where the one before ended."""
TOGETHER = (("deliveries", "log", "works", "windows"), ("links",), ("canonical",), ("snapshot",))
"""What a kill must leave as it was or as it will be, each group as a whole."""


@dataclass(frozen=True)
class Step:
    """A step undisturbed: its words, the workspace before and after, its time and its points."""

    words: tuple[str, ...]
    before: Path
    after: Path
    seconds: float
    points: int


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Step]:
    """All steps, undisturbed."""
    root = tmp_path_factory.mktemp("killed")
    files = write_town(root / "files")
    before = first_state(root / "first", files)
    words = commands(before, root / "files", files)
    made = {}
    for name in STEPS:
        after = root / name
        shutil.copytree(before, after)
        done = start(after, 0, words[name])
        started = time.monotonic()
        told = done.communicate(timeout=300)[0]
        assert done.returncode == 0, told
        seconds, points = time.monotonic() - started, int(told.split()[-1])
        made[name] = Step(words[name], before, after, seconds, points)
        before = after
    return made


def first_state(folder: Path, files: TinyFiles) -> Path:
    """A workspace with an earlier film catalogue of the same source."""
    Workspace.create(folder).close()
    with Workspace.open(folder, FrozenClock(NOW - timedelta(days=1))) as workspace:
        ImportCatalogue(workspace)(files.movies, "wikidata-films")
        ImportCatalogue(workspace)(files.item, "movielens")
        ImportAvailability(workspace)(files.availability)
        ResolveIdentities(workspace)()
        MakeSnapshot(workspace)()
    return folder


def commands(first: Path, folder: Path, files: TinyFiles) -> dict[str, tuple[str, ...]]:
    """The words of each step; the catalogue it brings has films renamed, gone and mistaken."""
    edited = folder / "edited.db"
    shutil.copy(files.movies, edited)
    with closing(sqlite3.connect(edited)) as db:
        db.execute("UPDATE omdb SET Title = Title || ' Again' WHERE ID % 7 = 0")
        db.execute("UPDATE omdb SET Country = 'Atlantis' WHERE ID % 13 = 0")
        db.execute("DELETE FROM omdb WHERE ID % 11 = 0")
        db.commit()
    rows = [avails_row(), avails_row(Territory="FR"), avails_row(Territory="Atlantis")]
    sheet = write_avails(folder / "avails.xlsx", *rows)
    with Workspace.open(first) as workspace:
        (taken,) = ListDeliveries(workspace)("movielens-100k")
    because = ("--because", "sent by mistake", "--by", "mia", "--yes")
    return {
        "import": ("import", "catalogue", str(edited), "--reader", "wikidata-films"),
        "avails": ("import", "catalogue", str(sheet), "--reader", "avails"),
        "resolve": ("resolve",),
        "snapshot": ("snapshot",),
        "withdraw": ("delivery", "withdraw", taken.delivery, *because),
    }


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_kill_leaves_before_or_after_and_the_rest_goes_on(
    kill: int, steps: Mapping[str, Step], tmp_path: Path
) -> None:
    choices, name = random.Random(kill), STEPS[kill % len(STEPS)]
    step, folder = steps[name], tmp_path / "workspace"
    shutil.copytree(step.before, folder)
    if kill % 2:
        kill_after(choices.uniform(0.02, 0.98) * step.seconds, folder, step.words)
    else:
        kill_at(choices.randint(1, step.points), folder, step.words)
    told, before, after = said(folder), said(step.before), said(step.after)
    for group in TOGETHER:
        assert any(same(group, told, possible) for possible in (before, after)), (name, group)
    rest = STEPS[STEPS.index(name) :] if KILLS > FEW else (name,)
    for again in rest:
        go_on(folder, steps[again].words)
        reached, undisturbed = said(folder), said(steps[again].after)
        differing = [part for part in undisturbed if reached[part] != undisturbed[part]]
        assert differing == [], (name, again)


def start(folder: Path, point: int, words: tuple[str, ...]) -> subprocess.Popen[str]:
    """Start a command that dies at a point (0 never), and wait until it begins."""
    command = [sys.executable, "-m", "tests.acceptance.killed_slate", str(point), *words]
    environment = {**os.environ, "SLATE_WORKSPACE": str(folder)}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def kill_after(seconds: float, folder: Path, words: tuple[str, ...]) -> None:
    """Kill a command some time after it began; it may have ended before."""
    process = start(folder, 0, words)
    time.sleep(seconds)
    process.kill()
    process.communicate(timeout=60)
    assert process.returncode in (0, -signal.SIGKILL)


def kill_at(point: int, folder: Path, words: tuple[str, ...]) -> None:
    """Let a command die at a point."""
    process = start(folder, point, words)
    process.communicate(timeout=300)
    assert process.returncode == -signal.SIGKILL


def go_on(folder: Path, words: tuple[str, ...]) -> None:
    """Run a command to its end; to withdraw what is withdrawn is told and no harm."""
    process = start(folder, 0, words)
    told = process.communicate(timeout=300)[0]
    assert process.returncode == 0 or words[1] == "withdraw", told


def said(folder: Path) -> dict[str, Any]:
    """All that a workspace says to those who ask, part by part."""
    with Workspace.open(folder) as workspace:
        store = workspace.quads
        works, windows = store.records_frame(), store.records_frame(kind="availability")
        log = (line for line in store.quads.dump(Graphs.DELIVERIES) if Graphs.LINKS not in line)
        snapshot = workspace.snapshot()
        return {
            "deliveries": read_deliveries_frame(frames_folder(folder / "graph")).rows(),
            "log": sorted(log),
            "works": works.rows(),
            "windows": windows.rows(),
            "links": store.links.frame().rows(),
            "canonical": sorted(store.quads.dump(Graphs.CANONICAL)),
            "snapshot": [
                snapshot.name,
                *(getattr(snapshot, table).rows() for table in TABLES),
                *((name, table.rows()) for name, table in sorted(snapshot.extra.items())),
            ],
            "problems": {p.name: p.read_text() for p in sorted(folder.glob("problems/*.jsonl"))},
            "graphs": store.quads.graphs(),
        }


def same(group: tuple[str, ...], one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one[part] == other[part] for part in group)
