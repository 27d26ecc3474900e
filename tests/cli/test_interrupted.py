"""A command that is killed or stopped: nothing half-written shows, and again completes it."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Slate
from tests.graph.told import everything

from openslate.app.workspace import Workspace
from openslate.store.events import EventStore
from openslate.testing.tiny import TinyFiles
from openslate.testing.town import write_town

PROGRAM = Path(__file__).with_name("interrupted.py")


@pytest.fixture
def files(tmp_path: Path) -> TinyFiles:
    return write_town(tmp_path / "files")


def slate(folder: Path, moment: str, *words: object) -> subprocess.CompletedProcess[str]:
    """`slate WORDS` on a workspace in a process of its own."""
    command = [sys.executable, PROGRAM, moment, *map(str, words), "--workspace", str(folder)]
    environment = {**os.environ, "SLATE_DATABASE_URL": ""}
    return subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=120, env=environment
    )


def answer(folder: Path, *words: object) -> Any:
    """What an undisturbed command says in JSON."""
    return Slate(folder).json(*words)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Workspace.create(tmp_path / "town").close()
    return tmp_path / "town"


def events_of(folder: Path) -> list[tuple[Any, ...]]:
    with Workspace.open(folder) as workspace:
        return EventStore(workspace.database).frame().rows()


def test_events_killed_and_stopped_and_again(
    folder: Path, files: TinyFiles, tmp_path: Path
) -> None:
    words = ("import", "events", files.inter)
    killed = slate(folder, "events-kill", *words)
    assert killed.returncode == -signal.SIGKILL
    assert events_of(folder) == []
    stopped = slate(folder, "events-stop", *words)
    assert stopped.returncode == 130
    assert stopped.stderr == "Stopped; run the same command again to go on.\n"
    assert stopped.stdout == ""
    assert events_of(folder) == []
    with Workspace.open(folder) as workspace:
        assert [d.rows for d in EventStore(workspace.database).unfinished()] == [400]
    assert answer(folder, *words)["new"] == 858

    Workspace.create(tmp_path / "undisturbed").close()
    assert answer(tmp_path / "undisturbed", *words)["new"] == 858
    assert events_of(folder) == events_of(tmp_path / "undisturbed")


def records_of(folder: Path) -> list[tuple[Any, ...]]:
    with Workspace.open(folder) as workspace:
        return workspace.quads.records_frame().rows()


@pytest.mark.parametrize("moment", ["reading-kill", "completing-kill"])
def test_a_catalogue_killed_and_again(
    folder: Path, files: TinyFiles, tmp_path: Path, moment: str
) -> None:
    words = ("import", "catalogue", files.movies, "--reader", "wikidata-films")
    assert slate(folder, moment, *words).returncode == -signal.SIGKILL
    with Workspace.open(folder) as workspace:
        assert everything(workspace.quads)  # something was left behind
        assert workspace.quads.deliveries.reports() == []
    assert records_of(folder) == []
    assert answer(folder, *words)["new"] == 240

    Workspace.create(tmp_path / "undisturbed").close()
    assert answer(tmp_path / "undisturbed", *words)["new"] == 240
    assert records_of(folder) == records_of(tmp_path / "undisturbed")
    names = [answer(f, "snapshot")["name"] for f in (folder, tmp_path / "undisturbed")]
    assert names[0] == names[1]


def test_a_catalogue_stopped_with_ctrl_c(folder: Path, files: TinyFiles) -> None:
    words = ("import", "catalogue", files.movies, "--reader", "wikidata-films")
    stopped = slate(folder, "reading-stop", *words)
    assert stopped.returncode == 130
    assert stopped.stderr == "Stopped; run the same command again to go on.\n"
    assert answer(folder, *words)["new"] == 240
