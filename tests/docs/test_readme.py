"""The README's commands exist, do what it says, and are what CI runs."""

import re

import pytest

from tests.repository import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?m)^(scripts/\w+)", "\n".join(re.findall(r"(?s)```sh\n(.*?)```", README)))


def script(name: str) -> str:
    """The text of a script."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_two_commands_come_first() -> None:
    assert COMMANDS[:2] == ["scripts/demo", "scripts/test"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_can_be_run(command: str) -> None:
    assert (ROOT / command).stat().st_mode & 0o111


@pytest.mark.parametrize("command", ["scripts/demo", "scripts/test", "scripts/check"])
def test_a_command_sets_up_for_itself(command: str) -> None:
    assert re.search(r"(?m)^scripts/setup\b", script(command))


@pytest.mark.parametrize("command", ["scripts/test", "scripts/check"])
def test_ci_runs_the_command(command: str) -> None:
    assert re.search(rf"(?m)^[^#\n]*\b{command}\b", script(".ci/run"))


def test_what_slate_is_for_takes_ten_lines() -> None:
    opening = README.split("\n## ")[0]
    prose = [line for line in opening.splitlines()[1:] if line and not line.startswith("![")]
    assert 5 <= len(prose) <= 10
