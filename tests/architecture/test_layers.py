"""Imports point down only; every room has its layer."""

import re
import tomllib
from typing import Any

import pytest
from importlinter.cli import lint_imports

from tests.repository import ROOT, SOURCE

ASIDE = {"testing"}


def contract() -> Any:
    """The layers contract of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = project["tool"]["importlinter"]["contracts"]
    return next(c for c in contracts if c["type"] == "layers")


def test_imports_keep_the_contracts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    failed = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert not failed, capsys.readouterr().out


def test_every_room_has_a_layer() -> None:
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")} - ASIDE
    layered = {
        name for line in contract()["layers"] for name in re.findall(r"openslate\.(\w+)", line)
    }
    assert rooms == layered


def test_nothing_lies_beside_the_rooms() -> None:
    assert {path.name for path in SOURCE.glob("*.py")} <= {"__init__.py", "__main__.py"}
