"""What every command has in common: the workspace, JSON, errors in one sentence."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from openslate.cli.output import fail
from openslate.common.errors import SlateError

F = TypeVar("F", bound=Callable[..., Any])


def workspace_option(function: F) -> F:
    """Adds `--workspace DIR` (or SLATE_WORKSPACE; ./workspace when neither is given)."""
    return click.option(
        "--workspace",
        "-w",
        "workspace",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="SLATE_WORKSPACE",
        default=Path("workspace"),
        show_default=True,
        help="Workspace folder.",
    )(function)


def json_option(function: F) -> F:
    """Adds `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(function)


def sentences(function: F) -> F:
    """Turns a SlateError into its sentence and exit status 1."""

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except SlateError as error:
            fail(error)
            sys.exit(1)

    return run  # type: ignore[return-value]


def common(function: F) -> F:
    """Everything a command that works on a workspace has: `--workspace`, `--json`, sentences."""
    return workspace_option(json_option(sentences(function)))
