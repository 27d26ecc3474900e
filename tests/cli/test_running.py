"""The command as the shell runs it: help, Ctrl+C, the system's refusals, a server that answers."""

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator

import click
import pytest
from click.testing import CliRunner
from tests.cli.conftest import Slate

from openslate import __version__
from openslate.app.choose_model import ChooseModel
from openslate.cli.main import COMMANDS, main
from openslate.testing.workspace import MadeWorkspace

SLATE = (sys.executable, "-m", "openslate.cli")


def every_command(command: click.Command, *words: str) -> Iterator[tuple[str, ...]]:
    """The words of a command and of all under it."""
    yield words
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None, f"{name} is listed but not there"
            yield from every_command(child, *words, name)


def test_every_command_is_found() -> None:
    found = set(every_command(main))
    assert {(name,) for name in COMMANDS} | {("rules", "diff"), ("data", "get", "demo")} <= found


@pytest.mark.parametrize("words", list(every_command(main)), ids=" ".join)
def test_help_begins_with_a_sentence_and_fits_a_terminal(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(main, [*words, "--help"], terminal_width=80)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Usage: ")
    paragraph = " ".join(line.strip() for line in lines[2:]).split("  ")[0]
    assert paragraph[0].isupper()
    assert ". " in f"{paragraph} "
    assert max(map(len, lines)) <= 80


def raising(error: BaseException) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (KeyboardInterrupt(), 130, "Stopped; run the same command again to go on.\n"),
        (
            OSError(errno.ENOSPC, "No space left on device", "/town/models"),
            1,
            "slate: /town/models: There is no room left on the disk. "
            "Free some space and run it again.\n",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "/town/models"),
            1,
            "slate: /town/models: Permission denied. Mend that and run it again.\n",
        ),
        (
            OSError("IO error: No space left on device: While appending"),
            1,
            "slate: There is no room left on the disk. Free some space and run it again.\n",
        ),
    ],
)
def test_what_stops_a_command_is_one_sentence(
    slate: Slate, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, told: str
) -> None:
    monkeypatch.setattr(ChooseModel, "__call__", raising(error))
    for words in (("train",), ("train", "--json")):
        assert slate.fails(*words, status=status) == told


def test_a_fault_of_the_program_is_not_hidden(
    slate: Slate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ChooseModel, "__call__", raising(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        slate("train")


def environment(made: MadeWorkspace) -> dict[str, str]:
    return {**os.environ, "SLATE_WORKSPACE": str(made.folder), "SLATE_DATABASE_URL": ""}


def test_a_process_of_its_own(tiny_copy: MadeWorkspace) -> None:
    command = [*SLATE, "recommend", "6", "--at", "2026-03-15T21:30", "--json"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=environment(tiny_copy)
    )
    assert done.stderr == ""
    assert json.loads(done.stdout)["viewer"] == "6"
    version = subprocess.run([*SLATE, "--version"], capture_output=True, text=True, check=True)
    assert version.stdout == f"slate, version {__version__}\n"


def test_serve_answers_and_stops_quietly(tiny_copy: MadeWorkspace) -> None:
    server = subprocess.Popen(
        [*SLATE, "serve", "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(tiny_copy),
    )
    try:
        assert server.stdout is not None
        told = "".join(iter(server.stdout.readline, "}\n")) + "}"
        root = json.loads(told)["address"]
        assert root.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{root}/api/v1/status", timeout=60) as answer:
            assert json.load(answer)["items"] == 8
        tiny_copy.folder.joinpath("rules.yaml").write_text("rulebook: [")
        with urllib.request.urlopen(f"{root}/rules", timeout=60) as page:
            text = page.read().decode()
        assert "A newer version does not serve until it is mended: rules.yaml:1:" in text
        assert "Only what we may show here today" in text
    finally:
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=60)
    assert (server.returncode, out, err) == (0, "", "")


def test_a_port_that_is_taken(slate: Slate) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = slate.fails("serve", "--port", port)
    assert told == (
        f"slate: Port {port} on 127.0.0.1 can't be used: Address already in use. "
        "Try another with --port.\n"
    )
