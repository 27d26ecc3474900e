"""The demo's workspace, made as a person makes it: with the command, in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from openslate.rules.reading import default_rulebook_text

MAIN = "from openslate.cli.main import main; main()"
FILES = ("movies.db", "ml-100k.item", "ml-100k.user", "ml-100k.inter")


@dataclass(frozen=True)
class Run:
    """What a command printed and how long it took, in seconds."""

    output: str
    told: str
    seconds: float


def slate(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run `slate` with these arguments; raises AssertionError with what it said if it fails."""
    begun = monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MAIN, *map(str, arguments)],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Run(done.stdout, done.stderr, monotonic() - begun)


def make_demo(folder: Path, data: Path) -> Run:
    """Make the demo's workspace from files that are here; nothing is written outside `folder`."""
    cache = {"XDG_CACHE_HOME": str(folder.parent / "cache")}
    command = ("demo", "--no-serve", "--workspace", folder, "--from", data)
    return slate(*command, environment=cache)


def is_whole(data: Path) -> bool:
    """Whether a folder holds all of the demo's files, at any depth."""
    return all(next(data.rglob(name), None) for name in FILES)


def use_default_rulebook(folder: Path) -> None:
    """Put the rulebook of new workspaces in force in one that was made earlier."""
    (folder / "rules.yaml").write_text(default_rulebook_text(), encoding="utf-8")
