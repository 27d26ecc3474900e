"""The command `slate` run in this process, with what it writes to each stream kept apart."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from openslate.cli.main import main
from openslate.testing.workspace import MadeWorkspace


@dataclass(frozen=True)
class Slate:
    """Runs commands on one workspace; a fault of the program is raised, never swallowed."""

    workspace: Path

    def __call__(self, *words: object, given: str | bytes | None = None) -> Result:
        """The result of `slate WORDS...`."""
        return CliRunner().invoke(
            main,
            [str(word) for word in words],
            input=given,
            catch_exceptions=False,
            env={
                "SLATE_WORKSPACE": str(self.workspace),
                "SLATE_DATABASE_URL": "",
                "COLUMNS": "200",
            },
        )

    def says(self, *words: object) -> str:
        """What a command that works writes for a person."""
        result = self(*words)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    def json(self, *words: object) -> Any:
        """What a command that works answers with `--json`: one document and nothing else."""
        result = self(*words, "--json")
        assert (result.exit_code, result.stderr) == (0, "")
        return json.loads(result.stdout)

    def fails(self, *words: object, status: int = 1) -> str:
        """The sentences of a command that does not work: standard output stays empty."""
        result = self(*words)
        assert result.exit_code == status, result.output
        assert result.stdout == ""
        assert "Traceback" not in result.stderr
        return result.stderr


@pytest.fixture(autouse=True)
def _no_lines_of_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow a machine is, standard error holds errors alone."""
    monkeypatch.setattr("openslate.cli.progress_lines.FIRST_AFTER", inf)


@pytest.fixture
def slate(tiny_copy: MadeWorkspace) -> Slate:
    """Commands on a tiny workspace of their own."""
    return Slate(tiny_copy.folder)


@pytest.fixture
def empty(tmp_path: Path) -> Slate:
    """Commands on a new, empty workspace."""
    made = Slate(tmp_path / "empty")
    assert made("init", made.workspace).exit_code == 0
    return made


@pytest.fixture
def item(slate: Slate) -> Callable[[str], str]:
    """The id of the item that a search finds first."""
    return lambda name: slate.json("item", "find", name)["cards"][0]["item"]
