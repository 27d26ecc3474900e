"""`slate audience integrity`."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from openslate.app.workspace import Workspace
from openslate.cli.main import main
from openslate.testing.ring import RING_VIEWERS, add_ring


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ring") / "workspace"
    with Workspace.create(folder) as workspace:
        add_ring(workspace)
    return folder


def slate(folder: Path, *arguments: str) -> str:
    command = ["audience", "integrity", *arguments, "--workspace", str(folder)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    return result.output


def answer(folder: Path, *arguments: str) -> Any:
    return json.loads(slate(folder, *arguments, "--json"))


def test_from_the_first_look_to_taking_back(folder: Path) -> None:
    assert "Nobody looked yet" in slate(folder, "list")
    assert answer(folder, "scan")["flags"] == 1
    assert "1 flags about 5 viewers, 1 wait" in slate(folder, "scan")
    (flag,) = answer(folder, "list")["flags"]
    assert flag["id"] in slate(folder, "list")
    assert "Watching together: Two of them" in slate(folder, "review")
    assert answer(folder, "review", flag["id"])[0]["viewers"] == list(RING_VIEWERS)
    told = answer(folder, "confirm", flag["id"], "--by", "ada", "--spare", RING_VIEWERS[0])
    assert told["confirmed_before"] == list(RING_VIEWERS[1:])
    assert "4 viewers are confirmed as not genuine" in slate(folder, "list")
    assert "waiting" in slate(folder, "undo", flag["id"], "--by", "ada")
    assert answer(folder, "later", flag["id"], "--by", "ada")["state"] == "later"
    assert answer(folder, "genuine", flag["id"], "--by", "ada")["state"] == "genuine"
    assert "Nothing waits for review" in slate(folder, "review")


def test_an_unknown_flag_is_one_sentence(folder: Path) -> None:
    command = ["audience", "integrity", "confirm", "g0", "--by", "ada", "-w", str(folder)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "There is no flag 'g0'" in result.output
